using ShopSupport.Core.Channels;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Insights;

public sealed class ConnectionTests
{
    private static readonly DateTimeOffset Installed = TestClock.Start.AddDays(-3);

    [OnEachEngine]
    public async Task What_keeps_a_shop_from_being_spoken_to_is_said(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        Assert.Equal(ConnectionState.Never, await StateAsync(db));

        await db.ExecuteAsync("UPDATE shops SET installed_at = @Installed WHERE id = @ShopId", new { Installed, db.ShopId });
        await db.AddAsync("shop_access", new { RenewedAt = Installed });
        Assert.Equal(ConnectionState.Connected, await StateAsync(db));

        foreach (var (problem, state) in new[]
        {
            ("needs_reauth", ConnectionState.NeedsReconnect), ("frozen", ConnectionState.Frozen), ("locked", ConnectionState.Locked),
            ("gone", ConnectionState.Gone), ("forbidden", ConnectionState.Refused), ("unavailable", ConnectionState.Unavailable),
        })
        {
            await db.ExecuteAsync("UPDATE shop_access SET problem = @problem WHERE shop_id = @ShopId", new { problem, db.ShopId });
            Assert.Equal(state, await StateAsync(db));
        }

        await db.AddAsync("shop_uninstalls", new { UninstalledAt = Installed.AddDays(1), Version = 1L, VersionRank = 0L });
        Assert.Equal(ConnectionState.Uninstalled, await StateAsync(db));

        await db.ExecuteAsync("UPDATE shops SET installed_at = @Again WHERE id = @ShopId", new { Again = Installed.AddDays(2), db.ShopId });
        await db.ExecuteAsync("UPDATE shop_access SET problem = NULL WHERE shop_id = @ShopId", new { db.ShopId });
        Assert.Equal(ConnectionState.Connected, await StateAsync(db));
    }

    [OnEachEngine]
    public async Task Of_what_is_granted_the_later_word_counts(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var store = new ConnectionStore(db.Database);
        await db.AddAsync("shop_access", new { RenewedAt = Installed, Scopes = "read_orders" });
        Assert.Equal("read_orders", (await store.FindAsync(db.ShopId, CancellationToken.None)).Granted);

        await db.AddAsync("shop_scopes", new { Scopes = "read_all_orders,read_orders", Version = Installed.AddHours(1).ToUnixTimeMilliseconds(), VersionRank = 0L });
        Assert.Equal("read_all_orders,read_orders", (await store.FindAsync(db.ShopId, CancellationToken.None)).Granted);

        await db.ExecuteAsync("UPDATE shop_access SET renewed_at = @Later WHERE shop_id = @ShopId", new { Later = Installed.AddHours(2), db.ShopId });
        Assert.Equal("read_orders", (await store.FindAsync(db.ShopId, CancellationToken.None)).Granted);
    }

    [OnEachEngine]
    public async Task A_channel_that_brought_anything_tells_when_it_was_last_written_in(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var store = new ConnectionStore(db.Database);
        Assert.Empty(await store.ListChannelsAsync(db.ShopId, CancellationToken.None));

        await db.ReceiveAsync(
            new Said("a", new ChannelPerson("a", "a@example.jp")).ByCustomer(1), new Said("b", new ChannelPerson("b", "b@example.jp")).ByCustomer(5),
            new Said("c", new ChannelPerson("c", Handle: "U1"), Channel.Line).ByCustomer(3), new Said("c", new ChannelPerson("c", Handle: "U1"), Channel.Line).ByAgent(4));

        Assert.Equal([(Channel.Mail, Said.At(5)), (Channel.Line, Said.At(4))], await store.ListChannelsAsync(db.ShopId, CancellationToken.None));
        Assert.Empty(await store.ListChannelsAsync(await db.AddShopAsync(), CancellationToken.None));
    }

    private static async Task<ConnectionState> StateAsync(TestDatabase db) => (await new ConnectionStore(db.Database).FindAsync(db.ShopId, CancellationToken.None)).State;
}
