using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Purge;

/// <summary>Deletes what a shop needs no longer, in transactions small enough that nobody waits behind them.</summary>
public sealed class PurgeStore(Database database, Retention retention)
{
    /// <summary>The newest events of a shop that stay whatever their age: more than an open screen ever catches up on, so that one
    /// that fell behind what was deleted is told to load anew.</summary>
    public const int KeptEvents = 1000;

    /// <summary>The most rows of one transaction.</summary>
    public const int BatchSize = 1000;

    private static readonly SqlFile Sql = SqlFile.Load("Purge.Purge.sql");
    private static readonly RowStatement<DeliveryKey> DeleteRepeats = new(Sql["delete_repeats"]);
    private static readonly RowStatement<DeliveryKey> DeleteDeliveries = new(Sql["delete_deliveries"]);

    private delegate Task<int> Step(WriteTransaction transaction, ShopId shopId, DateTimeOffset before, CancellationToken cancel);

    /// <summary>Deletes, in at most <paramref name="batches"/> transactions. False when they did not suffice.</summary>
    public async Task<bool> PurgeAsync(ShopId shopId, DateTimeOffset now, int batches, CancellationToken cancel)
    {
        (int Days, Step Step)[] steps =
        [
            (retention.Deliveries, DeleteHandledAsync),
            (retention.Dead, DeleteParkedAsync),
            (retention.Dead, DeleteDeadWorkAsync),
            (retention.Events, DeleteEventsAsync),
            (retention.PrivacyRequests, DeletePrivacyRequestsAsync),
            (retention.Drafts, (transaction, id, before, stopping) => DeleteDraftsAsync(transaction, id, before, now, stopping)),
            (retention.Reads, (transaction, id, before, stopping) => DeleteUpToAsync(transaction, "reads", id, before, stopping)),
            (retention.Audit, (transaction, id, before, stopping) => DeleteUpToAsync(transaction, "audit", id, before, stopping)),
            (retention.Happenings, (transaction, id, before, stopping) => DeleteUpToAsync(transaction, "happenings", id, before, stopping)),
        ];
        foreach (var (days, step) in steps.Where(step => step.Days > 0))
        {
            int deleted;
            do
            {
                if (batches-- == 0)
                {
                    return false;
                }

                deleted = await database.WriteAsync(transaction => step(transaction, shopId, now.AddDays(-days), cancel), cancel);
            }
            while (deleted == BatchSize);
        }

        return true;
    }

    private static async Task<int> DeleteHandledAsync(WriteTransaction transaction, ShopId shopId, DateTimeOffset before, CancellationToken cancel) =>
        (await DeleteDeliveriesAsync(transaction, Sql["list_handled"], shopId, before, cancel)).Count;

    // The total of parked ones says how many a person can look at; that they were received stays.
    private static async Task<int> DeleteParkedAsync(WriteTransaction transaction, ShopId shopId, DateTimeOffset before, CancellationToken cancel)
    {
        var keys = await DeleteDeliveriesAsync(transaction, Sql["list_parked"], shopId, before, cancel);
        await DeliveryLog.CountAsync(
            transaction,
            keys.CountBy(key => key.Topic, StringComparer.Ordinal).SelectMany(topic => new[]
            {
                new TotalRow { ShopId = shopId, Topic = topic.Key, Outcome = DeliveryOutcome.Dead.ToKey(), Change = -topic.Value },
                new TotalRow { ShopId = shopId, Topic = topic.Key, Outcome = TotalRow.Forgotten, Change = topic.Value },
            }),
            cancel);
        return keys.Count;
    }

    private static async Task<List<DeliveryKey>> DeleteDeliveriesAsync(
        WriteTransaction transaction, SqlText list, ShopId shopId, DateTimeOffset before, CancellationToken cancel)
    {
        var keys = await transaction.QueryAsync<DeliveryKey>(list, new { ShopId = shopId, Before = before, Take = BatchSize }, cancel);
        await DeleteRepeats.ExecuteAsync(transaction, keys, cancel);
        await DeleteDeliveries.ExecuteAsync(transaction, keys, cancel);
        return keys;
    }

    private static async Task<int> DeleteDeadWorkAsync(WriteTransaction transaction, ShopId shopId, DateTimeOffset before, CancellationToken cancel)
    {
        var ids = await transaction.QueryAsync<long>(Sql["list_dead_work"], new { ShopId = shopId, Before = before, Take = BatchSize }, cancel);
        return ids.Count == 0 ? 0 : await transaction.ExecuteAsync(Sql["delete_dead_work"], new { ShopId = shopId, Ids = ids }, cancel);
    }

    // Numbers have no gaps, so that the first of a page to keep ends what this page deletes.
    private static async Task<int> DeleteEventsAsync(WriteTransaction transaction, ShopId shopId, DateTimeOffset before, CancellationToken cancel)
    {
        var page = await transaction.QueryAsync<(long Seq, DateTimeOffset OccurredAt)>(
            Sql["list_events"], new { ShopId = shopId, Kept = KeptEvents, Take = BatchSize }, cancel);
        var old = page.TakeWhile(e => e.OccurredAt < before).ToList();
        return old.Count == 0 ? 0 : await transaction.ExecuteAsync(Sql["delete_events"], new { ShopId = shopId, old[^1].Seq }, cancel);
    }

    // A shop has few of them: one statement is small enough.
    private static async Task<int> DeletePrivacyRequestsAsync(WriteTransaction transaction, ShopId shopId, DateTimeOffset before, CancellationToken cancel)
    {
        await transaction.ExecuteAsync(Sql["delete_privacy_requests"], new { ShopId = shopId, Before = before }, cancel);
        return 0;
    }

    // Whole instants, so that a page ends where the next begins. Screens still say that somebody is writing there. Told
    // first: whoever changes what belongs to a conversation takes the shop's row before it.
    private static async Task<int> DeleteDraftsAsync(
        WriteTransaction transaction, ShopId shopId, DateTimeOffset before, DateTimeOffset now, CancellationToken cancel)
    {
        var page = await transaction.QueryAsync<(ConversationId ConversationId, DateTimeOffset SavedAt)>(
            Sql["list_drafts"], new { ShopId = shopId, Before = before, Take = BatchSize }, cancel);
        if (page.Count > 0)
        {
            var ended = page.Select(draft => draft.ConversationId).Distinct().Select(id => new ShopEvent { Kind = ShopEventKind.Draft, ConversationId = id });
            await ShopEventStore.AddAsync(transaction, shopId, [.. ended], now, cancel);
            await transaction.ExecuteAsync(Sql["delete_drafts"], new { ShopId = shopId, Last = page[^1].SavedAt }, cancel);
        }

        return page.Count;
    }

    // Whole instants, so that a page ends where the next begins.
    private static async Task<int> DeleteUpToAsync(
        WriteTransaction transaction, string what, ShopId shopId, DateTimeOffset before, CancellationToken cancel)
    {
        var page = await transaction.QueryAsync<DateTimeOffset>(Sql[$"list_{what}"], new { ShopId = shopId, Before = before, Take = BatchSize }, cancel);
        if (page.Count > 0)
        {
            await transaction.ExecuteAsync(Sql[$"delete_{what}"], new { ShopId = shopId, Last = page[^1] }, cancel);
        }

        return page.Count;
    }

    private sealed record DeliveryKey
    {
        public ShopId ShopId { get; init; }

        public string WebhookId { get; init; } = "";

        public string Topic { get; init; } = "";
    }
}
