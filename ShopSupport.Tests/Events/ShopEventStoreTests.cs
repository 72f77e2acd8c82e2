using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Events;

public sealed class ShopEventStoreTests
{
    [OnEachEngine]
    public async Task The_newest_numbers_of_many_shops_come_together(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var (busy, quiet) = (await db.AddShopAsync(), await db.AddShopAsync());
        await AddAsync(db, busy, 5);
        await AddAsync(db, db.ShopId, 2);
        var store = new ShopEventStore(db.Database);

        var numbers = await store.LastNumbersAsync([quiet, busy, db.ShopId, new ShopId(-1)], CancellationToken.None);

        Assert.Equal(new Dictionary<ShopId, long> { [quiet] = 0, [busy] = 5, [db.ShopId] = 2 }, numbers);
        Assert.Empty(await store.LastNumbersAsync([], CancellationToken.None));
    }

    [OnEachEngine]
    public async Task More_shops_than_a_statement_takes_parameters_are_asked_for_all_the_same(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await AddAsync(db, db.ShopId, 3);
        ShopId[] many = [.. Enumerable.Range(1, 40_000).Select(id => new ShopId(-id)), db.ShopId];

        var numbers = await new ShopEventStore(db.Database).LastNumbersAsync(many, CancellationToken.None);

        Assert.Equal(new Dictionary<ShopId, long> { [db.ShopId] = 3 }, numbers);
    }

    private static Task AddAsync(TestDatabase db, ShopId shop, int count) => db.Database.WriteAsync(
        transaction => ShopEventStore.AddAsync(
            transaction,
            shop,
            [.. Enumerable.Range(1, count).Select(id => new ShopEvent { Kind = ShopEventKind.Customer, ShopifyCustomerId = new ShopifyCustomerId(id) })],
            db.Clock.GetUtcNow(),
            CancellationToken.None),
        CancellationToken.None);
}
