namespace ShopSupport.Core.Import;

/// <summary>How far a shop's history has come in.</summary>
/// <param name="Resources">Each resource, in the order in which they come; empty where no import was ever asked for.</param>
/// <param name="Now">When it was looked at.</param>
public sealed record ImportProgress(IReadOnlyList<ResourceImport> Resources, DateTimeOffset Now)
{
    // Before that, chance says more about the end than what is done.
    private const int LeastSeconds = 2;

    /// <summary>True while something is still to come.</summary>
    public bool IsRunning => Resources.Any(import => !import.IsOver);

    /// <summary>Objects brought in so far, and those that were refused.</summary>
    public long Done => Resources.Sum(import => import.RowsDone + import.Refused);

    /// <summary>Objects there are, as far as is known; null until Shopify has counted what is still to come.</summary>
    public long? Total => Resources.Any(import => !import.IsOver && import.Status is not ImportStatus.Reading) ? null : Resources.Sum(Expected);

    /// <summary>From 0 to 1; null while it is not known how much there is.</summary>
    public double? Share => Total is not { } total ? null : total == 0 ? 1 : Math.Min(1, Done / (double)total);

    /// <summary>Objects a second of the resource that comes in now, else of the last one; null before there is anything to go by.</summary>
    public double? RowsPerSecond => Resources.Where(import => import.StartedAt is not null).MaxBy(import => import.StartedAt) is { } last ? RateOf(last) : null;

    /// <summary>An estimate; null while there is nothing to go by, zero when all is there.</summary>
    public TimeSpan? TimeLeft => !IsRunning ? TimeSpan.Zero
        : Total is { } total && RowsPerSecond is > 0 and var rate ? TimeSpan.FromSeconds(Math.Max(0, total - Done) / rate)
        : null;

    /// <summary>Objects a second of one resource; null before it has begun, or right after.</summary>
    public double? RateOf(ResourceImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        return import.StartedAt is { } start && ((import.EndedAt ?? Now) - start).TotalSeconds is >= LeastSeconds and var seconds
            ? (import.RowsDone + import.Refused) / seconds
            : null;
    }

    // Of one that failed nothing more comes.
    private static long Expected(ResourceImport import) => import.IsOver ? import.RowsDone + import.Refused : import.RowsTotal ?? 0;
}
