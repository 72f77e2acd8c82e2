namespace ShopSupport.Core.Shopify;

/// <summary>What the desk asks a shop to allow, and what a shop has allowed.</summary>
public static class Scopes
{
    /// <summary>Orders older than 60 days. Optional in <c>shopify.app.toml</c>: a page may ask for it by App Bridge.</summary>
    public const string AllOrders = "read_all_orders";

    /// <summary>Without one of these the desk shows half a picture; <c>shopify.app.toml</c> asks for them.</summary>
    public static IReadOnlyList<string> Required { get; } =
        ["read_customers", "read_fulfillments", "read_inventory", "read_locations", "read_orders", "read_products", "read_returns"];

    /// <summary>Each of these adds something that the desk can do without.</summary>
    public static IReadOnlyList<string> Useful { get; } = ["read_customer_merge", "read_own_subscription_contracts", AllOrders];

    /// <summary>
    /// What lets agents act, each in <c>shopify.app.toml</c> among the optional ones: a page may ask for them by App Bridge.
    /// </summary>
    public static IReadOnlyList<string> ToAct { get; } =
    [
        "write_orders", "write_order_edits", "write_own_subscription_contracts", "write_customers", "write_returns", "write_draft_orders", "write_discounts",
        "write_merchant_managed_fulfillment_orders",
    ];

    /// <summary>Those of <see cref="Required"/> that are not among <paramref name="granted"/> (handles with commas between them). Who may write may read.</summary>
    public static IReadOnlyList<string> Missing(string granted) => Missing(granted, Required);

    /// <summary>Those of <paramref name="asked"/> that are not among <paramref name="granted"/>.</summary>
    public static IReadOnlyList<string> Missing(string granted, IEnumerable<string> asked)
    {
        var handles = granted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(handle => handle.StartsWith("write_", StringComparison.Ordinal) ? [handle, $"read_{handle["write_".Length..]}"] : (string[])[handle])
            .ToHashSet(StringComparer.Ordinal);
        return [.. asked.Where(scope => !handles.Contains(scope))];
    }
}
