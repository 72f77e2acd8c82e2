using System.Globalization;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Inbox;

/// <summary>Takes up a conversation whose time has come. What was taken up, done or put aside anew since stays as it is.</summary>
public sealed class WakeWork(Database database, TimeProvider clock) : IWorkHandler
{
    /// <summary>Its items' kind; their keys are conversations' ids.</summary>
    public const string WakeKind = "wake";

    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Journal.sql");

    /// <inheritdoc />
    public string Kind => WakeKind;

    /// <inheritdoc />
    public TimeSpan? FirstWait => null;

    internal static WorkItem Of(ShopId shopId, ConversationId conversationId, DateTimeOffset until) =>
        new() { ShopId = shopId, Kind = WakeKind, Key = conversationId.ToString(), DueAt = until };

    /// <inheritdoc />
    public Task RunAsync(WorkItem item, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = Instants.Cut(clock.GetUtcNow());
            var args = new { item.ShopId, ConversationId = long.Parse(item.Key!, CultureInfo.InvariantCulture) };
            var thread = await transaction.FindAsync<ConversationThread>(Sql["look_to_wake"], args, cancel);
            if (thread is { Status: ConversationStatus.Snoozed, SnoozedUntil: { } until })
            {
                if (until > now)
                {
                    return await WorkStore.AgainAsync(transaction, item, until, payload: null, cancel);
                }

                var entry = new JournalEntry
                {
                    ReceivedAt = now,
                    EntryKey = string.Create(CultureInfo.InvariantCulture, $"{JournalEntry.ActKeys}wake-{until.ToUnixTimeMilliseconds()}"),
                    Kind = JournalKind.Woken,
                };
                var change = await ConversationJournal.AppendAsync(transaction, item.ShopId, thread, entry, null, isAct: true, cancel);
                await ShopEventStore.AddAsync(transaction, item.ShopId, [change], now, cancel);
            }

            return await WorkStore.DoneAsync(transaction, item, cancel);
        },
        cancel);
}
