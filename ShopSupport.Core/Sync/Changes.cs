using ShopSupport.Core.Inbox;

namespace ShopSupport.Core.Sync;

/// <summary>What one delivery says, as rows: filled by a topic's reader, compared with what is stored afterwards.</summary>
internal sealed class Changes(Delivery delivery, long shopId)
{
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(1);

    private long? _rank;

    public Delivery Delivery { get; } = delivery;

    public long ShopId { get; } = shopId;

    /// <summary>Puts each row into a batch, under its own type.</summary>
    public List<Action<Batch, int>> Statements { get; } = [];

    public ChannelMessage? Message { get; set; }

    /// <summary>When the delivery happened, as well as can be told.</summary>
    public DateTimeOffset HappenedAt => Delivery.TriggeredAt is { } at && at <= Delivery.ReceivedAt + FurthestAhead ? at : Delivery.ReceivedAt;

    private long Rank => _rank ??= VersionedRow.Rank(Delivery, speaksForItself: true);

    /// <summary>Adds a statement that was true at <paramref name="at"/>; without a time of its own, when the delivery happened.</summary>
    public void Add<TRow>(TRow row, DateTimeOffset? at, string place = "updated_at", bool speaksForItself = true)
        where TRow : VersionedRow
    {
        if (at > Delivery.ReceivedAt + FurthestAhead)
        {
            throw new DeliveryProblemException(new DeliveryProblem(ProblemKind.FromTheFuture, place));
        }

        AddRevision(row, (at ?? HappenedAt).ToUnixTimeMilliseconds(), speaksForItself);
    }

    /// <summary>Adds a statement of a resource that counts its revisions.</summary>
    public void AddRevision<TRow>(TRow row, long revision, bool speaksForItself = true)
        where TRow : VersionedRow
    {
        row.ShopId = ShopId;
        row.Version = revision;
        row.VersionRank = speaksForItself ? Rank : Rank & ~(1L << 62);
        Statements.Add((batch, delivery) => batch.Add(delivery, row));
    }

    /// <summary>Adds the statement that the resource is gone for good.</summary>
    public void AddGone<TRow>(TRow row)
        where TRow : VersionedRow
    {
        row.ShopId = ShopId;
        row.Version = VersionedRow.Gone;
        Statements.Add((batch, delivery) => batch.Add(delivery, row));
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
