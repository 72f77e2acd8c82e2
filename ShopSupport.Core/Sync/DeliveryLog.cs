using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>Which deliveries were handled, and how; written in the transaction that holds their effect.</summary>
internal static class DeliveryLog
{
    private static readonly SqlFile Sql = SqlFile.Load("Sync.Deliveries.sql");
    private static readonly RowTable<DeliveryRow> Table = new("deliveries", ["shop_id", "webhook_id"]);
    private static readonly RowStatement<RepeatRow> AddRepeat = new(Sql["add_repeat"]);
    private static readonly RowStatement<TotalRow> AddToTotal = new(Sql["add_to_total"]);
    private static readonly RowLookup Known = new(Sql["find_known"], ["ShopId", "WebhookId", "MessageId"]);

    /// <summary>One consumer at a time for each shop. Nobody waits: the shops that another consumer is writing are returned.</summary>
    public static async Task<HashSet<ShopId>> LockAsync(WriteTransaction transaction, IEnumerable<ShopId> shopIds, CancellationToken cancel)
    {
        var held = new HashSet<ShopId>();
        foreach (var shopId in shopIds.Distinct().OrderBy(id => id.Value))
        {
            if (!await transaction.LockAsync($"consume:{shopId}", TimeSpan.Zero, cancel))
            {
                held.Add(shopId);
            }
        }

        return held;
    }

    /// <summary>What is known of each delivery before it is applied; a second one in the same batch is a repetition.</summary>
    public static async Task<Seen[]> FindAsync(
        WriteTransaction transaction, IReadOnlyList<(ShopId ShopId, QueuedDelivery Message)> messages, CancellationToken cancel)
    {
        object?[][] keys = [.. messages.Select(m => (object?[])[m.ShopId.Value, m.Message.Delivery.WebhookId, m.Message.MessageId])];
        var known = await Known.FindAsync(transaction, keys, cancel);
        var inBatch = new HashSet<(ShopId, string)>();
        return
        [
            .. messages.Select((m, i) =>
            {
                var seen = ToSeen(known[i], m.Message.Delivery.IsRetry);
                return inBatch.Add((m.ShopId, m.Message.Delivery.WebhookId)) || seen == Seen.SameMessage ? seen
                    : m.Message.Delivery.IsRetry ? Seen.SameMessage : Seen.Before;
            }),
        ];
    }

    /// <summary>Deliveries that were handled for the first time.</summary>
    public static async Task AddAsync(WriteTransaction transaction, IReadOnlyCollection<DeliveryRow> rows, CancellationToken cancel)
    {
        await Table.InsertAsync(transaction, rows, cancel);
        await KeepEnvelopesAsync(transaction, rows.Where(row => row.Envelope is not null), cancel);
    }

    /// <summary>Deliveries that were parked before: what was kept of them goes, unless they are parked again.</summary>
    public static async Task ReplaceAsync(WriteTransaction transaction, IReadOnlyCollection<DeliveryRow> rows, CancellationToken cancel)
    {
        await Table.UpdateAsync(transaction, rows, cancel);
        await KeepEnvelopesAsync(transaction, rows, cancel);
    }

    /// <summary>Repetitions: the message of each must not count again should it be seen twice.</summary>
    public static Task AddRepeatsAsync(WriteTransaction transaction, IEnumerable<RepeatRow> rows, CancellationToken cancel) =>
        AddRepeat.ExecuteAsync(transaction, rows.Distinct(), cancel);

    /// <summary>Adds to the totals.</summary>
    public static Task CountAsync(WriteTransaction transaction, IEnumerable<TotalRow> counts, CancellationToken cancel) =>
        AddToTotal.ExecuteAsync(
            transaction,
            counts.GroupBy(c => (c.ShopId, c.Topic, c.Outcome)).Select(group => group.First() with { Change = group.Sum(c => c.Change), LastAt = group.Max(c => c.LastAt) }),
            cancel);

    // Bytes do not travel as JSON. Few deliveries are parked.
    private static async Task KeepEnvelopesAsync(WriteTransaction transaction, IEnumerable<DeliveryRow> rows, CancellationToken cancel)
    {
        var kept = rows.Select(d => new { d.ShopId, d.WebhookId, d.Envelope, d.Subject }).ToList();
        if (kept.Count > 0)
        {
            await transaction.ExecuteAsync(Sql["keep_envelope"], kept, cancel);
        }
    }

    private static Seen ToSeen((long IsDead, long IsSameMessage)? known, bool isRetry) => known switch
    {
        null => Seen.Never,
        { IsSameMessage: 1 } => Seen.SameMessage,
        { IsDead: 1 } when isRetry => Seen.Dead,
        // Tried twice, or dismissed meanwhile: nobody sent it again.
        _ when isRetry => Seen.SameMessage,
        _ => Seen.Before,
    };
}

/// <summary>Whether a delivery was handled before.</summary>
internal enum Seen
{
    /// <summary>It is new.</summary>
    Never,

    /// <summary>It was handled: this one is a repetition.</summary>
    Before,

    /// <summary>This very message was handled and comes again, since we stopped before it was deleted; or what a person tries again is settled.</summary>
    SameMessage,

    /// <summary>It was parked, and a person tries it again.</summary>
    Dead,
}

internal sealed record DeliveryRow
{
    public required ShopId ShopId { get; init; }

    public required string WebhookId { get; init; }

    public required string Topic { get; init; }

    public required string Outcome { get; init; }

    public string? Reason { get; init; }

    public required string MessageId { get; init; }

    public required int Tries { get; init; }

    public DateTimeOffset? TriggeredAt { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset HandledAt { get; init; }

    /// <summary>The whole delivery, kept while it is parked.</summary>
    [NotAColumn]
    public byte[]? Envelope { get; init; }

    /// <summary>See <see cref="DeliverySubject"/>.</summary>
    [NotAColumn]
    public string? Subject { get; init; }
}

/// <summary>A message that repeated a delivery.</summary>
internal sealed record RepeatRow
{
    public required ShopId ShopId { get; init; }

    public required string WebhookId { get; init; }

    public required string MessageId { get; init; }
}

/// <summary>By how much a total grows.</summary>
internal sealed record TotalRow
{
    /// <summary>The outcome of those that were parked and are kept no longer: only totals have it.</summary>
    public const string Forgotten = "forgotten";

    public required ShopId ShopId { get; init; }

    public required string Topic { get; init; }

    public required string Outcome { get; init; }

    public required long Change { get; init; }

    /// <summary>When what is counted reached us; null where nothing new did.</summary>
    public DateTimeOffset? LastAt { get; init; }
}
