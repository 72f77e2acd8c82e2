using Moq;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Insights;

public sealed class FreshnessTests
{
    [OnEachEngine]
    public async Task A_shop_of_which_nothing_is_known_has_never_imported_and_never_heard(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);

        var fresh = await new FreshnessStore(db.Database).FindAsync(db.ShopId, CancellationToken.None);

        Assert.Equal(Enum.GetValues<FreshResource>(), fresh.Resources.Select(one => one.Resource));
        Assert.All(fresh.Resources, one => Assert.Equal((ImportState.Never, null, null), (one.Import.State, one.LastNoticeAt, one.Compared)));
        Assert.Equal((ImportState.Never, null), (fresh.Import.State, fresh.LastNoticeAt));
    }

    [OnEachEngine]
    public async Task Each_resource_knows_when_it_was_last_told_of_whatever_became_of_it(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync("customers/create", Payloads.Customer(minute: 0), minute: 5);
        await shop.ApplyAsync("customers/update", Payloads.Customer(minute: 0), minute: 9);
        await shop.ApplyAsync("customers/update", Payloads.Customer(minute: 0), minute: 7);
        await shop.ApplyAsync("locations/create", "{}", minute: 11);
        await shop.ApplyAsync("themes/publish", "{}", minute: 30);

        var fresh = await new FreshnessStore(shop.Db.Database).FindAsync(shop.Db.ShopId, CancellationToken.None);

        DateTimeOffset? At(FreshResource resource) => fresh.Resources.Single(one => one.Resource == resource).LastNoticeAt;
        Assert.Equal(ArrivedAt(9), At(FreshResource.Customers));
        Assert.Equal(ArrivedAt(11), At(FreshResource.Products));
        Assert.Null(At(FreshResource.Orders));
        Assert.Equal(ArrivedAt(30), fresh.LastNoticeAt);
    }

    [OnEachEngine]
    public async Task A_customers_message_and_what_the_law_asks_are_no_notice_about_customers(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        foreach (var topic in new[] { ChannelMessage.Topic, "customers/redact" })
        {
            await db.AddAsync("delivery_totals", new { Topic = topic, Outcome = "applied", Total = 1L, LastAt = TestClock.Start });
        }

        var fresh = await new FreshnessStore(db.Database).FindAsync(db.ShopId, CancellationToken.None);

        Assert.All(fresh.Resources, one => Assert.Null(one.LastNoticeAt));
        Assert.Equal(["customers/redact"], fresh.Topics, StringComparer.Ordinal);
    }

    [OnEachEngine]
    public async Task Dismissing_and_retrying_move_no_time(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync(shop.Delivery("orders/create", "{}", minute: 3, id: "w"));
        await new SyncStore(shop.Db.Database, Mock.Of<IDeliveryQueue>(), new InHand(), shop.Db.Clock).DismissAsync(shop.Db.ShopId, default, "w", CancellationToken.None);

        var fresh = await new FreshnessStore(shop.Db.Database).FindAsync(shop.Db.ShopId, CancellationToken.None);

        Assert.Equal(ArrivedAt(3), fresh.LastNoticeAt);
    }

    [OnEachEngine]
    public async Task Parts_of_one_resource_are_told_as_one(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await ImportAsync(db, "locations", "done", 2, 2);
        await ImportAsync(db, "products", "done", 150, 150);
        await ImportAsync(db, "stock", "reading", 60, 90);
        await ImportAsync(db, "customers", "failed", 5, 10, "ACCESS_DENIED");
        await ImportAsync(db, "orders", "waiting", 0, null);
        await db.AddAsync("reconciles", new { Resource = "products", RanAt = TestClock.Start, MarkedAt = TestClock.Start, Mended = 2L, CountedOurs = 9L, CountedShopify = 8L });
        await db.AddAsync("reconciles", new { Resource = "stock", RanAt = TestClock.Start.AddDays(-1), Mended = 3L, Error = "Unavailable" });

        var fresh = await new FreshnessStore(db.Database).FindAsync(db.ShopId, CancellationToken.None);

        var products = fresh.Resources.Single(one => one.Resource == FreshResource.Products);
        Assert.Equal((ImportState.Running, 212, 242), (products.Import.State, products.Import.Done, products.Import.Total));
        Assert.Equal(
            new Comparison { RanAt = TestClock.Start.AddDays(-1), MarkedAt = TestClock.Start, Mended = 5, Surplus = 1, Error = "Unavailable" }, products.Compared);
        var customers = fresh.Resources.Single(one => one.Resource == FreshResource.Customers);
        Assert.Equal((ImportState.Failed, "ACCESS_DENIED"), (customers.Import.State, customers.Import.Error));
        Assert.Equal(ImportState.Waiting, fresh.Resources.Single(one => one.Resource == FreshResource.Orders).Import.State);
        Assert.Null(fresh.Import.Share);
    }

    [OnEachEngine]
    public async Task What_an_earlier_installation_brought_in_and_compared_counts_no_more(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await ImportAsync(db, "products", "done", 150, 150);
        await ImportAsync(db, "stock", "failed", 60, 90, "UNINSTALLED");
        await ImportAsync(db, "customers", "done", 5, 10);
        await db.AddAsync("reconciles", new { Resource = "products", RanAt = TestClock.Start, Mended = 2L, CountedOurs = 9L, CountedShopify = 8L });
        await db.AddAsync("reconciles", new { Resource = "customers", RanAt = TestClock.Start.AddDays(2), Mended = 1L, CountedAt = TestClock.Start, CountedOurs = 9L, CountedShopify = 8L });
        await db.ExecuteAsync("UPDATE shops SET installed_at = @At WHERE id = @ShopId", new { db.ShopId, At = TestClock.Start.AddDays(1) });

        var fresh = await new FreshnessStore(db.Database).FindAsync(db.ShopId, CancellationToken.None);

        var products = fresh.Resources.Single(one => one.Resource == FreshResource.Products);
        Assert.Equal((new ImportedShare { State = ImportState.Again }, null), (products.Import, products.Compared));
        Assert.Equal((1, null), fresh.Resources.Where(one => one.Resource == FreshResource.Customers).Select(one => (one.Compared!.Mended, one.Compared.Surplus)).Single());
        Assert.True(fresh.Import.IsUnderWay);

        await db.ExecuteAsync("UPDATE imports SET asked_at = @At, status = 'waiting' WHERE shop_id = @ShopId", new { db.ShopId, At = TestClock.Start.AddDays(1) });
        Assert.Equal(ImportState.Waiting, (await new FreshnessStore(db.Database).FindAsync(db.ShopId, CancellationToken.None)).Import.State);
    }

    [Fact]
    public void An_import_goes_on_while_anything_of_it_does_even_where_a_part_failed()
    {
        ImportedShare Of(params ImportState[] states) => ImportedShare.Of([.. states.Select(state => new ImportedShare { State = state })]);

        Assert.Equal(ImportState.Running, Of(ImportState.Failed, ImportState.Running).State);
        Assert.Equal(ImportState.Running, Of(ImportState.Done, ImportState.Waiting).State);
        Assert.Equal(ImportState.Waiting, Of(ImportState.Waiting, ImportState.Waiting).State);
        Assert.Equal(ImportState.Failed, Of(ImportState.Failed, ImportState.Done).State);
        Assert.Equal(ImportState.Done, Of(ImportState.Done, ImportState.Done).State);
        Assert.Equal(ImportState.Never, Of().State);
    }

    // SyncedShop's deliveries arrive a second after they happened.
    private static DateTimeOffset ArrivedAt(int minute) => SyncedShop.Noon.AddMinutes(minute).AddSeconds(1);

    private static Task ImportAsync(TestDatabase db, string resource, string status, long done, long? total, string? error = null) => db.AddAsync(
        "imports", new { Resource = resource, Status = status, RowsDone = done, RowsTotal = total, Error = error, AskedAt = TestClock.Start });
}
