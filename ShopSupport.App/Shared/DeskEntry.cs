using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Shared;

/// <summary>Finds out who asks and in which language, before any page is made. The shop never comes from a parameter.</summary>
internal sealed class DeskEntry(IOptions<DeskOptions> options, ShopStore shops, AgentStore agents) : IMiddleware
{
    public const string DemoShop = "demo-shop.myshopify.com";

    private static readonly ConcurrentDictionary<(AgentStore Store, ShopId Shop), Agent> DemoAgents = new();

    private readonly DeskOptions _options = options.Value;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var desk = context.RequestServices.GetRequiredService<DeskContext>();
        // First without the shop: should it not be found, the page that says so has its language.
        desk.Culture = Choose(context.Request, null);
        if (_options.IsDemo && await shops.FindAsync(DemoShop, context.RequestAborted) is { } shop)
        {
            desk.SignIn(shop, await FindDemoAgentAsync(shop.Id, context.RequestAborted));
            desk.Culture = Choose(context.Request, shop.Locale);
        }

        RememberLanguage(context, desk.Culture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (desk.Culture, desk.Culture);
        await next(context);
    }

    private CultureInfo Choose(HttpRequest request, string? locale) =>
        Languages.Choose(request, _options.IsDemo, _options.IsDemo ? _options.DemoLanguage : null, locale);

    private async Task<Agent> FindDemoAgentAsync(ShopId shopId, CancellationToken cancel)
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
