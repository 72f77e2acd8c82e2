using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ShopSupport.App.Demo;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Shops;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.App.SignIn;

/// <summary>The language that a visitor says of their own accord, <c>ja</c> or <c>en</c>; null where nothing is said.</summary>
internal delegate string? VisitorLanguage(HttpRequest request);

/// <summary>
/// Signs every visitor of the demo in as the first agent of the shop of their language, which stays theirs whatever language
/// the screens take later. Without a demo it lets nobody in.
/// </summary>
internal sealed class DemoSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> scheme,
    ILoggerFactory logs,
    UrlEncoder encoder,
    ScreenOptions screens,
    VisitorLanguage languageOf,
    DemoVisits visits,
    ShopStore shops,
    AgentStore agents)
    : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, logs, encoder)
{
    public const string SchemeName = "Demo";
    public const string ShopCookie = "demo_shop";

    // What a first page shows is there sooner, unless the machine is busy.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Deliveries and health checks need nobody, and must not wait for the database.
        var isForAnyone = Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (!screens.IsDemo || isForAnyone)
        {
            return AuthenticateResult.NoResult();
        }

        var country = DemoCountry.Of(isEnglish: Language() is "en");
        var ready = visits.Ask(country.Domain);
        if (!ready.IsCompleted)
        {
            await Task.WhenAny(ready, Task.Delay(LongestWait, Context.RequestAborted));
        }

        if (await shops.FindAsync(country.Domain, Context.RequestAborted) is not { } shop)
        {
            return AuthenticateResult.NoResult();
        }

        Remember(country.IsEnglish ? "en" : "ja");
        var first = DemoAgents.All(country.IsEnglish)[0];
        var agent = await agents.FindOrAddAsync(shop.Id, first.Handle, first.Name, Context.RequestAborted);
        return AuthenticateResult.Success(new AuthenticationTicket(AgentClaims.Write(shop, agent, Scheme.Name), Scheme.Name));
    }

    // A demo whose shop is still being made says so: it is soon there.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = screens.IsDemo ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private string? Language() => screens.DemoLanguage ?? (Request.Cookies[ShopCookie] is "ja" or "en" ? Request.Cookies[ShopCookie] : languageOf(Request));

    private void Remember(string language)
    {
        if (screens.DemoLanguage is null && !string.Equals(Request.Cookies[ShopCookie], language, StringComparison.Ordinal))
        {
            Response.Cookies.Append(
                ShopCookie,
                language,
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), Secure = Request.IsHttps });
        }
    }
}
