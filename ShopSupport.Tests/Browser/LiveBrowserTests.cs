using ShopSupport.Core.Events;
using ShopSupport.Core.Values;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>A screen follows what happens, and says so when it cannot.</summary>
public sealed class LiveBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task A_new_message_appears_by_itself_and_disturbs_nobody_who_writes()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await page.EvaluateAsync("() => { window.stays = true; }");
        await page.FillAsync("#text", "書きかけの返信です");
        await page.EvaluateAsync("() => document.getElementById('text').setSelectionRange(3, 5)");

        await LiveDesk.SayAsync(desk, LiveDesk.Delivery, "もう一つ質問があります");

        await Expect(page.Locator("#thread")).ToContainTextAsync("もう一つ質問があります");
        await Expect(page.Locator("#rows")).ToContainTextAsync("もう一つ質問があります");
        await Expect(page.Locator("#text")).ToHaveValueAsync("書きかけの返信です");
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        Assert.Equal("3-5", await page.EvaluateAsync<string>("() => { const t = document.getElementById('text'); return t.selectionStart + '-' + t.selectionEnd; }"));
        Assert.True(await page.EvaluateAsync<bool>("() => window.stays"));
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task An_order_that_ships_shows_it_in_panel_and_thread_and_only_that_row_flashes()
    {
        await using var desk = await LiveDesk.StartAsync();
        // The mark goes when its animation ends: it is kept here, however long the test takes to look.
        var page = await browser.OpenAsync(
            await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery), script: "addEventListener('animationend', event => event.stopPropagation(), true);");
        await Expect(page.Locator("#order-2")).ToContainTextAsync("未発送");
        await page.FillAsync("#stock-q", "青汁");
        await Expect(page.Locator("#stock-found")).ToContainTextAsync("1件見つかりました");

        await LiveDesk.ShipAsync(desk, 2);

        await Expect(page.Locator("#order-2")).ToContainTextAsync("配送中");
        await Expect(page.Locator("#order-2.arrived")).ToHaveCountAsync(1);
        await Expect(page.Locator("#order-1.arrived")).ToHaveCountAsync(0);
        await Expect(page.Locator("#thread")).ToContainTextAsync("注文 #1002 が発送されました");
        await Expect(page.Locator("#stock-q")).ToHaveValueAsync("青汁");
        await Expect(page.Locator("#stock-found")).ToContainTextAsync("1件見つかりました");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task The_customer_of_a_conversation_opened_later_is_followed_too()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await page.Locator("#rows .subject", new() { HasText = LiveDesk.Hanako }).ClickAsync();
        await Expect(page.Locator("#order-7")).ToContainTextAsync("未発送");

        await LiveDesk.ShipAsync(desk, 7);

        await Expect(page.Locator("#order-7")).ToContainTextAsync("配送中");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task What_happens_while_a_conversation_is_on_its_way_to_the_screen_is_not_missed()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await page.RouteAsync($"**/inbox/{await LiveDesk.IdOfAsync(desk, LiveDesk.Hanako)}?view=waiting", async route =>
        {
            var old = await route.FetchAsync();
            await LiveDesk.ShipAsync(desk, 7);
            // The stream, which does not carry her yet, is past it now.
            await LiveDesk.SayAsync(desk, LiveDesk.Broken, "もう一つ質問があります");
            await Expect(page.Locator("#rows")).ToContainTextAsync("もう一つ質問があります");
            await route.FulfillAsync(new() { Response = old });
        });

        await page.Locator("#rows .subject", new() { HasText = LiveDesk.Hanako }).ClickAsync();

        await Expect(page.Locator("#order-7")).ToContainTextAsync("配送中");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task Stock_that_the_panel_shows_is_followed()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await Expect(page.Locator("#stock-501")).ToContainTextAsync("7");

        await desk.ChangeAsync(
            "UPDATE inventory_levels SET available = 44 WHERE shop_id = @ShopId AND inventory_item_id = 5010",
            new { desk.Db.ShopId },
            new ShopEvent { Kind = ShopEventKind.Stock, SubjectId = 5010 });

        await Expect(page.Locator("#stock-501")).ToContainTextAsync("44");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task What_could_not_be_fetched_is_fetched_again()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        var tries = 0;
        await page.RouteAsync("**/inbox/list**", route => ++tries switch
        {
            1 => route.AbortAsync("connectionrefused"),
            2 => route.FulfillAsync(new() { Status = 503, Body = "" }),
            _ => route.ContinueAsync(),
        });

        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");

        await Expect(page.Locator("#rows")).ToContainTextAsync("赤い箱のものです");
        await browser.CloseAsync(page, "net::ERR_CONNECTION_REFUSED", "htmx:error", "503 ");
    }

    [BrowserFact]
    public async Task The_state_of_the_synchronisation_is_followed()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/sync"));
        await Expect(page.Locator(".tile b").Nth(1)).ToHaveTextAsync("0");

        await desk.ChangeAsync(
            "INSERT INTO delivery_totals (shop_id, topic, outcome, total) VALUES (@ShopId, 'orders/create', 'applied', 4321)",
            new { desk.Db.ShopId },
            new ShopEvent { Kind = ShopEventKind.Customer, ShopifyCustomerId = new ShopifyCustomerId(1) });

        await Expect(page.Locator(".tile b").Nth(1)).ToHaveTextAsync("4,321");
        await browser.CloseAsync(page);
    }
}
