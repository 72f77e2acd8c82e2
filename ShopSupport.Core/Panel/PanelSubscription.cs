namespace ShopSupport.Core.Panel;

/// <summary>One subscription contract.</summary>
public sealed record PanelSubscription
{
    private const int LongestInterval = 1000;

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

    /// <summary>
    /// The next delivery as interval and last payment suggest; null unless active. An estimate. Days and months are those
    /// of the shop's calendar, and the time of day there stays the same.
    /// </summary>
    public DateTimeOffset? NextExpectedAt(TimeZoneInfo zone)
    {
        if (!string.Equals(Status, "active", StringComparison.Ordinal) || (LastPaidAt ?? StartedAt) is not { } last)
        {
            return null;
        }

        var there = TimeZoneInfo.ConvertTime(last, zone).DateTime;
        DateTime? next = (DeliveryInterval, DeliveryIntervalCount) switch
        {
            // Nobody delivers every thousand years, and a calendar ends.
            (_, <= 0 or > LongestInterval) => null,
            ("day", { } n) => there.AddDays(n),
            ("week", { } n) => there.AddDays(7 * n),
            ("month", { } n) => there.AddMonths(n),
            ("year", { } n) => there.AddYears(n),
            _ => null,
        };
        return next is { } local ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() : null;
    }
}
