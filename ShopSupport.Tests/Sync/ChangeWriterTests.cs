using System.Text;
using System.Text.Json;
using ShopSupport.Core;
using ShopSupport.Core.Orders;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;

namespace ShopSupport.Tests.Sync;

public sealed class ChangeWriterTests
{
    private static readonly Catalogue Catalogue = SyncCatalogue.Of((_, _) => Task.FromResult(default(ShopId)));

    [OnEachEngine]
    public async Task What_is_read_without_a_delivery_is_stored_with_its_version_and_told_to_no_screen(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);

        Assert.True(await ReadAsync(shop, Order(minute: 5, total: "500", lines: Line(1)), minute: 7));

        Assert.Equal(SyncedShop.Noon.AddMinutes(5).ToUnixTimeMilliseconds(), await shop.FindAsync<long>("version", "orders"));
        Assert.Equal((1, 1), (await shop.CountAsync("orders"), await shop.CountAsync("order_lines")));
        Assert.Equal((0, 0), (await shop.CountAsync("shop_events"), await shop.CountAsync("deliveries")));
    }

    [OnEachEngine]
    public async Task What_is_read_loses_to_a_newer_delivery_and_wins_over_an_older_one(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync("orders/updated", Order(minute: 5, total: "500"), 5);

        Assert.False(await ReadAsync(shop, Order(minute: 4, total: "400"), minute: 9));
        Assert.Equal(500, await shop.FindAsync<long>("total_minor", "orders"));

        Assert.True(await ReadAsync(shop, Order(minute: 6, total: "600"), minute: 9));
        Assert.Equal(600, await shop.FindAsync<long>("total_minor", "orders"));
        Assert.Equal(DeliveryOutcome.Stale, await shop.ApplyAsync("orders/updated", Order(minute: 5, total: "550"), 5));
    }

    // As an import brings an order in; true when it held something new.
    private static async Task<bool> ReadAsync(SyncedShop shop, string body, int minute)
    {
        using var document = JsonDocument.Parse(body);
        var changes = new Changes(Source.Read(SyncedShop.Noon.AddMinutes(minute), Encoding.UTF8.GetBytes(body)), shop.Db.ShopId);
        OrderTopics.Snapshot(new Payload(document.RootElement, ""), changes);
        return await shop.Db.Database.WriteAsync(
            async transaction =>
            {
                var batch = new Batch(transaction, 1, shop.Db.Clock.GetUtcNow());
                batch.Add(0, changes);
                await new ChangeWriter(Catalogue).WriteAsync(batch, isSilent: true, CancellationToken.None);
                return batch.IsApplied(0);
            },
            CancellationToken.None);
    }
}
