using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>What came in, what waits, and what is parked.</summary>
public sealed class SyncStore(Database database, IDeliveryQueue queue, TimeProvider clock)
{
    private static readonly SqlFile Sql = SqlFile.Load("Sync.Deliveries.sql");

    /// <summary>Totals of one shop, or of all when <paramref name="shopId"/> is null. The queue is counted over all shops.</summary>
    public async Task<SyncTotals> TotalsAsync(ShopId? shopId, CancellationToken cancel)
    {
        var waiting = await queue.CountAsync(cancel);
        var sql = shopId is null ? Sql["totals_of_all_shops"] : Sql["totals"];
        var totals = (await database.QueryAsync<(string Outcome, long Total)>(sql, new { ShopId = shopId }, cancel))
            .ToDictionary(row => row.Outcome, row => row.Total, StringComparer.Ordinal);
        return new SyncTotals
        {
            Queued = waiting.Waiting,
            Applied = totals.GetValueOrDefault("applied"),
            Duplicate = totals.GetValueOrDefault("duplicate"),
            Stale = totals.GetValueOrDefault("stale"),
            Ignored = totals.GetValueOrDefault("ignored"),
            Dead = totals.GetValueOrDefault("dead"),
            OldestQueuedSeconds = waiting.OldestSentAt is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0,
        };
    }

    /// <summary>Totals by topic, in the order of the alphabet.</summary>
    public Task<List<TopicTotals>> ListTopicsAsync(ShopId shopId, CancellationToken cancel) =>
        database.QueryAsync<TopicTotals>(Sql["list_topics"], new { ShopId = shopId }, cancel);

    /// <summary>The deliveries handled last, newest first.</summary>
    public Task<List<HandledDelivery>> ListRecentAsync(ShopId shopId, int take, CancellationToken cancel) =>
        database.QueryAsync<HandledDelivery>(Sql["list_recent"], new { ShopId = shopId, Take = take }, cancel);

    /// <summary>Parked deliveries, newest first.</summary>
    public Task<List<HandledDelivery>> ListDeadAsync(ShopId shopId, int take, CancellationToken cancel) =>
        database.QueryAsync<HandledDelivery>(Sql["list_dead"], new { ShopId = shopId, Take = take }, cancel);

    /// <summary>What became of these deliveries; those not handled yet are not in the answer. At most 500 ids.</summary>
    public Task<List<HandledDelivery>> ListOutcomesAsync(ShopId shopId, IReadOnlyCollection<string> webhookIds, CancellationToken cancel) =>
        database.QueryAsync<HandledDelivery>(Sql["find_outcome"], new { ShopId = shopId, WebhookIds = webhookIds }, cancel);

    /// <summary>Queues a parked delivery again; false when there is no such one.</summary>
    public async Task<bool> RetryAsync(ShopId shopId, string webhookId, CancellationToken cancel)
    {
        var key = new { ShopId = shopId, WebhookId = webhookId };
        if (await database.FindAsync<Parked>(Sql["find_envelope"], key, cancel) is not { Envelope: { } envelope } parked)
        {
            return false;
        }

        // Sent first: should we stop here, the delivery is tried and its row still says that it was parked.
        await queue.SendAsync(DeliveryEnvelope.Decode(envelope) with { IsRetry = true }, cancel);
        await database.ExecuteAsync(Sql["mark_waiting"], new { key.ShopId, key.WebhookId, parked.MessageId }, cancel);
        return true;
    }

    private sealed record Parked
    {
        public byte[]? Envelope { get; init; }

        public string MessageId { get; init; } = "";
    }
}
