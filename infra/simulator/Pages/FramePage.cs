using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Pages;

/// <summary>The page that loads the app in a frame, and what App Bridge asks that page for.</summary>
internal static class FramePage
{
    private const long Staff = 1;

    public static void Map(RouteGroupBuilder shop, ShopifySimulator simulator)
    {
        var app = shop.MapGroup("/apps/{app}");
        app.MapGet("/{**path}", (HttpRequest request, string handle, string app, string? path) => Found(simulator, handle, app) is { } store ? Of(simulator, store, path ?? "", request) : Results.NotFound());
        app.MapPost("/id-token", (HttpRequest request, string handle, string app) =>
            Found(simulator, handle, app) is { IsInstalled: true } store && IsOwn(request) ? Results.Text(simulator.Sessions.Mint(store.Shop.Profile, Staff)) : Results.NotFound()).DisableAntiforgery();
        app.MapGet("/scopes", (string handle, string app) => Found(simulator, handle, app) is { } store
            ? Results.Json(new { granted = store.App.Scopes.Order(StringComparer.Ordinal), required = simulator.App.Scopes, optional = simulator.App.OptionalScopes })
            : Results.NotFound());
    }

    /// <summary>The query that the admin loads an app with, signed over its sorted names and values.</summary>
    public static string Query(SimulatedApp app, ShopProfile shop, string idToken, DateTimeOffset now)
    {
        SortedDictionary<string, string> query = new(StringComparer.Ordinal)
        {
            ["embedded"] = "1",
            ["host"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin.shopify.com/store/{shop.Handle}")).TrimEnd('='),
            ["id_token"] = idToken,
            ["locale"] = shop.Locale,
            ["session"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shop.Domain))),
            ["shop"] = shop.Domain,
            ["timestamp"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        var text = Written(query);
        query["hmac"] = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(app.Secret), Encoding.UTF8.GetBytes(text)));
        return Written(query);
    }

    private static string Written(SortedDictionary<string, string> query) => string.Join('&', query.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));

    private static SimulatedStore? Found(ShopifySimulator simulator, string handle, string app) =>
        simulator.Find(handle) is { } store && (string.Equals(app, simulator.App.Handle, StringComparison.Ordinal) || string.Equals(app, simulator.App.ApiKey, StringComparison.Ordinal)) ? store : null;

    // A token is only for the admin's own page: no other site may fetch one.
    private static bool IsOwn(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin";

    private static IResult Of(ShopifySimulator simulator, SimulatedStore store, string path, HttpRequest request)
    {
        // Managed installation: whoever opens the app has granted what it must have.
        simulator.Install(store);
        var (app, shop) = (simulator.App, store.Shop.Profile);
        var own = request.QueryString.Value is { Length: > 1 } query ? $"{query[1..]}&" : "";
        var source = $"{new Uri(app.Address, path)}?{own}{Query(app, shop, simulator.Sessions.Mint(shop, Staff), simulator.Clock.GetUtcNow())}";
        return Results.Content(
            Html.Of(
                $"""
                <!doctype html><html lang="{shop.Locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{app.Name} · {shop.Name}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/admin.css">
                <body class="framed" data-app="{app.ApiKey}" data-handle="{app.Handle}" data-store="{shop.Handle}">
                <header><a href="/store/{shop.Handle}">{shop.Name}</a><b>{app.Name}</b><span id="loading" hidden>…</span>
                <div id="save-bar" hidden><button value="discard">Discard</button><button value="save">Save</button></div></header>
                <nav id="menu" aria-label="{app.Name}"></nav><iframe title="{app.Name}" name="app-iframe" src="{source}"></iframe><div id="toasts"></div>
                <script src="/admin.js" type="module"></script></body></html>
                """).ToString(),
            "text/html; charset=utf-8");
    }
}
