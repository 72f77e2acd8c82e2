using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Inbox;

/// <summary>Each hour wakes what should have woken: conversations whose item of <see cref="WakeWork"/> was given up, or is not there.</summary>
public sealed class OversleptWork(Database database, TimeProvider clock) : IWorkHandler
{
    private const int AtOnce = 500;

    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Inbox.sql");
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    // An item that waits for its next try, or is being done, is not lost.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public string Kind => "overslept";

    /// <inheritdoc />
    public TimeSpan? FirstWait => Interval;

    /// <inheritdoc />
    public Task RunAsync(WorkItem item, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = Instants.Cut(clock.GetUtcNow());
            var args = new { item.ShopId, Kind = WakeWork.WakeKind, Before = now - Late, Take = AtOnce };
            var late = await transaction.QueryAsync<(ConversationId Id, DateTimeOffset Until)>(Sql["list_overslept"], args, cancel);
            foreach (var (id, until) in late)
            {
                await WorkStore.AddAsync(transaction, WakeWork.Of(item.ShopId, id, until), now, cancel);
            }

            return await WorkStore.AgainAsync(transaction, item, late.Count < AtOnce ? now + Interval : now, payload: null, cancel);
        },
        cancel);
}
