using System.Globalization;
using System.Security.Claims;
using ShopSupport.App.SignIn;

namespace ShopSupport.App.Words;

/// <summary>Answers each request in one language, and keeps what a visitor of the demo chose.</summary>
internal sealed class LanguageChoice(ScreenOptions options) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Use(context);
        // Only the demo, which is never framed, keeps the choice in a cookie.
        if (options.IsDemo && context.Request.Query.ContainsKey(Languages.Parameter))
        {
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
        var culture = Languages.Choose(context.Request, options.IsDemo, demo, context.User.FindFirstValue(AgentClaims.Locale));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
    }
}
