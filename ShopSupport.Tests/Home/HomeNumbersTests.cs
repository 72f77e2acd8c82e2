using ShopSupport.Core.Shopify;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Home;

/// <summary>What the home page says of its numbers, in both languages.</summary>
public sealed class HomeNumbersTests
{
    [Theory]
    [InlineData("ja", "取り込みを再開します", "取り込み後に照合")]
    [InlineData("en", "Starts again soon", "After the import")]
    public async Task After_the_app_came_back_nothing_is_called_good_before_it_has_come_in_again(string language, string again, string compared)
    {
        await using var desk = await DeskHost.StartAsync(language: language);
        await ImportAsync(desk, "customers", "done", 18204, 18204);
        await ImportAsync(desk, "orders", "failed", 620, 1000, error: "UNINSTALLED");
        await desk.Db.AddAsync("reconciles", new { Resource = "customers", RanAt = TestClock.Start, Mended = 0L });
        await InstallAsync(desk, TestClock.Start.AddMinutes(1));

        var page = await ReadAsync(desk, language);

        foreach (var resource in new[] { "customers", "orders" })
        {
            Assert.Contains($"<span class=\"mark-of info\">{again}</span>", Row(page, resource), StringComparison.Ordinal);
            Assert.Contains(compared, Row(page, resource), StringComparison.Ordinal);
        }

        Assert.Contains("id=\"card-import\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("mark-of good", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja", "商品 318件・在庫 96件・場所 1件", "1種類を受信済み（66種類に対応）", "取り込んだ過去の会話は含みません")]
    [InlineData("en", "318 products · 96 stock items · 1 location", "1 kind of notification received (66 supported)", "imported history is not counted")]
    public async Task What_is_counted_is_said_of_each_number(string language, string goods, string kinds, string replies)
    {
        await using var desk = await DeskHost.StartAsync(language: language);
        await ImportAsync(desk, "products", "done", 318, 318);
        await ImportAsync(desk, "stock", "done", 96, 96);
        await ImportAsync(desk, "locations", "done", 1, 1);
        await desk.Db.AddAsync("delivery_totals", new { Topic = "orders/create", Outcome = "applied", Total = 1L, LastAt = TestClock.Start });

        var page = await ReadAsync(desk, language);

        Assert.Contains(goods, Row(page, "products"), StringComparison.Ordinal);
        Assert.Contains(kinds, page, StringComparison.Ordinal);
        Assert.Contains(replies, page, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(DeskHost desk, string language) => (await desk.GetAsync($"/home?lang={language}")).Body;

    private static async Task InstallAsync(DeskHost desk, DateTimeOffset at)
    {
        await desk.Db.ExecuteAsync("UPDATE shops SET installed_at = @at WHERE id = @ShopId", new { desk.Db.ShopId, at });
        await desk.Db.AddAsync("shop_access", new { RenewedAt = at, Scopes = string.Join(',', Scopes.Required.Concat(Scopes.Useful)) });
    }

    private static Task ImportAsync(DeskHost desk, string resource, string status, long done, long? total, string? error = null) => desk.Db.AddAsync(
        "imports", new { Resource = resource, Status = status, RowsDone = done, RowsTotal = total, Error = error, AskedAt = TestClock.Start });

    private static string Row(string page, string resource) => page.Split($"id=\"fresh-{resource}\"")[1].Split("</tr>")[0];
}
