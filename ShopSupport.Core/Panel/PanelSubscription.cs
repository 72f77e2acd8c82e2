namespace ShopSupport.Core.Panel;

/// <summary>One subscription contract.</summary>
public sealed record PanelSubscription
{
    private const int LongestInterval = 1000;
    private const int MostSkips = 60;

    /// <summary>Shopify's id of the contract.</summary>
    public long Id { get; init; }

    /// <summary>Shopify's word: active, paused, cancelled, expired, failed.</summary>
    public string Status { get; init; } = "";

    /// <summary>day, week, month or year.</summary>
    public string? DeliveryInterval { get; init; }

    /// <summary>How many of them lie between two deliveries.</summary>
    public int? DeliveryIntervalCount { get; init; }

    public long? OriginOrderId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Payments that went through.</summary>
    public long Cycles { get; init; }

    public long Skipped { get; init; }

    /// <summary>Payments that failed since the last good one.</summary>
    public long Failures { get; init; }

    public DateTimeOffset? LastPaidAt { get; init; }

    /// <summary>What the first order held: the lines are not in the contract's webhook.</summary>
    public IReadOnlyList<PanelLine> Lines { get; init; } = [];

    /// <summary>The cycles that are left out, past and coming.</summary>
    public IReadOnlyList<SkippedCycle> Skips { get; init; } = [];

    /// <summary>
    /// The next delivery as interval, last payment and skips suggest; null unless active, where it is overdue, and where a
    /// coming cycle is skipped of which no date is known. An estimate. Days and months are those of the shop's calendar,
    /// and the time of day there stays the same.
    /// </summary>
    public DateTimeOffset? NextExpectedAt(TimeZoneInfo zone, DateTimeOffset now)
    {
        if (!string.Equals(Status, "active", StringComparison.Ordinal) || (LastPaidAt ?? StartedAt) is not { } last
            || Skips.Any(skip => skip.BillingExpectedAt is null && skip.CycleIndex > Cycles))
        {
            return null;
        }

        var there = TimeZoneInfo.ConvertTime(last, zone).DateTime;
        for (var cycle = 1; cycle <= Math.Min(Skips.Count, MostSkips) + 1; cycle++)
        {
            if (After(there, cycle) is not { } local || After(there, cycle + 1) is not { } following)
            {
                return null;
            }

            var next = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            // A cycle's date may lie some days from where the last payment puts it.
            var near = (following - local) / 2;
            if (!Skips.Any(skip => skip.BillingExpectedAt is { } skipped && (skipped - next).Duration() < near))
            {
                return TimeZoneInfo.ConvertTime(next, zone).Date < TimeZoneInfo.ConvertTime(now, zone).Date ? null : next;
            }
        }

        return null;
    }

    /// <summary>The days that are left out between the last payment and <paramref name="next"/>, else all that are to come; in their order.</summary>
    public IReadOnlyList<DateTimeOffset> SkippedBefore(DateTimeOffset? next, DateTimeOffset now)
    {
        var from = next is null ? now : LastPaidAt ?? StartedAt ?? now;
        return [.. Skips.Select(skip => skip.BillingExpectedAt).OfType<DateTimeOffset>().Where(at => at > from && (next is null || at < next)).Distinct().Order()];
    }

    private DateTime? After(DateTime last, int cycles) => (DeliveryInterval, DeliveryIntervalCount * cycles) switch
    {
        // Nobody delivers every thousand years, and a calendar ends.
        _ when DeliveryIntervalCount is <= 0 or > LongestInterval => null,
        ("day", { } n) => last.AddDays(n),
        ("week", { } n) => last.AddDays(7 * n),
        ("month", { } n) => last.AddMonths(n),
        ("year", { } n and <= 5 * LongestInterval) => last.AddYears(n),
        _ => null,
    };
}

/// <summary>A delivery that is left out.</summary>
public sealed record SkippedCycle
{
    /// <summary>Shopify's id of the contract.</summary>
    public long ContractId { get; init; }

    /// <summary>Counted from 1.</summary>
    public int CycleIndex { get; init; }

    /// <summary>When it would have been paid; null where Shopify did not say.</summary>
    public DateTimeOffset? BillingExpectedAt { get; init; }
}
