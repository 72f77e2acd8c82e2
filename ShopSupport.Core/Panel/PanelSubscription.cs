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

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Payments that went through.</summary>
    public long Cycles { get; init; }

    public long Skipped { get; init; }

    /// <summary>Payments that failed since the last good one.</summary>
    public long Failures { get; init; }

    public DateTimeOffset? LastPaidAt { get; init; }

    /// <summary>Whether the contract itself was read; its webhooks name neither its lines nor its next date.</summary>
    public bool IsRead { get; init; }

    /// <summary>When it is billed next, as Shopify said when it was read; the skips are not counted in.</summary>
    public DateTimeOffset? NextBillingAt { get; init; }

    /// <summary>What is sent each time; what the first order held while the contract was not read.</summary>
    public IReadOnlyList<PanelLine> Lines { get; init; } = [];

    /// <summary>The cycles that are left out, past and coming.</summary>
    public IReadOnlyList<SkippedCycle> Skips { get; init; } = [];

    /// <summary>
    /// The next delivery: the date that Shopify names, or while it was not read the one that interval and last payment suggest;
    /// either way behind what is skipped. Null unless active, where it is overdue, and where a coming cycle is skipped of which
    /// no date is known. Days and months are those of the shop's calendar, and the time of day there stays the same.
    /// </summary>
    public DateTimeOffset? NextExpectedAt(TimeZoneInfo zone, DateTimeOffset now)
    {
        if (!string.Equals(Status, "active", StringComparison.Ordinal) || (IsNamed ? NextBillingAt : LastPaidAt ?? StartedAt) is not { } known
            || Skips.Any(skip => skip.BillingExpectedAt is null && skip.CycleIndex > Cycles))
        {
            return null;
        }

        var there = TimeZoneInfo.ConvertTime(known, zone).DateTime;
        var first = IsNamed ? 0 : 1;
        for (var cycle = first; cycle <= Math.Min(Skips.Count, MostSkips) + first; cycle++)
        {
            if (After(there, cycle) is not { } local || After(there, cycle + 1) is not { } following)
            {
                return IsNamed && Skips.Count == 0 ? known : null;
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

    /// <summary>True when <paramref name="next"/> is reckoned rather than what Shopify named.</summary>
    public bool IsEstimate(DateTimeOffset next) => !IsNamed || next != NextBillingAt?.ToUniversalTime();

    /// <summary>The days that are left out between the last payment and <paramref name="next"/>, else all that are to come; in their order.</summary>
    public IReadOnlyList<DateTimeOffset> SkippedBefore(DateTimeOffset? next, DateTimeOffset now)
    {
        var from = next is null || IsNamed ? now : LastPaidAt ?? StartedAt ?? now;
        return [.. Skips.Select(skip => skip.BillingExpectedAt).OfType<DateTimeOffset>().Where(at => at > from && (next is null || at < next)).Distinct().Order()];
    }

    // What was named before the last payment is that payment's date.
    private bool IsNamed => IsRead && !(NextBillingAt <= LastPaidAt);

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
