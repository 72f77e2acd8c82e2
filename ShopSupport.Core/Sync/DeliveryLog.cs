using System.Text.Json;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>Which deliveries were handled, and how; written in the transaction that holds their effect.</summary>
internal static class DeliveryLog
{
    private static readonly SqlFile Sql = SqlFile.Load("Sync.Deliveries.sql");
    private static readonly RowTable<DeliveryRow> Table = new("deliveries", ["shop_id", "webhook_id"]);
    private static readonly PreparedStatement Known = new(Sql["find_known"].Sqlite, ["ShopId", "WebhookId", "MessageId"]);

    /// <summary>What is known of each delivery before it is applied; a second one in the same batch is a repetition.</summary>
    public static async Task<Seen[]> FindAsync(
        WriteTransaction transaction, IReadOnlyList<(ShopId ShopId, QueuedDelivery Message)> messages, CancellationToken cancel)
    {
        var known = transaction.Provider == DatabaseProvider.SqlServer ? await FindInSqlServerAsync(transaction, messages, cancel) : null;
        var inBatch = new HashSet<(ShopId, string)>();
        return [.. messages.Select(m =>
        {
            var seen = known is null
                ? FindInSqlite(transaction, m.ShopId, m.Message)
                : known.GetValueOrDefault((m.ShopId, m.Message.Delivery.WebhookId, m.Message.MessageId), Seen.Never);
            return inBatch.Add((m.ShopId, m.Message.Delivery.WebhookId)) || seen == Seen.SameMessage ? seen : Seen.Before;
        })];
    }

    public static async Task AddAsync(WriteTransaction transaction, IReadOnlyCollection<DeliveryRow> rows, CancellationToken cancel)
    {
        await Table.UpsertAsync(transaction, rows, cancel);
        var parked = rows.Where(row => row.Envelope is not null || row.WasParked).ToList();
        if (parked.Count > 0)
        {
            await transaction.ExecuteAsync(Sql["keep_envelope"], parked.ConvertAll(d => new { d.ShopId, d.WebhookId, d.Envelope }), cancel);
        }
    }

    /// <summary>A repetition: its own message must not count again should it be seen twice.</summary>
    public static Task RepeatAsync(WriteTransaction transaction, ShopId shopId, QueuedDelivery message, CancellationToken cancel) =>
        transaction.ExecuteAsync(Sql["repeat"], new { ShopId = shopId, message.Delivery.WebhookId, message.MessageId }, cancel);

    public static async Task CountAsync(
        WriteTransaction transaction, IEnumerable<(ShopId ShopId, string Topic, DeliveryOutcome Outcome, int Change)> counts, CancellationToken cancel)
    {
        foreach (var group in counts.GroupBy(c => (c.ShopId, c.Topic, c.Outcome)))
        {
            var args = new { group.Key.ShopId, group.Key.Topic, Outcome = group.Key.Outcome.ToKey(), Change = group.Sum(c => c.Change) };
            if (await transaction.ExecuteAsync(Sql["add_to_total"], args, cancel) == 0)
            {
                await transaction.ExecuteAsync(Sql["add_total"], args, cancel);
            }
        }
    }

    /// <summary>
    /// One consumer at a time for each shop; SQLite has one writer anyway. Nobody waits: the shops that another consumer is
    /// writing are returned.
    /// </summary>
    public static async Task<HashSet<ShopId>> LockAsync(WriteTransaction transaction, IEnumerable<ShopId> shopIds, CancellationToken cancel)
    {
        var held = new HashSet<ShopId>();
        if (transaction.Provider == DatabaseProvider.SqlServer)
        {
            foreach (var shopId in shopIds.Distinct().OrderBy(id => id.Value))
            {
                if (await transaction.FindAsync<int>(Sql["lock_shop"], new { ShopId = shopId }, cancel) == 0)
                {
                    held.Add(shopId);
                }
            }
        }

        return held;
    }

    private static async Task<Dictionary<(ShopId, string, string), Seen>> FindInSqlServerAsync(
        WriteTransaction transaction, IReadOnlyList<(ShopId ShopId, QueuedDelivery Message)> messages, CancellationToken cancel)
    {
        var keys = messages.Select(m => new { s = m.ShopId.Value, w = m.Message.Delivery.WebhookId, m = m.Message.MessageId }).Distinct();
        var retries = messages.Where(m => m.Message.Delivery.IsRetry).Select(m => m.Message.MessageId).ToHashSet(StringComparer.Ordinal);
        var rows = await transaction.QueryAsync<KnownRow>(Sql["find_known"], new { Rows = JsonSerializer.Serialize(keys) }, cancel);
        return rows.ToDictionary(
            row => (row.ShopId, row.WebhookId, row.MessageId),
            row => ToSeen(isKnown: true, row.IsDead == 1 && retries.Contains(row.MessageId), row.IsSameMessage == 1));
    }

    private static Seen FindInSqlite(WriteTransaction transaction, ShopId shopId, QueuedDelivery message)
    {
        Span<long> row = stackalloc long[2];
        var isKnown = Known.TryRead(transaction, row, shopId, message.Delivery.WebhookId, message.MessageId);
        return ToSeen(isKnown, row[0] == 1 && message.Delivery.IsRetry, row[1] == 1);
    }

    private static Seen ToSeen(bool isKnown, bool isTriedAgain, bool isSameMessage) =>
        !isKnown ? Seen.Never
        : isSameMessage ? Seen.SameMessage
        : isTriedAgain ? Seen.Dead
        : Seen.Before;
}

internal sealed record KnownRow
{
    public ShopId ShopId { get; init; }

    public string WebhookId { get; init; } = "";

    public string MessageId { get; init; } = "";

    public long IsDead { get; init; }

    public long IsSameMessage { get; init; }
}

/// <summary>Whether a delivery was handled before.</summary>
internal enum Seen
{
    /// <summary>It is new.</summary>
    Never,

    /// <summary>It was handled: this one is a repetition.</summary>
    Before,

    /// <summary>This very message was handled and comes again, since we stopped before it was deleted.</summary>
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

    /// <summary>True when the row may hold an envelope from before.</summary>
    [NotAColumn]
    public bool WasParked { get; init; }
}
