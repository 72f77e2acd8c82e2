using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Shops;
using ShopSupport.Webhooks.Demo;

namespace ShopSupport.App.SignIn;

/// <summary>Signs every visitor of the demo in as the first of its agents. Without a demo it lets nobody in.</summary>
internal sealed class DemoSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> scheme, ILoggerFactory logs, UrlEncoder encoder, ScreenOptions screens, ShopStore shops, AgentStore agents)
    : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, logs, encoder)
{
    public const string SchemeName = "Demo";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Deliveries and health checks need nobody, and must not wait for the database.
        var isForAnyone = Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (!screens.IsDemo || isForAnyone || await shops.FindAsync(DemoOptions.ShopDomain, Context.RequestAborted) is not { } shop)
        {
            return AuthenticateResult.NoResult();
        }

        var first = DemoAgents.All(screens.IsEnglishDemo)[0];
        var agent = await agents.FindOrAddAsync(shop.Id, first.Handle, first.Name, Context.RequestAborted);
        return AuthenticateResult.Success(new AuthenticationTicket(AgentClaims.Write(shop, agent, Scheme.Name), Scheme.Name));
    }

    // A demo whose shop is still being made says so: it is soon there.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = screens.IsDemo ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
