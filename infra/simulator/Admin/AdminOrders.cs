using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin;

/// <summary>The orders that lists can be had in, by Shopify's names for them.</summary>
internal static class AdminOrders
{
    /// <summary>The order that <paramref name="ask"/> wants.</summary>
    public static RowOrder<T> Of<T>(Ask ask, string without = "ID")
        where T : IShopRow
    {
        var name = ask.Text("sortKey") ?? without;
        Func<T, long> key = name switch
        {
            "ID" => row => row.Id,
            "CREATED_AT" or "PROCESSED_AT" => row => row.CreatedAt.UtcTicks,
            "UPDATED_AT" => row => row.UpdatedAt.UtcTicks,
            // Nothing says how Shopify ranks; the newest first is what its admin shows.
            "RELEVANCE" => row => -row.CreatedAt.UtcTicks,
            "ORDER_NUMBER" when typeof(T) == typeof(Order) => row => ((Order)(object)row).Number,
            "TOTAL_PRICE" when typeof(T) == typeof(Order) => row => ((Order)(object)row).Total,
            _ => throw AdminErrors.NotHeld($"the order {name}"),
        };
        return new(name, key)
        {
            KeyOfTimes = name switch
            {
                "CREATED_AT" or "PROCESSED_AT" => times => times.CreatedAt.UtcTicks,
                "UPDATED_AT" => times => times.UpdatedAt.UtcTicks,
                _ => null,
            },
        };
    }
}
