using ShopSupport.Core.Inventory;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inventory;

public sealed class NamedProductsTests
{
    private static readonly string[] Titles =
    [
        "国産大麦若葉の青汁 30包", "飲むコラーゲン 雪肌 30包", "薬用美白クリーム 白花", "薬用ハンドクリーム", "Lavender Sleep Balm 50 ml", "Lavender Hand Cream", "Green Tea 20 bags",
    ];

    [Theory]
    [InlineData("飲むコラーゲンはありますか", "飲むコラーゲン 雪肌 30包")]
    [InlineData("大麦若葉の入荷はいつですか", "国産大麦若葉の青汁 30包")]
    [InlineData("ﾊﾝﾄﾞｸﾘｰﾑの在庫", "薬用ハンドクリーム")]
    [InlineData("Is the LAVENDER sleep balm back in stock?", "Lavender Sleep Balm 50 ml")]
    [InlineData("Do you have anything with lavender?", "Lavender Sleep Balm 50 ml|Lavender Hand Cream")]
    [InlineData("在庫を教えてください", "")]
    [InlineData("Is it in stock?", "")]
    [InlineData("", "")]
    public void A_text_names_the_products_whose_titles_share_most_with_it(string text, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), NamedProducts.In(text, TitlesOf(Titles)).Select(id => Titles[id]), StringComparer.Ordinal);

    [Fact]
    public void A_word_that_fits_too_many_products_names_none() =>
        Assert.Empty(NamedProducts.In("コラーゲンはありますか", TitlesOf([.. Enumerable.Range(0, 4).Select(i => $"コラーゲン {i}")])));

    [OnEachEngine]
    public async Task The_titles_of_a_shop_are_read_once_a_minute(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.AddAsync("products", new { Id = 50L, Title = "飲むコラーゲン", IsDeleted = false, Version = 1L, VersionRank = 0L });
        await db.AddAsync("products", new { Id = 51L, Title = "飲むヨーグルト", IsDeleted = true, Version = 1L, VersionRank = 0L });
        var products = new NamedProducts(db.Database, db.Clock);
        Task<IReadOnlyList<long>> FindAsync(string text) => products.FindAsync(db.ShopId, text, default);

        Assert.Equal([50L], await FindAsync("コラーゲンの在庫"));
        Assert.Empty(await FindAsync("ヨーグルトの在庫"));
        await db.ExecuteAsync("UPDATE products SET is_deleted = 0 WHERE shop_id = @ShopId", new { db.ShopId });
        Assert.Empty(await FindAsync("ヨーグルトの在庫"));
        db.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([51L], await FindAsync("ヨーグルトの在庫"));
        Assert.Empty(await products.FindAsync(await db.AddShopAsync(), "ヨーグルトの在庫", default));
    }

    private static List<NamedProducts.Title> TitlesOf(string[] titles) => [.. titles.Select((title, i) => new NamedProducts.Title(i, SearchText.Fold(title)))];
}
