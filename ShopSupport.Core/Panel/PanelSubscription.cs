namespace ShopSupport.Core.Panel;

/// <summary>One subscription contract.</summary>
public sealed record PanelSubscription
{
    /// <summary>Shopify's id of the contract.</summary>
    public long Id { get; init; }

    /// <summary>Shopify's word: active, paused, cancelled, expired, failed.</summary>
    public string Status { get; init; } = "";

    /// <summary>day, week, month or year.</summary>
    public string? DeliveryInterval { get; init; }

    /// <summary>How many of them lie between two deliveries.</summary>
    public int? DeliveryIntervalCount { get; init; }

    /// <summary>The order that began it.</summary>
    public long? OriginOrderId { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Payments that went through.</summary>
    public long Cycles { get; init; }

    /// <summary>Cycles that were skipped.</summary>
    public long Skipped { get; init; }

    /// <summary>Payments that failed since the last good one.</summary>
    public long Failures { get; init; }

    /// <summary>The last good payment.</summary>
    public DateTimeOffset? LastPaidAt { get; init; }

    /// <summary>What the first order held: the lines are not in the contract's webhook.</summary>
    public IReadOnlyList<PanelLine> Lines { get; init; } = [];

    /// <summary>The next delivery as interval and last payment suggest; null unless active. An estimate.</summary>
    public DateTimeOffset? NextExpectedAt =>
        !string.Equals(Status, "active", StringComparison.Ordinal) || (LastPaidAt ?? StartedAt) is not { } last ? null
            : (DeliveryInterval, DeliveryIntervalCount) switch
            {
                ("day", { } n) => last.AddDays(n),
                ("week", { } n) => last.AddDays(7 * n),
                ("month", { } n) => last.AddMonths(n),
                ("year", { } n) => last.AddYears(n),
                _ => null,
            };
}
