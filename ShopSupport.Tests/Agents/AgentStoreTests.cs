using ShopSupport.Core.Agents;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Agents;

public sealed class AgentStoreTests
{
    [OnEachEngine]
    public async Task An_agent_is_made_once_and_keeps_the_name(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var store = new AgentStore(db.Database, db.Clock);

        var first = await store.FindOrAddAsync(db.ShopId, "sato", "佐藤", CancellationToken.None);
        var second = await store.FindOrAddAsync(db.ShopId, "sato", "別名", CancellationToken.None);

        Assert.Equal(first, second);
        Assert.Equal(1, await db.FindAsync<int>("SELECT COUNT(*) FROM agents WHERE shop_id = @ShopId", new { db.ShopId }));
        Assert.Equal("佐藤", await db.FindAsync<string>("SELECT name FROM agents WHERE shop_id = @ShopId", new { db.ShopId }));
    }
}
