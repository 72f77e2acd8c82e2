using System.Net;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed class ImportStripTests
{
    [Theory]
    [InlineData("ja", "ショップの過去データを取り込んでいます 250 / 1,000件（25%）", "毎秒25件", "残り約30秒")]
    [InlineData("en", "Importing your shop's history: 250 of 1,000 (25%)", "25 a second", "about 30 s left")]
    public async Task The_strip_says_how_much_came_in_how_fast_and_how_long_it_will_take(string language, string progress, string rate, string left)
    {
        await using var desk = await DeskHost.StartAsync(language: language);
        await AddAsync(desk, "products", "done", rows: 50, total: 50);
        await AddAsync(desk, "orders", "reading", rows: 200, total: 950);
        await desk.Db.ExecuteAsync(
            "UPDATE imports SET started_at = @Start WHERE shop_id = @ShopId AND resource = 'orders'", new { desk.Db.ShopId, Start = desk.Db.Clock.GetUtcNow().AddSeconds(-8) });

        foreach (var path in new[] { "/inbox", "/inbox/import" })
        {
            var body = WebUtility.HtmlDecode((await desk.GetAsync(path)).Body);

            Assert.Contains(progress, body, StringComparison.Ordinal);
            Assert.Contains(rate, body, StringComparison.Ordinal);
            Assert.Contains(left, body, StringComparison.Ordinal);
            Assert.Contains("<progress value=\"0.25\"", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task While_Shopify_still_writes_its_files_nobody_is_told_a_share()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, "products", "reading", rows: 50, total: 50);
        await AddAsync(desk, "orders", "running", rows: 0, total: 10);

        var body = WebUtility.HtmlDecode((await desk.GetAsync("/inbox/import")).Body);

        Assert.Contains("Shopifyが過去データを準備しています", body, StringComparison.Ordinal);
        Assert.Contains("50件を取り込み済み", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_strip_closes_when_all_that_will_come_is_there()
    {
        await using var desk = await DeskHost.StartAsync();
        await AddAsync(desk, "products", "done", rows: 50, total: 50);
        await AddAsync(desk, "orders", "failed", rows: 3, total: 10);

        var body = (await desk.GetAsync("/inbox/import")).Body;

        Assert.Contains("data-over=\"2\" hidden", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<section", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_known_yet_may_be_found_while_the_history_comes_in()
    {
        await using var desk = await DeskHost.StartAsync();
        await desk.Db.ReceiveAsync(new Said("t", new ChannelPerson("花子", Email: "hanako@example.jp")).ByCustomer(1));
        var id = await desk.Db.FindAsync<long>("SELECT MIN(id) FROM conversations WHERE shop_id = @ShopId", new { desk.Db.ShopId });

        Assert.Contains("お客様を特定できません", WebUtility.HtmlDecode((await desk.GetAsync($"/inbox/{id}")).Body), StringComparison.Ordinal);
        await AddAsync(desk, "customers", "running", rows: 0, total: 10);
        Assert.Contains("お客様を確認しています", WebUtility.HtmlDecode((await desk.GetAsync($"/inbox/{id}")).Body), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_screen_hears_how_far_the_import_is()
    {
        var screen = ShopSupport.App.Live.OnScreen.Parse("customer:1")!;

        Assert.NotNull(screen.PlaceOf(new ShopEvent { Kind = ShopEventKind.Import }));
    }

    private static Task AddAsync(DeskHost desk, string resource, string status, long rows, long total) => desk.Db.AddAsync(
        "imports", new { Resource = resource, Status = status, RowsDone = rows, RowsTotal = total, AskedAt = TestClock.Start });
}
