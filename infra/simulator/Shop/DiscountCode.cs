namespace ShopSupport.Simulator.Shop;

/// <summary>A code that takes something off at the checkout. Amounts are in minor units of the shop's currency.</summary>
internal sealed record DiscountCode : IShopRow
{
    public required long Id { get; init; }

    /// <summary>Shopify counts codes beside discounts, since a discount can have many.</summary>
    public required long CodeId { get; init; }

    /// <summary>What the customer types, in any case.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public int? UsageLimit { get; init; }

    public bool IsOncePerCustomer { get; init; }

    /// <summary>Who may use it; empty for everybody.</summary>
    public IReadOnlyList<long> Customers { get; init; } = [];

    /// <summary>From 0 to 1; null for a fixed amount.</summary>
    public double? Share { get; init; }

    public long Amount { get; init; }

    public bool IsOnEachItem { get; init; }

    /// <summary>What must be bought at least.</summary>
    public long? MinimumSubtotal { get; init; }

    /// <summary>order, product and shipping discounts that it goes together with.</summary>
    public IReadOnlyList<string> CombinesWith { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>active, expired or scheduled.</summary>
    public string StatusAt(DateTimeOffset now) => EndsAt <= now ? "expired" : StartsAt > now ? "scheduled" : "active";
}
