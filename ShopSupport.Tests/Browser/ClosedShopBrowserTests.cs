using System.Text.RegularExpressions;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.SignIn;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>Open pages say by themselves that the shop is shut or their agent let in no more.</summary>
public sealed partial class ClosedShopBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task Open_pages_say_that_the_app_was_taken_out_keep_what_is_written_and_open_again_with_it()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        var home = await browser.OpenAsync(new Uri(desk.Address, "/home?lang=ja"));
        await page.FillAsync("#text", "書きかけの返信です");
        await LiveDesk.UntilOpenAsync(desk, 2);

        await ClosedShopTests.CloseAsync(desk);

        await Expect(page.Locator("#import")).ToContainTextAsync("アンインストールされました");
        await Expect(page.Locator("#composer .primary")).ToBeHiddenAsync();
        await Expect(home.Locator("#home-head")).ToContainTextAsync("アンインストール済み");
        await page.FocusAsync("#text");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#composer-hint .wrong")).ToContainTextAsync("アンインストールされました");
        await Expect(page.Locator("#text")).ToHaveValueAsync("書きかけの返信です");

        await desk.ChangeAsync("DELETE FROM shop_uninstalls WHERE shop_id = @ShopId", new { desk.Db.ShopId }, new ShopEvent { Kind = ShopEventKind.Sync });
        await Expect(page.Locator("#import")).ToBeHiddenAsync();
        await Expect(page.Locator("#composer .primary")).ToBeVisibleAsync();
        await Expect(home.Locator("#home-head")).ToContainTextAsync("Shopifyに接続中");
        await browser.CloseAsync(page, "409 ");
        await browser.CloseAsync(home);
    }

    [BrowserFact]
    public async Task In_the_frame_of_an_admin_that_gives_no_tokens_any_more_they_say_so_too()
    {
        await using var admin = await StubAdmin.StartAsync();
        await using var desk = await AdminDesk.OpenAsync(admin: admin.Address);
        admin.Desk = new Uri(desk.Host.Address, $"/home?shop={IdTokens.Shop}&embedded=1&locale=ja");
        var page = await browser.OpenAsync(admin.Address);
        var home = page.Frame("desk")!;
        await Expect(home.Locator("#home-head")).ToContainTextAsync("Shopifyに接続中");
        await LiveDesk.UntilOpenAsync(desk.Host, 1);
        await home.EvaluateAsync("() => { window.fetch = () => Promise.reject(new Error('The admin gives no token.')); }");

        await desk.UninstallAsync(desk.Clock.GetUtcNow().AddMinutes(1));
        var shop = await desk.FindAsync<long>("SELECT id FROM shops WHERE domain = @Shop");
        await desk.Host.Db.Database.WriteAsync(
            transaction => ShopEventStore.AddAsync(transaction, new ShopId(shop), [new ShopEvent { Kind = ShopEventKind.Sync }], desk.Clock.GetUtcNow(), CancellationToken.None), CancellationToken.None);

        await Expect(home.Locator("#state h1")).ToHaveTextAsync("このショップではShopSupportがアンインストールされています");
        await Expect(home.Locator("#lost")).ToBeHiddenAsync();
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task The_screen_of_an_agent_who_is_put_out_is_cleared_at_once()
    {
        await using var desk = await AdminDesk.OpenAsync();
        using var first = await desk.OpenFirstAsync();
        using var door = await PostAsync(desk, "/outside/door", ("open", "true"));
        using var invited = await PostAsync(desk, "/outside/invitations", ("name", "外注 太郎"));
        var link = new Uri(desk.Host.Address, Link().Match(await invited.Content.ReadAsStringAsync()).Value);
        var page = await browser.OpenAsync(link);
        await page.Locator("form button").ClickAsync();
        await Expect(page.Locator("#list")).ToBeVisibleAsync();
        await LiveDesk.UntilOpenAsync(desk.Host, 1);
        var tab = await browser.OpenTabAsync(page.Context, new Uri(desk.Host.Address, "/stock"));

        using var put = await PostAsync(desk, $"/outside/{await desk.FindAsync<long>("SELECT id FROM agents WHERE is_outside = 1")}/active", ("active", "false"));

        await Expect(page.Locator("h1")).ToHaveTextAsync("ショップがあなたのアクセスを終了しました");
        await Expect(page.Locator("#list")).ToHaveCountAsync(0);
        await tab.Locator("input[type=search]").FillAsync("青汁");
        await Expect(tab.Locator("h1")).ToHaveTextAsync("ショップがあなたのアクセスを終了しました");
        await browser.CloseAsync(tab, "403 ");
        await browser.CloseAsync(page, "403 ");
    }

    private static Task<HttpResponseMessage> PostAsync(AdminDesk desk, string path, (string Name, string Value) field) =>
        desk.FetchAsync(path, desk.Tokens.Make(), HttpMethod.Post, new FormUrlEncodedContent([new(field.Name, field.Value)]), language: "ja");

    [GeneratedRegex("/join/[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
