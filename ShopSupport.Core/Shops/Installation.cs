using ShopSupport.Core.Events;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Shops;

/// <summary>What begins when a shop has installed the app: for the first time, or again.</summary>
public sealed class Installation(Database database, TimeProvider clock)
{
    /// <summary>The kind of the work that brings in what a shop has been.</summary>
    public const string ImportKind = "import";

    /// <summary>The kind of the repeated work that sees to it that a shop has its import.</summary>
    internal const string ImportCheckKind = "import_check";

    /// <summary>The key of that work.</summary>
    internal const string FirstKey = "first";

    /// <summary>Notes that the app is installed now, tells the open screens, and asks for the import in the same transaction. A second one at the same time changes nothing more.</summary>
    public Task BeginAsync(ShopId shopId, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = clock.GetUtcNow();
            if (!await ShopStore.InstallAsync(transaction, shopId, now, cancel))
            {
                return;
            }

            await ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Sync }], now, cancel);
            var import = new WorkItem { ShopId = shopId, Kind = ImportKind, Key = FirstKey, Lane = Lane.Change, DueAt = now };
            await WorkStore.AddAsync(transaction, import, now, cancel);
            // It was pointless while the app was out.
            await WorkStore.HastenAsync(transaction, shopId, FetchRequests.Work, WorkQueue.Repeated, now, cancel);
        },
        cancel);
}
