using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Serve;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Pages;

/// <summary>A shop's front page: its newest orders, and whether it has the app.</summary>
internal static class ShopPage
{
    private const int Shown = 50;
    private static readonly RowOrder<Order> Newest = new("CREATED_AT", order => order.CreatedAt.UtcTicks) { KeyOfTimes = times => times.CreatedAt.UtcTicks };

    public static IResult Of(ShopifySimulator simulator, SimulatedStore store)
    {
        var (shop, app) = (store.Shop.Profile, simulator.App);
        var orders = store.Shop.Orders.Next(Newest, after: null, isBackwards: true, long.MinValue, long.MaxValue, _ => true, Shown);
        return AdminPages.Page(
            shop.Name,
            $"""
            <section><h2>{app.Name}</h2>{(store.IsInstalled ? Installed(shop, app.Handle) : Html.Of($"<a href=\"/store/{shop.Handle}/apps/{app.Handle}\">Install and open</a>"))}</section>
            <table><thead><tr><th>Order<th>Placed<th>Customer<th>Payment<th>Delivery<th>Total</thead><tbody>{orders.Select(row => Row(store, row.Row))}</tbody></table>
            """);
    }

    private static Html Installed(ShopProfile shop, string handle) => Html.Of(
        $"<a href=\"/store/{shop.Handle}/apps/{handle}\">Open</a> <form method=\"post\" action=\"/store/{shop.Handle}/app/uninstall\"><button>Uninstall</button></form>");

    private static Html Row(SimulatedStore store, Order order) => Html.Of(
        $"""
        <tr><td><a href="/store/{store.Shop.Profile.Handle}/orders/{order.Id}">{order.Name}</a>
        <td>{order.CreatedAt:yyyy-MM-dd HH:mm}
        <td><a href="/store/{store.Shop.Profile.Handle}/customers/{order.CustomerId}">{order.Address?.Name}</a>
        <td>{order.FinancialStatus}<td>{order.FulfillmentStatus ?? "unfulfilled"}<td>{JsonWords.Amount(order.Total, order.Currency)} {order.Currency}
        """);
}
