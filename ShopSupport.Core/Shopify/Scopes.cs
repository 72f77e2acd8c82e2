namespace ShopSupport.Core.Shopify;

/// <summary>What the desk asks a shop to allow, and what a shop has allowed.</summary>
public static class Scopes
{
    /// <summary>Without one of these the desk shows half a picture; <c>shopify.app.toml</c> asks for them.</summary>
    public static IReadOnlyList<string> Required { get; } =
        ["read_customers", "read_fulfillments", "read_inventory", "read_locations", "read_orders", "read_products", "read_returns"];

    /// <summary>Those of the above that are not among <paramref name="granted"/> (handles with commas between them). Who may write may read.</summary>
    public static IReadOnlyList<string> Missing(string granted)
    {
        var handles = granted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(handle => handle.StartsWith("write_", StringComparison.Ordinal) ? [handle, $"read_{handle["write_".Length..]}"] : (string[])[handle])
            .ToHashSet(StringComparer.Ordinal);
        return [.. Required.Where(scope => !handles.Contains(scope))];
    }
}
