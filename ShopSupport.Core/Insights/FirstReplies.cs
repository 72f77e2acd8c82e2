namespace ShopSupport.Core.Insights;

/// <summary>
/// How long customers waited for the first reply, by the clock: nights and holidays count. A wait begins when the first
/// message of a conversation reaches the desk and ends with the first answer of an agent after it. Each conversation
/// counts once, in the days in which it was answered; those nobody has answered yet count nowhere, and history that was
/// brought along does not either, since nobody here waited.
/// </summary>
public sealed record FirstReplies
{
    /// <summary>How many conversations the figures stand on.</summary>
    public required int Count { get; init; }

    /// <summary>Half of them were answered within this time; null where there are none.</summary>
    public TimeSpan? Median { get; init; }

    /// <summary>Nine of ten were answered within this time; null where there are none.</summary>
    public TimeSpan? NineOfTen { get; init; }

    internal static FirstReplies Of(IEnumerable<TimeSpan> waits)
    {
        var sorted = waits.Order().ToList();
        return new FirstReplies { Count = sorted.Count, Median = Share(sorted, 50), NineOfTen = Share(sorted, 90) };
    }

    // The nearest rank: a wait that somebody really had, and nothing in between two.
    private static TimeSpan? Share(List<TimeSpan> sorted, int percent) =>
        sorted.Count == 0 ? null : sorted[(((sorted.Count * percent) + 99) / 100) - 1];
}
