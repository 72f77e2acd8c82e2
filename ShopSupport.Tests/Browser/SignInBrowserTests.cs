using Microsoft.Playwright;
using ShopSupport.Core.Agents;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.SignIn;
using ShopSupport.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>The desk in an admin's frame and at its own address, as a browser signs in there.</summary>
public sealed class SignInBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    private const string Subject = "配送について";

    [BrowserFact]
    public async Task In_the_frame_pages_parts_changes_and_the_live_stream_go_by_tokens_and_no_cookie()
    {
        await using var admin = await StubAdmin.StartAsync();
        await using var desk = await OpenAsync(admin.Address);
        admin.Desk = new Uri(desk.Host.Address, $"/inbox?shop={IdTokens.Shop}&embedded=1&locale=ja");
        var page = await browser.OpenAsync(admin.Address);
        var frame = page.FrameLocator("iframe");

        await frame.Locator("#rows .subject", new() { HasText = Subject }).ClickAsync();
        await Expect(frame.Locator("#head h1")).ToHaveTextAsync(Subject);
        await frame.Locator("#text").FillAsync("明日お届けします");
        await frame.Locator("#text").PressAsync("Control+Enter");
        await Expect(frame.Locator("#thread")).ToContainTextAsync("明日お届けします");
        await Patience.UntilAsync(() => desk.Host.Streams.Open == 1, "the stream");
        await desk.Host.OpenAsync("新しい質問", "hanako@example.jp", "在庫はありますか", 20);
        await Expect(frame.Locator("#rows .subject", new() { HasText = "新しい質問" })).ToBeVisibleAsync();

        await frame.Locator("#views .foot.wide a[data-language][lang=en]").ClickAsync();
        await Expect(frame.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await frame.Locator("#views .foot.wide a[href^='/sync']").ClickAsync();
        await Expect(frame.Locator(".page-head h1")).ToHaveTextAsync("Sync");
        await Expect(frame.Locator("html")).ToHaveAttributeAsync("lang", "en");

        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal(["offline", "online"], desk.Shopify.Grants, StringComparer.Ordinal);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task An_agent_from_outside_comes_by_a_link_writes_and_leaves()
    {
        await using var desk = await OpenAsync(admin: null);
        // The browser keeps a cookie by its own clock.
        desk.Clock.SetTo(TimeProvider.System.GetUtcNow());
        var page = await browser.OpenAsync(new Uri(desk.Host.Address, await InviteAsync(desk)));

        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("#rows .subject", new() { HasText = Subject }).ClickAsync();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(Subject);
        await page.FillAsync("#text", "下書き");
        await Patience.UntilAsync(async () => await desk.FindAsync<int>("SELECT COUNT(*) FROM drafts") == 1, () => "the draft");
        await page.FillAsync("#text", "明日お届けします");
        await page.PressAsync("#text", "Control+Enter");
        await Expect(page.Locator("#thread")).ToContainTextAsync("明日お届けします");
        Assert.Equal("外注 太郎", await desk.FindAsync<string>("SELECT a.name FROM messages m JOIN agents a ON a.id = m.agent_id WHERE m.body = '明日お届けします'"));

        await page.Locator("#views .foot.wide [data-leave] button").ClickAsync();
        await Expect(page.Locator(".error h1")).ToHaveTextAsync("サインアウトしました");
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => cookie.Name is "desk_outside");
        await browser.CloseAsync(page);
    }

    private static async Task<AdminDesk> OpenAsync(Uri? admin)
    {
        var desk = await AdminDesk.OpenAsync(admin: admin);
        await desk.Host.Db.ExecuteAsync("UPDATE shops SET domain = @Shop WHERE id = @ShopId", new { IdTokens.Shop, desk.Host.Db.ShopId });
        await desk.Host.OpenAsync(Subject, "taro@example.jp", "荷物はいつ届きますか");
        return desk;
    }

    private static async Task<string> InviteAsync(AdminDesk desk)
    {
        using var first = await desk.OpenFirstAsync();
        var outside = new OutsideAgents(desk.Host.Db.Database, desk.Clock);
        await outside.SetOpenAsync(desk.Host.Db.ShopId, default, isOpen: true, CancellationToken.None);
        return $"/join/{await outside.InviteAsync(desk.Host.Db.ShopId, new(1), "外注 太郎", CancellationToken.None)}";
    }
}
