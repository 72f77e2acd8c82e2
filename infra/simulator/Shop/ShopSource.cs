namespace ShopSupport.Simulator.Shop;

/// <summary>
/// Rows that can be told by their position, so that none needs to be held: asked twice, the same row comes back.
/// </summary>
/// <param name="Count">How many there are.</param>
/// <param name="At">The row at a position.</param>
/// <param name="Find">The position of the row with an id; negative where there is none.</param>
internal sealed record SourceRows<T>(int Count, Func<int, T> At, Func<long, int> Find)
{
    /// <summary>When the row at a position came to be and changed last, where that costs less than the row; null where it does not.</summary>
    public Func<int, RowTimes>? Times { get; init; }
}

/// <summary>When a row came to be, and when it changed last.</summary>
internal readonly record struct RowTimes(DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A shop as it was before anything was changed through the simulator.</summary>
internal sealed record ShopSource
{
    public required ShopProfile Profile { get; init; }

    public required IReadOnlyList<Location> Locations { get; init; }

    public required SourceRows<Customer> Customers { get; init; }

    public required SourceRows<Product> Products { get; init; }

    public required SourceRows<InventoryItem> Items { get; init; }

    public required SourceRows<Order> Orders { get; init; }

    public required SourceRows<SubscriptionContract> Contracts { get; init; }

    /// <summary>The positions of a customer's orders, by the customer's position, oldest first.</summary>
    public required Func<int, IEnumerable<int>> OrdersOf { get; init; }

    /// <summary>The positions of a customer's contracts, by the customer's position.</summary>
    public required Func<int, IEnumerable<int>> ContractsOf { get; init; }

    /// <summary>The order that a part of one belongs to, by the part's type in Shopify's words and its id.</summary>
    public required Func<string, long, long?> OwnerOf { get; init; }
}
