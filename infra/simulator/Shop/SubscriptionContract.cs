namespace ShopSupport.Simulator.Shop;

/// <summary>A subscription.</summary>
internal sealed record SubscriptionContract : IShopRow
{
    public required long Id { get; init; }

    public required long CustomerId { get; init; }

    public required long OriginOrderId { get; init; }

    /// <summary>active, paused, cancelled, expired or failed.</summary>
    public required string Status { get; init; }

    /// <summary>Grows with each change.</summary>
    public required long Revision { get; init; }

    public required int IntervalDays { get; init; }

    /// <summary>How often it is paid for, where that was changed.</summary>
    public Interval? BillingEvery { get; init; }

    /// <summary>How often it is sent, where that is other than how often it is paid for.</summary>
    public Interval? DeliveryEvery { get; init; }

    /// <summary>How many cycles the customer promised at least. Shopify tells it and holds nobody to it.</summary>
    public int MinCycles { get; init; } = 1;

    public int? MaxCycles { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<ContractDiscount> Discounts { get; init; } = [];

    public required string Currency { get; init; }

    /// <summary>Null once it has ended.</summary>
    public DateTimeOffset? NextBillingAt { get; init; }

    public required IReadOnlyList<SubscriptionLine> Lines { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<BillingAttempt> Attempts { get; init; }

    /// <summary>Cycles that were left out, by their index from 1.</summary>
    public IReadOnlyList<SkippedCycle> Skipped { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The cycle that is billed next, from 1.</summary>
    public int NextCycle => Attempts.Count(attempt => attempt.OrderId is not null) + 1;

    public Interval Billing => BillingEvery ?? new("DAY", IntervalDays);

    public Interval Delivery => DeliveryEvery ?? Billing;

    public bool IsOver => Status is "cancelled" or "expired" or "failed";

    /// <summary>Those that were billed, and while it lives those of the year to come.</summary>
    public IEnumerable<BillingCycle> Cycles(DateTimeOffset now)
    {
        foreach (var paid in Attempts.Where(attempt => attempt.OrderId is not null))
        {
            yield return new(paid.Cycle, Skipped.Any(one => one.Index == paid.Cycle), paid.At);
        }

        for (var (i, at) = (NextCycle, NextBillingAt); at < now.AddYears(1); (i, at) = (i + 1, Billing.After(at.Value)))
        {
            yield return Skipped.FirstOrDefault(one => one.Index == i) is { } skipped ? new(i, IsSkipped: true, skipped.ExpectedAt) : new(i, IsSkipped: false, at.Value);
        }
    }
}

/// <summary>What is sent each time; the price is in minor units of the contract's currency.</summary>
internal sealed record SubscriptionLine(string Id, long ProductId, long VariantId, string Title, string? VariantTitle, string Sku, int Quantity, long Price);

/// <summary>A payment that was tried: an order came of it, or an error.</summary>
internal sealed record BillingAttempt(long Id, string Key, int Cycle, long? OrderId, string? ErrorCode, string? ErrorMessage, DateTimeOffset At);

/// <summary>A cycle that is left out.</summary>
internal sealed record SkippedCycle(int Index, DateTimeOffset ExpectedAt, DateTimeOffset At);

/// <summary>A cycle of a contract, counted from 1.</summary>
internal sealed record BillingCycle(int Index, bool IsSkipped, DateTimeOffset ExpectedAt);
