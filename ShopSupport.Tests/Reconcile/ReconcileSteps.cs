using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Reconcile;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Import;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Reconcile;

/// <summary>What is done with a desk whose shop is simulated.</summary>
internal static class ReconcileSteps
{
    public static async Task<ImportDesk> ImportedAsync(DatabaseProvider engine)
    {
        var desk = await ImportDesk.OpenAsync(engine);
        // A plan under which nobody waits.
        desk.Store.App.Bucket.SetRate(100_000);
        await desk.RunAsync();
        return desk;
    }

    public static Task FetchAsync(ImportDesk desk) => Patience.UntilAsync(
        async () =>
        {
            await RunAsync(desk, "fetch");
            // What Shopify did not know is asked about a second time.
            desk.Pass(TimeSpan.FromMinutes(11));
            return await desk.CountAsync("fetch_requests") == 0;
        },
        () => $"all to be fetched; {string.Join('\n', desk.Logs.TakeLast(20))}");

    public static async Task RunAsync(ImportDesk desk, string kind)
    {
        await desk.Db.Database.WriteAsync(
            transaction => WorkStore.AddAsync(transaction, new WorkItem { ShopId = desk.Db.ShopId, Kind = kind, Key = WorkQueue.Repeated, Lane = Lane.Change, DueAt = desk.Clock.GetUtcNow() }, desk.Clock.GetUtcNow(), CancellationToken.None),
            CancellationToken.None);
        var item = (await desk.Db.FindAsync<WorkItem>("""SELECT id, shop_id, kind, work_key AS "key", lane, due_at, payload, tries, receipt FROM work WHERE shop_id = @ShopId AND kind = @kind""", new { desk.Db.ShopId, kind }))!;
        await desk.Services.GetServices<IWorkHandler>().Single(handler => string.Equals(handler.Kind, kind, StringComparison.Ordinal)).RunAsync(item, CancellationToken.None);
    }

    public static Task AskAsync(ImportDesk desk, string resource, params long[] ids) =>
        desk.Services.GetRequiredService<FetchStore>().AskAsync(desk.Db.ShopId, resource, ids, "test", CancellationToken.None);
}
