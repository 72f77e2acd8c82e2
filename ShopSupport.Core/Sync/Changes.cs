using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>What one source says: filled by a topic's reader, compared with what is stored afterwards.</summary>
internal sealed class Changes(Source source, ShopId shopId)
{
    private readonly List<Change> _all = [];

    public Source Source { get; } = source;

    public ShopId ShopId { get; } = shopId;

    public IReadOnlyList<Change> All => _all;

    public DateTimeOffset HappenedAt => Source.HappenedAt;

    /// <summary>Adds a statement that was true at <paramref name="at"/>; without a time of its own, when its source happened.</summary>
    public void Add(VersionedRow row, DateTimeOffset? at, string place = "updated_at", Standing standing = Standing.Itself)
    {
        if (at > Source.Latest)
        {
            throw new DeliveryProblemException(new DeliveryProblem(ProblemKind.FromTheFuture, place));
        }

        AddRevision(row, (at ?? HappenedAt).ToUnixTimeMilliseconds(), standing);
    }

    /// <summary>Adds a statement of a resource that counts its revisions.</summary>
    public void AddRevision(VersionedRow row, long revision, Standing standing = Standing.Itself)
    {
        row.Version = revision;
        row.VersionRank = standing switch
        {
            Standing.Itself => Source.Rank,
            Standing.Inside => Source.Embedded(Source.Rank),
            Standing.Gap => Source.Gap(Source.Rank),
        };
        Add(row);
    }

    /// <summary>Adds the statement that the resource is gone for good.</summary>
    public void AddGone(VersionedRow row)
    {
        row.Version = VersionedRow.Gone;
        Add(row);
    }

    /// <summary>Adds something that knows by itself how it stands to what is stored.</summary>
    public void Add(Change change)
    {
        change.ShopId = ShopId;
        _all.Add(change);
    }

    /// <summary>Marks something that the body did not hold, to be fetched from Shopify.</summary>
    public void AskFor(string resource, long id, string reason) =>
        Add(new FetchRequest { Resource = resource, ResourceId = id, Reason = reason, AskedAt = HappenedAt }, at: null);
}

/// <summary>What a statement counts beside others of the same version.</summary>
internal enum Standing
{
    /// <summary>The resource speaks for itself: the latest counts.</summary>
    Itself,

    /// <summary>It stands inside another's body, and counts less than any that speaks for itself.</summary>
    Inside,

    /// <summary>It is known not to be whole: it only stands where nothing of that version was said.</summary>
    Gap,
}

/// <summary>Something a payload did not hold. <c>Reconcile</c> fetches it.</summary>
internal sealed record FetchRequest : VersionedRow
{
    public required string Resource { get; init; }

    public required long ResourceId { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
}
