using ShopSupport.Core.Shops;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Purge;

/// <summary>Deletes what is older than <see cref="Retention"/> says: each shop's in its own night.</summary>
public sealed class PurgeWork(PurgeStore store, ShopStore shops, WorkQueue work, TimeProvider clock) : IWorkHandler
{
    // Few enough to end long before the item is thought to be lost.
    private const int BatchesAtOnce = 100;

    /// <inheritdoc />
    public string Kind => "purge";

    /// <inheritdoc />
    public TimeSpan? FirstWait => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public async Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        var isDone = await store.PurgeAsync(item.ShopId, clock.GetUtcNow(), BatchesAtOnce, cancel);
        var zone = (await shops.FindAsync(item.ShopId, cancel))?.TimeZone;
        var now = clock.GetUtcNow();
        var next = isDone ? Night.After(now, zone, item.ShopId) : now;
        await work.AgainAsync(item, next, payload: null, cancel);
    }
}
