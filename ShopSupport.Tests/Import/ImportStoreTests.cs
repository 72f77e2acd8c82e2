using ShopSupport.Core.Import;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Import;

public sealed class ImportStoreTests
{
    [OnEachEngine]
    public async Task An_import_says_how_much_came_in_how_fast_and_how_long_the_rest_takes(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var store = new ImportStore(db.Database, db.Clock);
        await ImportSteps.AskAsync(db, db.ShopId);
        var asked = await store.ListAsync(db.ShopId, CancellationToken.None);
        foreach (var resource in Enum.GetValues<ImportedResource>().Where(one => one is not ImportedResource.Orders))
        {
            await store.FinishAsync(db.ShopId, resource, resource is ImportedResource.Contracts ? ImportError.Denied : null, CancellationToken.None);
        }

        await store.BeginReadingAsync(db.ShopId, ImportedResource.Orders, db.Clock.GetUtcNow(), 100, 1000, CancellationToken.None);
        await db.Database.WriteAsync(
            transaction => ImportStore.AdvanceAsync(transaction, db.ShopId, ImportedResource.Orders, new Advance(0, 250, 24, 1, IsTold: true), db.Clock.GetUtcNow(), CancellationToken.None),
            CancellationToken.None);
        db.Clock.Advance(TimeSpan.FromSeconds(5));
        var half = await store.ListAsync(db.ShopId, CancellationToken.None);

        Assert.Equal((true, null, 0L), (asked.IsRunning, asked.Share, asked.Done));
        Assert.Equal((true, 0.25, 5.0, TimeSpan.FromSeconds(15)), (half.IsRunning, half.Share, half.RowsPerSecond, half.TimeLeft));
        Assert.Equal(ImportError.Denied, half.Resources[^1].Error);
        Assert.Equal((24L, 1L, 250L, 1000L), (half.Resources[4].RowsDone, half.Resources[4].Refused, half.Resources[4].BytesDone, half.Resources[4].BytesTotal));
    }

    [OnEachEngine]
    public async Task A_shop_that_never_asked_has_no_import(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);

        var progress = await new ImportStore(db.Database, db.Clock).ListAsync(db.ShopId, CancellationToken.None);

        Assert.Empty(progress.Resources);
        Assert.False(progress.IsRunning);
    }

    [OnEachEngine]
    public async Task Of_two_that_read_the_same_part_of_a_file_one_counts(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await ImportSteps.AskAsync(db, db.ShopId);

        await ImportSteps.TakeAllAsync(db);

        var orders = (await new ImportStore(db.Database, db.Clock).ListAsync(db.ShopId, CancellationToken.None)).Resources.Single(one => one.Resource is ImportedResource.Orders);
        Assert.Equal((ImportStatus.Done, 4L, 1L, 50L, 1), (orders.Status, orders.RowsDone, orders.Refused, orders.BytesDone, orders.Tries));
    }
}
