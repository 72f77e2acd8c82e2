namespace ShopSupport.Simulator.Shop;

/// <summary>So many days, weeks, months or years; the unit is Shopify's word for it.</summary>
internal sealed record Interval(string Unit, int Count)
{
    /// <summary>The moment so many intervals later.</summary>
    public DateTimeOffset After(DateTimeOffset at, int times = 1) => Unit switch
    {
        "WEEK" => at.AddDays(7.0 * Count * times),
        "MONTH" => at.AddMonths(Count * times),
        "YEAR" => at.AddYears(Count * times),
        _ => at.AddDays((double)Count * times),
    };
}

/// <summary>A share in percent or a fixed amount in minor units that is taken off what a contract delivers; for so many cycles, or always.</summary>
internal sealed record ContractDiscount(string Id, string? Title, int? Percent, long? Fixed, bool IsOnEachItem, int? Cycles)
{
    /// <summary>In how many cycles it was taken off already.</summary>
    public int Used { get; init; }

    /// <summary>What comes off a cycle's lines.</summary>
    public long Of(IReadOnlyList<SubscriptionLine> lines)
    {
        if (Used >= Cycles)
        {
            return 0;
        }

        var whole = lines.Sum(line => line.Price * line.Quantity);
        return Math.Min(whole, Fixed is { } amount ? amount * (IsOnEachItem ? lines.Sum(line => line.Quantity) : 1) : whole * (Percent ?? 0) / 100);
    }
}

/// <summary>What of a contract shall be other than before; it counts once it is committed.</summary>
internal sealed record ContractDraft(long Id, SubscriptionContract Before, SubscriptionContract Now)
{
    public bool IsCommitted { get; init; }
}
