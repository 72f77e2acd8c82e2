using ShopSupport.Core.Events;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Home;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.SignIn;
using ShopSupport.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>The home page as a browser shows it: live, at every width, by keys, and in the admin's frame.</summary>
public sealed class HomeBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    private const string Navigate =
        "() => document.querySelector('s-app-nav s-link[href=\"/sync\"]').dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, cancelable: true }))";

    [BrowserFact]
    public async Task What_changes_in_the_shop_changes_on_the_cards()
    {
        await using var desk = await DeskHost.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/home?lang=ja"));
        await Expect(page.Locator("#figure-waiting b")).ToHaveTextAsync("0");
        await Patience.UntilAsync(() => desk.Streams.Open == 1, "the stream");

        await desk.OpenAsync("配送について", "taro@example.jp", "荷物はいつ届きますか");
        await Expect(page.Locator("#figure-waiting b")).ToHaveTextAsync("1");

        await FullHome.ParkAsync(desk, "w1", "#48190");
        await desk.ChangeAsync(
            "INSERT INTO delivery_totals (shop_id, topic, outcome, total) VALUES (@ShopId, 'orders/create', 'dead', 1)", new { desk.Db.ShopId },
            new ShopEvent { Kind = ShopEventKind.Sync });
        await Expect(page.Locator("#card-failures")).ToContainTextAsync("注文 #48190");
        await page.Locator("#card-failures .btn").ClickAsync();
        await Expect(page.Locator("#dead-w1")).ToBeVisibleAsync();
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task Nothing_is_wider_than_its_card_at_any_width_in_either_language()
    {
        await using var desk = await DeskHost.StartAsync();
        await FullHome.FillAsync(desk, "needs_reauth");
        var page = await browser.OpenAsync(new Uri(desk.Address, "/home"));
        foreach (var width in new[] { 1440, 1200, 960, 768, 390, 320 })
        {
            await page.SetViewportSizeAsync(width, 800);
            foreach (var path in new[] { "/home?lang=ja", "/home?lang=en", "/home/parcels?lang=en" })
            {
                await page.GotoAsync(new Uri(desk.Address, path).ToString());
                Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
                Assert.Equal(
                    "", await page.EvaluateAsync<string>("() => [...document.querySelectorAll('.card, .card td, .page-head')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.id || e.className).join(' ')"));
            }
        }

        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task The_first_steps_are_put_away_and_brought_back_by_keys_on_every_open_screen()
    {
        await using var desk = await DeskHost.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/home?lang=ja"));
        var other = await browser.OpenAsync(new Uri(desk.Address, "/home?lang=ja"));
        await Patience.UntilAsync(() => desk.Streams.Open == 2, "both streams");

        await page.Locator("#card-steps .away button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#card-steps")).ToHaveCountAsync(0);
        await Expect(other.Locator("#card-steps")).ToHaveCountAsync(0);

        await page.Locator("#home-more summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#card-steps")).ToBeVisibleAsync();
        await Expect(other.Locator("#card-steps")).ToBeVisibleAsync();
        await browser.CloseAsync(page);
        await browser.CloseAsync(other);
    }

    [BrowserFact]
    public async Task In_the_frame_the_admins_menu_leads_on_and_a_scope_is_asked_for()
    {
        await using var admin = await StubAdmin.StartAsync();
        await using var desk = await AdminDesk.OpenAsync(admin: admin.Address);
        admin.Desk = new Uri(desk.Host.Address, $"/?shop={IdTokens.Shop}&embedded=1&locale=ja");
        var page = await browser.OpenAsync(
            admin.Address, script: "window.asked = []; window.open = address => { window.asked.push(address); }; window.shopify = { scopes: { request: async scopes => { window.asked.push(...scopes); return { result: window.answer ?? 'declined-all' }; } } };");
        var frame = page.Frame("desk")!;
        await Expect(frame.Locator("#home-head")).ToContainTextAsync("Shopifyに接続中");
        await Expect(frame.Locator("s-app-nav")).ToBeHiddenAsync();

        // What an installation grants is asked for by Shopify when the app is opened anew.
        await frame.Locator("#card-scopes [data-reopen]").ClickAsync();
        await frame.Locator("#card-scopes [data-grant]").ClickAsync();
        await Expect(frame.Locator("#grant-says")).ToContainTextAsync("許可は追加されませんでした");
        await desk.Host.Db.ExecuteAsync(
            "UPDATE shop_access SET scopes = 'read_customer_merge,read_own_subscription_contracts,read_all_orders,' || scopes");
        await frame.EvaluateAsync("() => { window.answer = 'granted-all'; }");
        await frame.Locator("#card-scopes [data-grant]").ClickAsync();
        await Expect(frame.Locator("#card-scopes")).ToHaveCountAsync(0);
        Assert.Equal([$"shopify://admin/apps/{IdTokens.Key}", "read_all_orders", "read_all_orders"], await frame.EvaluateAsync<string[]>("() => window.asked"));

        await frame.EvaluateAsync(Navigate);
        await Expect(frame.Locator(".page-head h1")).ToHaveTextAsync("同期");
        await browser.CloseAsync(page);
    }
}
