using System.Text.Json;
using ShopSupport.Simulator.Shop;
using ShopSupport.Simulator.Webhooks;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>An app that was granted everything and changes a small shop through its Admin API.</summary>
internal static class ActedApi
{
    public static AskedApi Open(params string[] without) => new([.. AskedApi.AllScopes.Concat(
    [
        "write_orders", "write_order_edits", "write_draft_orders", "write_discounts", "write_returns", "write_customers", "write_own_subscription_contracts",
        "write_merchant_managed_fulfillment_orders", "read_store_credit_accounts",
    ]).Except(without, StringComparer.Ordinal)]);

    /// <summary>What a mutation gave back; its document must have no errors, its own list of problems may.</summary>
    public static async Task<JsonElement> DoAsync(this AskedApi api, string query, object variables)
    {
        api.Clock.Advance(TimeSpan.FromSeconds(2));
        return (await api.DataAsync(query, variables)).EnumerateObject().Single().Value;
    }

    /// <summary>The first problem that a mutation tells, as its code, its words or both.</summary>
    public static (string? Code, string? Message) Problem(this JsonElement payload)
    {
        var errors = payload.EnumerateObject().First(field => field.Name.EndsWith("serErrors", StringComparison.Ordinal)).Value;
        var first = errors.EnumerateArray().FirstOrDefault();
        return first.ValueKind is JsonValueKind.Undefined ? (null, null)
            : (first.TryGetProperty("code", out var code) ? code.GetString() : null, first.GetProperty("message").GetString());
    }

    /// <summary>The topics of the deliveries that follow from all that was said.</summary>
    public static IReadOnlyList<string> Topics(this AskedApi api)
    {
        using var telling = new Telling(api.Shop);
        return [.. telling.Of(api.Said).Select(delivery => delivery.Topic)];
    }

    public static string Gid(this Order order) => ShopSupport.Simulator.Admin.Gid.Of("Order", order.Id);

    public static string Gid(this LineItem line) => ShopSupport.Simulator.Admin.Gid.Of("LineItem", line.Id);

    public static Order Paid(this AskedApi api) => api.Shop.Orders.All().Last(order => order is { FinancialStatus: "paid", FulfillmentStatus: null, CancelledAt: null });

    public static JsonElement At(this JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index) ? at[index] : at.GetProperty(name));

    public static string? Text(this JsonElement element, params string[] path) => element.At(path).GetString();
}
