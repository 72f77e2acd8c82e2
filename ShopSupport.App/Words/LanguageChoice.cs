using System.Globalization;
using System.Security.Claims;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Agents;

namespace ShopSupport.App.Words;

/// <summary>Answers each request in one language, and keeps what was chosen: with the agent, or in a cookie for a visitor of the demo.</summary>
internal sealed class LanguageChoice(ScreenOptions options, AgentStore agents) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Use(context);
        var agent = new CurrentAgent(context.User);
        var isAsked = Languages.Parse(context.Request.Query[Languages.Parameter]) is not null;
        if (isAsked && agent.IsSignedIn && !agent.IsVisitor)
        {
            await agents.SpeakAsync(agent.ShopId, agent.Id, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, context.RequestAborted);
        }
        else if (isAsked && options.IsDemo)
        {
            // Only the demo's own page, which is never framed, keeps the choice in a cookie.
            context.Response.Cookies.Append(
                Languages.Cookie,
                CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), Secure = context.Request.IsHttps });
        }

        await next(context);
    }

    /// <summary>From here on the request is answered in its language. Before anybody is signed in, the shop's own language is not known.</summary>
    public void Use(HttpContext context)
    {
        var demo = options.IsDemo ? options.DemoLanguage : null;
        var isOfAdmin = AdminRequest.IsOfAdmin(context.Request);
        var culture = Languages.Choose(
            context.Request, options.IsDemo && !isOfAdmin, isOfAdmin ? null : demo, context.User.FindFirstValue(AgentClaims.AgentLanguage),
            isOfAdmin ? AdminRequest.Locale(context.Request) : null, context.User.FindFirstValue(AgentClaims.Locale));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
    }
}
