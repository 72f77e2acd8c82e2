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
    public void Add(VersionedRow row, DateTimeOffset? at, string place = "updated_at", bool speaksForItself = true)
    {
        if (at > Source.Latest)
        {
            throw new DeliveryProblemException(new DeliveryProblem(ProblemKind.FromTheFuture, place));
        }

        AddRevision(row, (at ?? HappenedAt).ToUnixTimeMilliseconds(), speaksForItself);
    }

    /// <summary>Adds a statement of a resource that counts its revisions.</summary>
    public void AddRevision(VersionedRow row, long revision, bool speaksForItself = true)
    {
        row.Version = revision;
        row.VersionRank = speaksForItself ? Source.Rank : Source.Embedded(Source.Rank);
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

/// <summary>Something a payload did not hold. The store connection fetches it.</summary>
internal sealed record FetchRequest : VersionedRow
{
    public required string Resource { get; init; }

    public required long ResourceId { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
}
