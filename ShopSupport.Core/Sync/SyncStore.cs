using System.Collections.Concurrent;
using ShopSupport.Core.Events;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>What came in, what waits, and what is parked.</summary>
public sealed class SyncStore(Database database, IDeliveryQueue queue, InHand inHand, TimeProvider clock)
{
    private static readonly SqlFile Sql = SqlFile.Load("Sync.Deliveries.sql");

    // Longer than a healthy queue ever takes; one that is only slow brings it twice, which changes nothing.
    private static readonly TimeSpan LostAfter = TimeSpan.FromMinutes(5);

    // What was said of each shop, and under 0 of all: nobody is told less later.
    private readonly ConcurrentDictionary<ShopId, long> _received = new();

    /// <summary>Totals of one shop, with what waits for it.</summary>
    public Task<SyncTotals> TotalsAsync(ShopId shopId, string shopDomain, CancellationToken cancel) =>
        TotalsAsync(shopId, Sql["totals"], () => queue.CountAsync(shopDomain, cancel), cancel);

    /// <summary>Totals of all shops: for whoever runs the desk, never for a shop.</summary>
    public Task<SyncTotals> TotalsOfAllAsync(CancellationToken cancel) =>
        TotalsAsync(default, Sql["totals_of_all_shops"], async () => await queue.CountAsync(cancel), cancel);

    /// <summary>Totals by topic, in the order of the alphabet.</summary>
    public Task<List<TopicTotals>> ListTopicsAsync(ShopId shopId, CancellationToken cancel) =>
        database.QueryAsync<TopicTotals>(Sql["list_topics"], new { ShopId = shopId }, cancel);

    /// <summary>The deliveries handled last, newest first.</summary>
    public Task<List<HandledDelivery>> ListRecentAsync(ShopId shopId, int take, CancellationToken cancel) =>
        database.QueryAsync<HandledDelivery>(Sql["list_recent"], new { ShopId = shopId, Take = take }, cancel);

    /// <summary>Parked deliveries, newest first.</summary>
    /// <param name="wholeOf">The topic whose deliveries come with their bodies; null for none.</param>
    public Task<List<HandledDelivery>> ListDeadAsync(ShopId shopId, int take, string? wholeOf, CancellationToken cancel) =>
        database.QueryAsync<HandledDelivery>(Sql["list_dead"], new { ShopId = shopId, Take = take, WholeOf = wholeOf }, cancel);

    /// <summary>Parked deliveries that a person put back into the queue and that are not handled yet.</summary>
    /// <param name="wholeOf">The topic whose deliveries come with their bodies; null for none.</param>
    public Task<List<HandledDelivery>> ListRetriedAsync(ShopId shopId, int take, string? wholeOf, CancellationToken cancel) =>
        database.QueryAsync<HandledDelivery>(Sql["list_retried"], new { ShopId = shopId, Take = take, WholeOf = wholeOf }, cancel);

    /// <summary>True for one that was tried again so long ago that its message may be lost: it can be tried once more.</summary>
    public bool MayBeLost(HandledDelivery delivery) =>
        delivery.Outcome == DeliveryOutcome.Waiting && (delivery.RetriedAt is not { } at || at < clock.GetUtcNow() - LostAfter);

    /// <summary>What of a shop failed: deliveries that are parked, those that are tried again at the moment among them, and work that was given up.</summary>
    public Task<long> CountFailedAsync(ShopId shopId, CancellationToken cancel) =>
        database.FindAsync<long>(Sql["count_failed"], new { ShopId = shopId }, cancel);

    /// <summary>
    /// Queues parked deliveries again, the latest first, at most <paramref name="most"/>, and tells the open screens once at
    /// the end. It stops where the queue takes no more.
    /// </summary>
    public async Task<RetriedAll> RetryAllAsync(ShopId shopId, int most, CancellationToken cancel)
    {
        var (retried, isQueueDown) = (0, false);
        try
        {
            var lost = (await ListRetriedAsync(shopId, most, wholeOf: null, cancel)).FindAll(MayBeLost);
            foreach (var dead in lost.Concat(await ListDeadAsync(shopId, Math.Max(1, most - lost.Count), wholeOf: null, cancel)))
            {
                try
                {
                    retried += await QueueAsync(shopId, dead.WebhookId, cancel) ? 1 : 0;
                }
                catch (InvalidDataException)
                {
                    // One that can't be read any more stops no other.
                }
            }
        }
        catch (QueueUnavailableException)
        {
            isQueueDown = true;
        }
        finally
        {
            await TellAsync(shopId, retried > 0, CancellationToken.None);
        }

        return new RetriedAll(retried, await database.FindAsync<long>(Sql["count_dead"], new { ShopId = shopId }, cancel), isQueueDown);
    }

    /// <summary>
    /// Sets a parked delivery aside for good: it counts as failed no longer, its body is deleted, and nobody can try it
    /// again. False when there is no such one.
    /// </summary>
    public Task<bool> DismissAsync(ShopId shopId, AgentId agentId, string webhookId, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = clock.GetUtcNow();
            var key = new { ShopId = shopId, WebhookId = webhookId, AgentId = agentId, Now = now };
            if (await transaction.FindAsync<string>(Sql["find_dead_topic"], key, cancel) is not { } topic
                || await transaction.ExecuteAsync(Sql["dismiss"], key, cancel) == 0)
            {
                return false;
            }

            TotalRow Count(DeliveryOutcome outcome, long change) => new() { ShopId = shopId, Topic = topic, Outcome = outcome.ToKey(), Change = change };
            await DeliveryLog.CountAsync(transaction, [Count(DeliveryOutcome.Dead, -1), Count(DeliveryOutcome.Dismissed, 1)], cancel);
            await ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Sync }], now, cancel);
            return true;
        },
        cancel);

    /// <summary>What became of these deliveries; those not handled yet are not in the answer. At most 500 ids.</summary>
    public Task<List<HandledDelivery>> ListOutcomesAsync(ShopId shopId, IReadOnlyCollection<string> webhookIds, CancellationToken cancel) =>
        database.QueryAsync<HandledDelivery>(Sql["find_outcome"], new { ShopId = shopId, WebhookIds = webhookIds }, cancel);

    /// <summary>Queues a parked delivery again and tells the open screens; false when there is no such one, or it is tried already.</summary>
    /// <exception cref="QueueUnavailableException">The queue does not take it now.</exception>
    public async Task<bool> RetryAsync(ShopId shopId, string webhookId, CancellationToken cancel)
    {
        var isQueued = await QueueAsync(shopId, webhookId, cancel);
        await TellAsync(shopId, isQueued, cancel);
        return isQueued;
    }

    private async Task TellAsync(ShopId shopId, bool isChanged, CancellationToken cancel)
    {
        if (isChanged)
        {
            await database.WriteAsync(
                transaction => ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Sync }], clock.GetUtcNow(), cancel), cancel);
        }
    }

    private async Task<bool> QueueAsync(ShopId shopId, string webhookId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var key = new { ShopId = shopId, WebhookId = webhookId, LostBefore = now - LostAfter };
        if (await database.FindAsync<Parked>(Sql["find_envelope"], key, cancel) is not { Envelope: { } envelope } parked)
        {
            return false;
        }

        // Until its row says so, it is in the queue and among the parked.
        string[] both = [$"{shopId} {webhookId}"];
        inHand.Take(both);
        try
        {
            // Sent first: should we stop here, the delivery is tried and its row still says that it was parked.
            await queue.SendAsync(DeliveryEnvelope.Decode(envelope) with { IsRetry = true }, cancel);
            await database.ExecuteAsync(Sql["mark_waiting"], new { key.ShopId, key.WebhookId, parked.MessageId, Now = now }, cancel);
            return true;
        }
        finally
        {
            inHand.Leave(both);
        }
    }

    // The totals first, so that nothing counts twice but what is in hand; with an empty queue once more, for what was
    // handled in between.
    private async Task<SyncTotals> TotalsAsync(ShopId shopId, SqlText sql, Func<Task<QueueCount?>> count, CancellationToken cancel)
    {
        var totals = await ReadAsync(sql, shopId, cancel);
        var held = inHand.Count;
        var waiting = await count();
        totals = waiting is { Waiting: > 0 } ? totals : await ReadAsync(sql, shopId, cancel);
        var handled = totals.Where(total => total.Key is not "waiting").Sum(total => total.Value);
        var onTheWay = waiting is null ? 0 : Math.Max(0, waiting.Value.Waiting - totals.GetValueOrDefault("waiting") - held);
        return new SyncTotals
        {
            Received = _received.AddOrUpdate(shopId, handled + onTheWay, (_, told) => Math.Max(told, handled + onTheWay)),
            Queued = waiting?.Waiting,
            Applied = totals.GetValueOrDefault("applied"),
            Duplicate = totals.GetValueOrDefault("duplicate"),
            Stale = totals.GetValueOrDefault("stale"),
            Ignored = totals.GetValueOrDefault("ignored"),
            Dead = totals.GetValueOrDefault("dead"),
            Dismissed = totals.GetValueOrDefault("dismissed"),
            Forgotten = totals.GetValueOrDefault(TotalRow.Forgotten),
            OldestQueuedSeconds = waiting?.OldestSentAt is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0,
        };
    }

    private async Task<Dictionary<string, long>> ReadAsync(SqlText sql, ShopId shopId, CancellationToken cancel) =>
        (await database.QueryAsync<(string Outcome, long Total)>(sql, new { ShopId = shopId }, cancel))
            .ToDictionary(row => row.Outcome, row => row.Total, StringComparer.Ordinal);

    private sealed record Parked
    {
        public byte[]? Envelope { get; init; }

        public string MessageId { get; init; } = "";
    }
}
