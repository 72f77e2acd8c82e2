using ShopSupport.Core.Import;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Import;

/// <summary>What the rows of an import go through, without a Shopify.</summary>
internal static class ImportSteps
{
    /// <summary>Asks for every resource.</summary>
    public static async Task AskAsync(TestDatabase db, ShopId shop)
    {
        var (store, now) = (new ImportStore(db.Database, db.Clock), db.Clock.GetUtcNow());
        var asked = new WorkItem { ShopId = shop, Kind = Installation.ImportKind, Key = Installation.FirstKey, DueAt = now };
        await db.Database.WriteAsync(transaction => WorkStore.AddAsync(transaction, asked, now, CancellationToken.None), CancellationToken.None);
        var item = await db.FindAsync<WorkItem>("SELECT * FROM work WHERE shop_id = @shop AND kind = 'import'", new { shop });
        await store.BeginAsync(item!, "{}", CancellationToken.None);
    }

    /// <summary>Every step that a resource of the test's shop can take, one after the other.</summary>
    public static async Task TakeAllAsync(TestDatabase db)
    {
        var (store, shop) = (new ImportStore(db.Database, db.Clock), db.ShopId);
        await store.NoteOperationAsync(shop, ImportedResource.Orders, 7, CancellationToken.None);
        await store.NoteTotalAsync(shop, ImportedResource.Orders, 10, CancellationToken.None);
        await store.BeginReadingAsync(shop, ImportedResource.Orders, db.Clock.GetUtcNow(), 10, 100, CancellationToken.None);
        await store.TryAgainAsync(shop, ImportedResource.Orders, CancellationToken.None);
        await store.BeginReadingAsync(shop, ImportedResource.Orders, db.Clock.GetUtcNow(), 10, 100, CancellationToken.None);
        Assert.True(await AdvanceAsync(db, start: 0));
        // Whoever stands elsewhere in the file is too late.
        Assert.False(await AdvanceAsync(db, start: 0));
        await store.FinishAsync(shop, ImportedResource.Orders, error: null, CancellationToken.None);
        await store.StopAsync(shop, ImportError.Uninstalled, CancellationToken.None);
    }

    private static Task<bool> AdvanceAsync(TestDatabase db, long start) => db.Database.WriteAsync(
        transaction => ImportStore.AdvanceAsync(
            transaction, db.ShopId, ImportedResource.Orders, new Advance(start, start + 50, 4, 1, IsTold: true), db.Clock.GetUtcNow(), CancellationToken.None),
        CancellationToken.None);
}
