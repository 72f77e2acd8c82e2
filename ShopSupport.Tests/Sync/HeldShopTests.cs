using ShopSupport.Core;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Queue;
using static ShopSupport.Tests.Sync.Payloads;

namespace ShopSupport.Tests.Sync;

/// <summary>Two consumers on one server; SQLite has one writer at a time anyway.</summary>
[NeedsSqlServer]
public sealed class HeldShopTests
{
    [ContractFact]
    public async Task A_shop_that_another_consumer_is_writing_waits_and_the_others_go_on()
    {
        await using var shop = await SyncedShop.OpenAsync(DatabaseProvider.SqlServer);
        var db = shop.Db;
        var other = await db.AddShopAsync();
        var otherDomain = (await db.FindAsync<string>("SELECT domain FROM shops WHERE id = @other", new { other }))!;
        var applier = new DeliveryApplier(db.Database, SyncCatalogue.Of(new ShopStore(db.Database, db.Clock).FindOrAddAsync), db.Clock);
        var held = shop.Message(shop.Delivery("orders/create", Order()));
        var free = shop.Message(shop.Delivery("orders/create", Order()) with { ShopDomain = otherDomain });

        await db.Database.WriteAsync(
            async transaction =>
            {
                Assert.Empty(await DeliveryLog.LockAsync(transaction, [db.ShopId], default));

                Assert.Equal(held.MessageId, Assert.Single(await applier.ApplyAsync([held, free], default)).MessageId);
                Assert.False(await applier.ParkAsync(held, new DeliveryProblem(ProblemKind.Failed), default));
            },
            default);

        Assert.Equal(1, await db.FindAsync<int>("SELECT COUNT(*) FROM orders WHERE shop_id = @other", new { other }));
        Assert.Equal(0, await shop.CountAsync("deliveries"));
        Assert.Empty(await applier.ApplyAsync([held], default));
        Assert.Equal(1, await shop.CountAsync("orders"));
    }
}
