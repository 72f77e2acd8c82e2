using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Shops;

namespace ShopSupport.App.Shared;

/// <summary>Finds out who asks and in which language, before any page is made. The shop never comes from a parameter.</summary>
internal sealed class DeskEntry(IOptions<DeskOptions> options, ShopStore shops, AgentStore agents) : IMiddleware
{
    public const string DemoShop = "demo-shop.myshopify.com";

    private static readonly ConcurrentDictionary<(AgentStore Store, long Shop), Agent> DemoAgents = new();

    private readonly DeskOptions _options = options.Value;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var desk = context.RequestServices.GetRequiredService<DeskContext>();
        // A page that reports a failure must not fail for the same reason again.
        var isReporting = context.Features.Get<IExceptionHandlerFeature>() is not null;
        var shop = _options.IsDemo && !isReporting && !desk.IsSignedIn ? await shops.FindAsync(DemoShop, context.RequestAborted) : null;
        if (shop is not null)
        {
            desk.SignIn(shop, await FindDemoAgentAsync(shop.Id, context.RequestAborted));
        }

        desk.Culture = Languages.Choose(context.Request, _options.IsDemo, _options.IsDemo ? _options.DemoLanguage : null, shop?.Locale);
        RememberLanguage(context, desk.Culture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (desk.Culture, desk.Culture);
        await next(context);
    }

    private async Task<Agent> FindDemoAgentAsync(long shopId, CancellationToken cancel)
    {
        if (DemoAgents.TryGetValue((agents, shopId), out var known))
        {
            return known;
        }

        return DemoAgents[(agents, shopId)] = await agents.FindOrAddAsync(shopId, "takagi", "高木", cancel);
    }

    // Only the demo, which is never framed, keeps the choice in a cookie.
    private void RememberLanguage(HttpContext context, CultureInfo culture)
    {
        if (_options.IsDemo && context.Request.Query.ContainsKey(Languages.Parameter))
        {
            context.Response.Cookies.Append(
                Languages.Cookie,
                culture.TwoLetterISOLanguageName,
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), Secure = context.Request.IsHttps });
        }
    }
}
