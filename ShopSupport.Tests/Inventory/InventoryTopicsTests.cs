using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;
using static ShopSupport.Tests.Sync.SyncedShop;

namespace ShopSupport.Tests.Inventory;

public sealed class InventoryTopicsTests
{
    [OnEachEngine]
    public async Task A_product_becomes_its_row_and_its_variants(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("products/create", Product());

        Assert.Equal(
            (ProductId, "青汁", "aojiru", "active", "緑,粉末", "https://cdn.example/a.png"),
            await shop.FindAsync<(long, string, string, string, string, string)>("id, title, handle, status, tags, image_url", "products"));
        Assert.Equal(
            (ProductId, 2, "2箱", "AO-2", "1980", ItemId + 2),
            await shop.FindAsync<(long, int, string, string, string, long)>("product_id, position, title, sku, price, inventory_item_id", "variants", $"id = {ProductId + 2}"));
    }

    [OnEachEngine]
    public async Task A_newer_product_drops_the_variants_it_no_longer_names(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("products/update", Product(minute: 2, variants: 3), 2);
        await shop.ApplyAsync("products/update", Product(minute: 5, variants: 1, title: "青汁プラス"), 5);
        await shop.ApplyAsync("products/update", Product(minute: 3, variants: 2), 3);

        Assert.Equal("青汁プラス", await shop.FindAsync<string>("title", "products"));
        Assert.Equal((1, ProductId + 1), await shop.FindAsync<(int, long)>("COUNT(*), MIN(id)", "variants"));
    }

    [OnEachEngine]
    public async Task Variants_beyond_the_body_are_to_be_fetched_and_known_ones_stay(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        await shop.ApplyAsync("products/create", Product(variants: 3));

        await shop.ApplyAsync("products/update", Product(minute: 1, variants: 100, gids: 140), 1);

        Assert.Equal(100, await shop.CountAsync("variants"));
        Assert.Equal(("product", ProductId), await shop.FindAsync<(string, long)>("resource, resource_id", "fetch_requests"));
        Assert.Equal("40 variants were not in the body.", await shop.FindAsync<string>("reason", "fetch_requests"));

        await shop.ApplyAsync("products/update", Product(minute: 2, variants: 2, gids: 100), 2);

        Assert.Equal(100, await shop.CountAsync("variants"));
    }

    [OnEachEngine]
    public async Task A_deleted_product_item_or_location_stays_deleted(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        await shop.ApplyAsync("products/create", Product());

        await shop.ApplyAsync("products/delete", Gone(ProductId), 1);
        await shop.ApplyAsync("inventory_items/delete", Gone(ItemId), 1);
        await shop.ApplyAsync("locations/delete", Gone(LocationId), 1);
        await shop.ApplyAsync("products/update", Product(minute: 9), 9);
        await shop.ApplyAsync("inventory_items/update", Item(9), 9);
        await shop.ApplyAsync("locations/update", Location(9), 9);

        foreach (var table in new[] { "products", "inventory_items", "locations" })
        {
            Assert.True(await shop.FindAsync<bool>("is_deleted", table), table);
        }

        Assert.Equal(0, await shop.CountAsync("variants"));
    }

    [OnEachEngine]
    public async Task Stock_is_what_was_counted_last(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("inventory_levels/update", Level(7, 20), 20);
        await shop.ApplyAsync("inventory_levels/connect", Level(0, 10), 10);
        Assert.Equal((7L, true), await shop.FindAsync<(long, bool)>("available, is_connected", "inventory_levels"));

        await shop.ApplyAsync("inventory_levels/disconnect", $$"""{"inventory_item_id":{{ItemId}},"location_id":{{LocationId}}}""", 30);
        await shop.ApplyAsync("inventory_levels/update", Level(9, 25), 25);
        Assert.Equal((null, false), await shop.FindAsync<(long?, bool)>("available, is_connected", "inventory_levels"));

        await shop.ApplyAsync("inventory_levels/connect", Level(-3, 40), 40);
        Assert.Equal((-3L, true), await shop.FindAsync<(long, bool)>("available, is_connected", "inventory_levels"));
    }

    [OnEachEngine]
    public async Task Locations_and_items_keep_their_newest_state(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("locations/deactivate", Location(8, "false"), 8);
        await shop.ApplyAsync("locations/create", Location(), 0);
        await shop.ApplyAsync("inventory_items/update", Item(8, "false"), 8);
        await shop.ApplyAsync("inventory_items/create", Item(), 0);

        Assert.Equal((LocationId, "川崎倉庫", "川崎市", false), await shop.FindAsync<(long, string, string, bool)>("id, name, city, is_active", "locations"));
        Assert.Equal((ItemId, "AO-30", false), await shop.FindAsync<(long, string, bool)>("id, sku, is_tracked", "inventory_items"));

        await shop.ApplyAsync("locations/activate", Location(9), 9);
        Assert.True(await shop.FindAsync<bool>("is_active", "locations"));
    }
}
