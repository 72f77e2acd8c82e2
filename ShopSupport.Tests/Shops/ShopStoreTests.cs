using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Shops;

public sealed class ShopStoreTests
{
    [OnEachEngine]
    public async Task A_shop_is_made_once_however_often_it_is_asked_for(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var domain = $"twice-{db.ShopId}.myshopify.com";

        var first = await new ShopStore(db.Database, db.Clock).FindOrAddAsync(domain, CancellationToken.None);
        var second = await new ShopStore(db.Database, db.Clock).FindOrAddAsync(domain, CancellationToken.None);

        Assert.Equal(first, second);
        Assert.Equal(1, await db.FindAsync<int>("SELECT COUNT(*) FROM shops WHERE domain = @domain", new { domain }));
    }
}
