using System.Text.Json;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Inventory;

public sealed class StockStoreTests
{
    [OnEachEngine]
    public async Task Stock_is_what_active_connected_locations_have(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await PurchaseHistory.AddAsync(db);

        var item = Assert.Single(await new StockStore(db.Database).FindAsync(db.ShopId, [501, 501, 999], CancellationToken.None));

        Assert.Equal(7, item.Available);
        Assert.Equal([("大阪", 5L), ("東京", 2L)], item.Locations.Select(l => (l.Location, l.Available!.Value)).Order());
    }

    [OnEachEngine]
    public async Task A_search_finds_titles_and_numbers_that_hold_the_text(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await PurchaseHistory.AddAsync(db);
        await AddAsync(db, 60, 601, "青汁 1000", "AOX30");
        await AddAsync(db, 61, 611, "化粧水 [詰替]", "XAO_30");
        await AddAsync(db, 62, 621, "青汁 廃番", "OLD", deleted: true);

        Assert.Equal([501, 601], (await SearchAsync(db, "青汁")).Order());
        Assert.Equal([501], await SearchAsync(db, "100%"));
        Assert.Equal([501, 611], (await SearchAsync(db, "AO_3")).Order());
        Assert.Equal([611], await SearchAsync(db, "[詰替]"));
        Assert.Equal([611], await SearchAsync(db, "xao_3"));
        Assert.Empty(await SearchAsync(db, "!"));
        Assert.Empty(await SearchAsync(db, "  "));
        Assert.Single((await new StockStore(db.Database).SearchAsync(db.ShopId, "青汁", 1, CancellationToken.None)).Rows);
    }

    [OnEachEngine]
    public async Task Words_in_any_order_width_and_kana_find_titles_of_products_and_variants(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync("products/create", Product(1, "ケール青汁 まるごと", (11, "30包 約30日分", "AO-30"), (12, "90包 約90日分", "AO-90")));
        await shop.ApplyAsync("products/create", Product(2, "DHAコラーゲン", (21, "Default Title", "DC1")));

        foreach (var (question, found) in new (string, long[])[]
        {
            ("青汁 30包", [11]), ("30包 青汁", [11]), ("ケール青汁 まるごと 30包", [11]), ("約90日分", [12]), ("けーる", [11, 12]), ("ｹｰﾙ　ａｏ－９０", [12]),
            ("ＤＨＡ", [21]), ("ｺﾗｰｹﾞﾝ", [21]), ("こらーげん", [21]), ("あおじる", []), ("青汁 コラーゲン", []),
        })
        {
            Assert.Equal(found, (await SearchAsync(shop.Db, question)).Order());
        }
    }

    [OnEachEngine]
    public async Task More_than_are_shown_are_counted_up_to_a_hundred(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        for (var i = 0; i < 130; i++)
        {
            await AddAsync(db, 60 + i, 600 + i, i < 20 ? "茶" : "水", null);
        }

        var (some, many) = (await FoundAsync("茶"), await FoundAsync("水"));

        Assert.Equal((12, 20, false), (some.Rows.Count, some.Count, some.IsCapped));
        Assert.Equal((12, 100, true), (many.Rows.Count, many.Count, many.IsCapped));

        Task<Found<StockItem>> FoundAsync(string question) => new StockStore(db.Database).SearchAsync(db.ShopId, question, 12, CancellationToken.None);
    }

    [OnEachEngine]
    public async Task Titles_stand_in_the_order_of_their_signs_on_both_engines(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        string[] titles = ["Zen 茶", "apple 茶", "äpple 茶", "ァ 茶", "あ 茶", "ア 茶"];
        for (var i = 0; i < titles.Length; i++)
        {
            await AddAsync(db, 60 + i, 600 + i, titles[i], null);
        }

        var found = await new StockStore(db.Database).SearchAsync(db.ShopId, "茶", 9, CancellationToken.None);

        Assert.Equal(titles.Order(StringComparer.Ordinal), found.Rows.Select(item => item.Title), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("50%_[a]!", "50!%!_[a]!!", "50[%][_][[]a]!")]
    [InlineData("青汁", "青汁", "青汁")]
    public async Task What_a_pattern_would_read_as_a_sign_of_its_own_is_marked_in_each_engines_way(string text, string sqlite, string sqlServer)
    {
        await using var file = new Database(DatabaseProvider.Sqlite, "Data Source=:memory:");
        await using var server = new Database(DatabaseProvider.SqlServer, "Server=x");

        Assert.Equal((sqlite, sqlServer), (LikePattern.Of(text, file), LikePattern.Of(text, server)));
    }

    [OnEachEngine]
    public async Task What_is_not_counted_is_always_to_be_had(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await AddAsync(db, 60, 601, "ギフト券", null);
        await db.AddAsync("inventory_items", new { Id = 6010L, IsTracked = false, IsDeleted = false, Version = 1L, VersionRank = 0L });

        var item = Assert.Single(await new StockStore(db.Database).FindAsync(db.ShopId, [601], CancellationToken.None));

        Assert.Equal((false, false, null), (item.IsTracked, item.IsLow, item.Available));
    }

    [OnEachEngine]
    public async Task Best_sellers_are_the_ten_most_sold_of_the_period(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = new PurchaseHistory(db, null);
        await history.AddOrderAsync(1, 1000, day: 2);
        await history.AddOrderAsync(2, 1000, day: 40);
        await history.AddOrderAsync(3, 1000, day: 2, cancelled: true);
        for (var i = 1; i <= 12; i++)
        {
            await AddAsync(db, i, 100 + i, $"品 {i}", null);
            await history.AddLineAsync(1, i, $"品 {i}", 100 + i, quantity: i);
        }

        await history.AddLineAsync(2, 50, "品 1", 101, quantity: 99);
        await history.AddLineAsync(3, 51, "品 2", 102, quantity: 99);
        var store = new BestSellerStore(db.Database, db.Clock);
        await store.RefreshAsync(db.ShopId, TestClock.Start.AddDays(-30), CancellationToken.None);
        await store.RefreshAsync(db.ShopId, TestClock.Start.AddDays(-30), CancellationToken.None);

        var items = await new StockStore(db.Database).FindAsync(db.ShopId, [.. Enumerable.Range(101, 12).Select(i => (long)i)], CancellationToken.None);

        Assert.Equal(Enumerable.Range(103, 10).Select(i => (long)i), items.Where(i => i.IsBestSeller).Select(i => i.VariantId));
    }

    private static async Task<IEnumerable<long>> SearchAsync(TestDatabase db, string text) =>
        (await new StockStore(db.Database).SearchAsync(db.ShopId, text, 10, CancellationToken.None)).Rows.Select(i => i.VariantId);

    private static string Product(long id, string title, params (long Id, string Title, string Sku)[] variants) => JsonSerializer.Serialize(new
    {
        id,
        title,
        updated_at = "2026-10-20T12:00:00Z",
        variants = variants.Select(v => new { id = v.Id, title = v.Title, sku = v.Sku, price = "1980" }),
    });

    private static async Task AddAsync(TestDatabase db, long product, long variant, string title, string? sku, bool deleted = false)
    {
        await db.AddAsync("products", new { Id = product, Title = title, IsDeleted = deleted, Version = 1L, VersionRank = 0L });
        await db.AddAsync("variants", new { Id = variant, ProductId = product, Position = 1, Sku = sku, InventoryItemId = variant * 10 });
    }
}
