namespace ShopSupport.Core.Insights;

/// <summary>What a shop's picture is made of, as people speak of it.</summary>
public enum FreshResource
{
    Customers,

    /// <summary>Orders with their parcels.</summary>
    Orders,

    /// <summary>Products with their stock.</summary>
    Products,

    Subscriptions,

    /// <summary>Returns come with orders: their own is only when the last notice came.</summary>
    Returns,
}

/// <summary>How far the history of something is here.</summary>
public enum ImportState
{
    /// <summary>Nobody asked for it.</summary>
    Never,

    /// <summary>It came in for an earlier installation, and will again for this one.</summary>
    Again,

    /// <summary>It comes after others.</summary>
    Waiting,

    Running,

    Done,

    /// <summary>Nothing more comes of it.</summary>
    Failed,
}

/// <summary>How far an import is; several of one resource are told as one.</summary>
public sealed record ImportedShare
{
    public static readonly ImportedShare None = new();

    public ImportState State { get; init; }

    /// <summary>True from when it was asked for until it is over.</summary>
    public bool IsUnderWay => State is ImportState.Again or ImportState.Waiting or ImportState.Running;

    /// <summary>Rows that are here.</summary>
    public long Done { get; init; }

    /// <summary>Rows there are; null while Shopify has not counted them.</summary>
    public long? Total { get; init; }

    /// <summary>Rows that could not be understood and were left out.</summary>
    public long Refused { get; init; }

    /// <summary>Why it failed, in Shopify's word or the desk's; null where it did not.</summary>
    public string? Error { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>From 0 to 1; null while it is not known how much there is.</summary>
    public double? Share => State == ImportState.Done ? 1 : Total is > 0 ? Math.Min(1, (Done + Refused) / (double)Total.Value) : null;

    /// <summary>All of them as one, which is over when each of them is, and has failed when any of them has.</summary>
    public static ImportedShare Of(IReadOnlyCollection<ImportedShare> parts)
    {
        if (parts.Count == 0)
        {
            return None;
        }

        if (parts.Any(part => part.State == ImportState.Again))
        {
            return new ImportedShare { State = ImportState.Again };
        }

        var failed = parts.FirstOrDefault(part => part.State == ImportState.Failed);
        var isOver = parts.All(part => part.State is ImportState.Done or ImportState.Failed);
        var isBegun = parts.Any(part => part.State is not ImportState.Waiting);
        return new ImportedShare
        {
            State = !isOver ? isBegun ? ImportState.Running : ImportState.Waiting : failed is not null ? ImportState.Failed : ImportState.Done,
            Done = parts.Sum(part => part.Done),
            Total = parts.Any(part => part is { Total: null, State: ImportState.Waiting or ImportState.Running }) ? null : parts.Sum(part => part.State is ImportState.Done or ImportState.Failed ? part.Done + part.Refused : part.Total ?? 0),
            Refused = parts.Sum(part => part.Refused),
            Error = failed?.Error,
            StartedAt = parts.Min(part => part.StartedAt),
            EndedAt = parts.Max(part => part.EndedAt),
        };
    }
}

/// <summary>What comparing a resource with Shopify came to the last time; several of one resource are told as one.</summary>
public sealed record Comparison
{
    /// <summary>When it ran; null where it never did.</summary>
    public DateTimeOffset? RanAt { get; init; }

    /// <summary>Every change up to then was looked for.</summary>
    public DateTimeOffset? MarkedAt { get; init; }

    /// <summary>Rows that were not as Shopify has them, and are now.</summary>
    public long Mended { get; init; }

    /// <summary>Rows that are here more (or, below 0, fewer) than at Shopify when both sides were counted; null where they were not.</summary>
    public long? Surplus { get; init; }

    public string? Error { get; init; }

    /// <summary>All of them as one.</summary>
    public static Comparison? Of(IReadOnlyCollection<Comparison> parts) => parts.Count == 0 ? null : new Comparison
    {
        RanAt = parts.Min(part => part.RanAt),
        MarkedAt = parts.Min(part => part.MarkedAt),
        Mended = parts.Sum(part => part.Mended),
        Surplus = parts.All(part => part.Surplus is null) ? null : parts.Sum(part => part.Surplus ?? 0),
        Error = parts.Select(part => part.Error).FirstOrDefault(error => error is not null),
    };
}

/// <summary>How fresh something is: how far its history came in, when it was last told of, and whether it is as Shopify has it.</summary>
/// <param name="Resource">What.</param>
/// <param name="Import">How far its history came in.</param>
/// <param name="LastNoticeAt">When a delivery about it came the last time, whatever became of it; null where none did.</param>
/// <param name="Compared">The last comparison; null where none was planned.</param>
public sealed record Freshness(FreshResource Resource, ImportedShare Import, DateTimeOffset? LastNoticeAt, Comparison? Compared)
{
    /// <summary>Rows that are here of each of its parts, where it has several.</summary>
    public IReadOnlyList<(string Part, long Done)> Parts { get; init; } = [];
}
