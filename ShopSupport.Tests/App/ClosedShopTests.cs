using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Events;
using ShopSupport.Core.Shops;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

/// <summary>A shop for which nothing can be done now: its screens say so, and nothing is taken.</summary>
public sealed class ClosedShopTests
{
    [Theory]
    [InlineData("ja", null, "このショップからShopSupportがアンインストールされました。")]
    [InlineData("en", null, "ShopSupport was removed from this shop.")]
    [InlineData("ja", "frozen", "このショップはShopifyで一時停止されています。")]
    [InlineData("en", "frozen", "This shop is paused at Shopify.")]
    [InlineData("ja", "locked", "このショップはShopifyによってロックされています。")]
    [InlineData("en", "gone", "Shopify no longer knows this shop.")]
    public async Task Nothing_that_is_written_is_taken_and_the_strip_and_the_composer_say_why(string language, string? problem, string words)
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("配送", "taro@example.jp", "いつ届きますか");
        await CloseAsync(desk, problem);

        var strip = WebUtility.HtmlDecode((await desk.GetAsync($"/inbox/{id}?lang={language}")).Body);
        var (status, answer) = await desk.WriteAsync(id, "reply", "明日お届けします", "a reply");
        var (noted, _) = await desk.WriteAsync(id, "note", "常連", "a note");

        Assert.Contains($"data-closed role=\"status\">{words}", strip, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (status, noted));
        Assert.Contains($"<span class=\"wrong\">{words}", WebUtility.HtmlDecode(answer), StringComparison.Ordinal);
        Assert.Contains("明日お届けします</textarea>", WebUtility.HtmlDecode(answer), StringComparison.Ordinal);
        Assert.Equal(1, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM messages WHERE shop_id = @ShopId", new { desk.Db.ShopId }));
    }

    [Fact]
    public async Task A_shop_that_Shopify_did_not_answer_for_once_goes_on()
    {
        await using var desk = await DeskHost.StartAsync();
        var id = await desk.OpenAsync("配送", "taro@example.jp", "いつ届きますか");
        await CloseAsync(desk, "unavailable");

        Assert.DoesNotContain("data-closed", (await desk.GetAsync("/inbox")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await desk.WriteAsync(id, "reply", "明日お届けします", "a reply")).Status);
    }

    /// <summary>The app is taken out where no problem is named; open screens are told, as by the delivery that says so.</summary>
    internal static async Task CloseAsync(DeskHost desk, string? problem = null)
    {
        await desk.Services.GetRequiredService<ShopStore>().InstallAsync("demo-shop.myshopify.com", TestClock.Start.AddDays(-9), CancellationToken.None);
        await desk.Db.AddAsync("shop_access", new { RenewedAt = TestClock.Start.AddDays(-9), Scopes = "", Problem = problem });
        await desk.ChangeAsync(
            problem is null ? "INSERT INTO shop_uninstalls (shop_id, uninstalled_at, version, version_rank) VALUES (@ShopId, @At, 1, 0)" : "UPDATE shops SET domain = domain WHERE id = @ShopId",
            new { desk.Db.ShopId, At = TestClock.Start },
            new ShopEvent { Kind = ShopEventKind.Sync });
    }
}
