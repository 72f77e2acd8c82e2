using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Pages;

/// <summary>The admin that a merchant sees: the shop's orders and subscriptions to change, and the app in its frame.</summary>
internal static class AdminPages
{
    public static void MapAdminPages(this IEndpointRouteBuilder routes, ShopifySimulator simulator)
    {
        foreach (var (file, type) in (ReadOnlySpan<(string, string)>)[("app-bridge.js", "text/javascript"), ("admin.js", "text/javascript"), ("admin.css", "text/css")])
        {
            routes.MapGet($"/{file}", () => Results.Stream(typeof(AdminPages).Assembly.GetManifestResourceStream($"Pages/{file}")!, $"{type}; charset=utf-8"));
        }

        routes.MapGet("/", () => Page("Shops", $"<ul>{simulator.Stores.Select(store => Html.Of($"<li><a href=\"/store/{store.Shop.Profile.Handle}\">{store.Shop.Profile.Name}</a> {store.Shop.Profile.Domain}</li>"))}</ul>"));
        var shop = routes.MapGroup("/store/{handle}");
        shop.MapGet("", (string handle) => simulator.Find(handle) is { } store ? ShopPage.Of(simulator, store) : Results.NotFound());
        shop.MapGet("/orders/{id:long}", (string handle, long id) => simulator.Find(handle) is { } store && store.Shop.Orders.Find(id) is { } order ? OrderPage.Of(store, order, refusal: null) : Results.NotFound());
        shop.MapGet("/customers/{id:long}", (string handle, long id) => simulator.Find(handle) is { } store && store.Shop.Customers.Find(id) is { } customer ? CustomerPage.Of(store, customer, refusal: null) : Results.NotFound());
        shop.MapPost("/orders/{id:long}/{act}", async (HttpRequest request, string handle, long id, string act) => simulator.Find(handle) is { } store && store.Shop.Orders.Find(id) is not null
            ? Do(() => OrderPage.Act(store, id, act, request.Form), $"/store/{handle}/orders/{id}", refusal => store.Shop.Orders.Find(id) is { } order ? OrderPage.Of(store, order, refusal) : Results.NotFound(), await request.ReadFormAsync())
            : Results.NotFound()).DisableAntiforgery();
        shop.MapPost("/customers/{id:long}/{act}", async (HttpRequest request, string handle, long id, string act) => simulator.Find(handle) is { } store && store.Shop.Customers.Find(id) is not null
            ? Do(() => CustomerPage.Act(store, id, act, request.Form), $"/store/{handle}", refusal => store.Shop.Customers.Find(id) is { } customer ? CustomerPage.Of(store, customer, refusal) : Results.NotFound(), await request.ReadFormAsync())
            : Results.NotFound()).DisableAntiforgery();
        shop.MapPost("/app/{act}", (string handle, string act) => simulator.Find(handle) is { } store ? AppAct(simulator, store, act) : Results.NotFound()).DisableAntiforgery();
        FramePage.Map(shop, simulator);
    }

    /// <summary>A page of the admin.</summary>
    public static IResult Page(string title, Html main) => Results.Content(
        Html.Of($"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/admin.css\"><header><a href=\"/\">Simulated Shopify</a><b>{title}</b></header><main>{main}</main></html>").ToString(),
        "text/html; charset=utf-8");

    private static IResult AppAct(ShopifySimulator simulator, SimulatedStore store, string act)
    {
        if (act is "uninstall")
        {
            simulator.Uninstall(store);
        }
        else
        {
            simulator.Install(store);
        }

        return Results.Redirect($"/store/{store.Shop.Profile.Handle}");
    }

    // What a shop refuses is shown where it was asked for.
    private static IResult Do(Action act, string back, Func<string, IResult> refused, IFormCollection form)
    {
        _ = form;
        try
        {
            act();
            return Results.Redirect(back);
        }
        catch (ShopRefusalException e)
        {
            return refused(e.Message);
        }
    }
}
