using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Values;

namespace ShopSupport.App.SignIn;

/// <summary>
/// Agents without a seat in the admin: a cookie session at the desk's own address, which no frame may show. The cookie names
/// the agent and nothing more; whether they are still in is asked at every request.
/// </summary>
internal static class OutsideSignIn
{
    public const string SchemeName = "Outside";
    public const string Cookie = "desk_outside";

    /// <summary>The header that a change of such a session proves itself with.</summary>
    public const string ChangeHeader = "X-Desk-Change";

    private static readonly TimeSpan SessionTime = TimeSpan.FromHours(12);

    // The cookie outlives its session: who had one is told that it is over, and never taken for somebody else.
    private static readonly TimeSpan CookieTime = TimeSpan.FromDays(365);

    public static AuthenticationBuilder AddOutside(this AuthenticationBuilder authentication)
    {
        authentication.Services.AddAntiforgery(options =>
        {
            options.HeaderName = ChangeHeader;
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie = new SecureCookie { Name = "desk_change", HttpOnly = true, SameSite = SameSiteMode.Strict };
        });
        authentication.Services.AddSingleton<OutsideChanges>();
        return authentication.AddCookie(SchemeName, options =>
        {
            options.Cookie.Name = Cookie;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.MaxAge = CookieTime;
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.ExpireTimeSpan = SessionTime;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = LookAsync;
            options.Events.OnRedirectToLogin = EndAsync;
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>Begins the session of an agent whose link was used up.</summary>
    public static Task BeginAsync(HttpContext context, ShopId shopId, Agent agent)
    {
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(AgentClaims.ShopId, shopId.ToString()));
        identity.AddClaim(new Claim(AgentClaims.AgentId, agent.Id.ToString()));
        return context.SignInAsync(SchemeName, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    private static async Task LookAsync(CookieValidatePrincipalContext context)
    {
        var (services, cancel) = (context.HttpContext.RequestServices, context.HttpContext.RequestAborted);
        var shopId = new ShopId(AgentClaims.Number(context.Principal!, AgentClaims.ShopId));
        var agentId = new AgentId(AgentClaims.Number(context.Principal!, AgentClaims.AgentId));
        var agent = await services.GetRequiredService<OutsideAgents>().FindAsync(shopId, agentId, cancel);
        var shop = await services.GetRequiredService<ShopStore>().FindAsync(shopId, cancel);
        if (agent is null || shop is not { IsInstalled: true })
        {
            context.HttpContext.Features.Set(new SignInRefusal(shop is { IsInstalled: true } ? SignInProblem.Stopped : SignInProblem.Uninstalled));
            context.RejectPrincipal();
            return;
        }

        context.ReplacePrincipal(AgentClaims.Write(shop, agent, SchemeName));
    }

    private static Task EndAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var refusal = context.HttpContext.Features.Get<SignInRefusal>() ?? new SignInRefusal(SignInProblem.Ended);
        context.HttpContext.Features.Set(refusal);
        context.Response.StatusCode = refusal.Status;
        return Task.CompletedTask;
    }

    // Sent over TLS only, also where a proxy in front of the desk ends it; the framework would look at its own connection.
    private sealed class SecureCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = true;
            return options;
        }
    }
}

/// <summary>Refuses a change of a cookie session that does not prove that a page of the desk asked for it.</summary>
internal sealed class OutsideChanges(IAntiforgery antiforgery) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isRead && new CurrentAgent(context.User).IsOutside && !await antiforgery.IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    }
}
