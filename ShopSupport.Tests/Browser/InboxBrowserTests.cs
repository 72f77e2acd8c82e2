using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

public sealed class InboxBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    private static readonly LocatorAssertionsToContainTextOptions AtOnce = new() { Timeout = 1000 };

    [BrowserFact]
    public async Task A_click_opens_the_conversation_and_its_customer_beside_the_list()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"));

        await page.Locator("#rows .subject", new() { HasText = "配送について" }).ClickAsync();

        await Expect(page.Locator("#head h1")).ToHaveTextAsync("配送について");
        await Expect(page.Locator("#panel")).ToContainTextAsync("山田 太郎");
        await Expect(page.Locator("#rows a[aria-current]")).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(new Regex("/inbox/[0-9]+\\?view=waiting$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page).ToHaveTitleAsync(new Regex("配送について", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/inbox$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator("#head h1")).ToHaveTextAsync("配送について");
        await CloseAsync(page);
    }

    [BrowserFact]
    public async Task Keys_move_open_reply_and_note()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"));

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#head h1")).ToHaveTextAsync("破損について");
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "メモ" })).ToBeCheckedAsync();
        await page.Keyboard.TypeAsync("jkrn");
        await Expect(page.Locator("#text")).ToHaveValueAsync("jkrn");
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator("#thread .msg.note")).ToContainTextAsync("jkrn");
        await Expect(page.Locator("#composer [role=status]")).ToContainTextAsync("メモを保存しました");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("r");
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "返信" })).ToBeCheckedAsync();
        await CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_double_click_saves_a_reply_once_and_shows_it()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}"));

        await page.FillAsync("#text", "承知しました。すぐにお調べします。");
        await page.Locator("#composer button").DblClickAsync();

        await Expect(page.Locator("#thread .msg.ours")).ToContainTextAsync("すぐにお調べします");
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
        await Expect(page.Locator("#composer [role=status]")).ToContainTextAsync("お客様への送信はまだです");
        Assert.Equal(1, await desk.Db.FindAsync<long>("SELECT COUNT(*) FROM messages WHERE kind = 'agent'"));
        await CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_conversion_of_kana_never_sends()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}"));
        var requests = 0;
        page.Request += (_, request) => requests += request.Method is "POST" ? 1 : 0;

        await page.FillAsync("#text", "しょうち");
        await page.EvaluateAsync("""
            () => {
              const text = document.getElementById('text');
              const press = init => text.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }));
              press({ isComposing: true });
              press({ isComposing: true, ctrlKey: true });
              press({ keyCode: 229, metaKey: true });
            }
            """);
        await page.FocusAsync("#text");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#text")).ToHaveValueAsync(new Regex("しょうち\n?", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Equal(0, requests);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#thread .msg.ours")).ToContainTextAsync("しょうち");
        Assert.Equal(1, requests);
        await CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_new_message_appears_by_itself_and_disturbs_nobody_who_writes()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}"));
        await page.EvaluateAsync("() => { window.stays = true; }");
        await page.FillAsync("#text", "書きかけの返信です");
        await page.EvaluateAsync("() => document.getElementById('text').setSelectionRange(3, 5)");

        await desk.SayAsync(new Said("配送について", new ChannelPerson(null, "taro@example.jp")).ByCustomer(100, "もう一つ質問があります"));

        await Expect(page.Locator("#thread")).ToContainTextAsync("もう一つ質問があります", AtOnce);
        await Expect(page.Locator("#rows")).ToContainTextAsync("もう一つ質問があります", AtOnce);
        await Expect(page.Locator("#text")).ToHaveValueAsync("書きかけの返信です");
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        Assert.Equal("3-5", await page.EvaluateAsync<string>("() => { const t = document.getElementById('text'); return t.selectionStart + '-' + t.selectionEnd; }"));
        Assert.True(await page.EvaluateAsync<bool>("() => window.stays"));
        await CloseAsync(page);
    }

    [BrowserFact]
    public async Task An_order_that_ships_shows_it_in_panel_and_thread_and_only_that_row_flashes()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}"));
        await Expect(page.Locator("#order-2")).ToContainTextAsync("未発送");
        await page.FillAsync("#stock-q", "青汁");
        await Expect(page.Locator("#stock-found")).ToContainTextAsync("1件見つかりました");

        await desk.ChangeAsync(
            "INSERT INTO fulfillments (shop_id, id, order_id, status, shipment_status, tracking_company, tracking_number, shipped_at, version, version_rank) VALUES (@ShopId, 99, 2, 'success', 'in_transit', 'ヤマト運輸', '777', @At, 1, 0)",
            new { desk.Db.ShopId, At = TestClock.Start },
            new ShopEvent { Kind = ShopEventKind.Customer, ShopifyCustomerId = new ShopifyCustomerId(900), SubjectId = 2 });

        await Expect(page.Locator("#order-2")).ToContainTextAsync("配送中", AtOnce);
        await Expect(page.Locator("#order-2.arrived")).ToHaveCountAsync(1);
        await Expect(page.Locator("#order-1.arrived")).ToHaveCountAsync(0);
        await Expect(page.Locator("#thread")).ToContainTextAsync("注文 #1002 が発送されました", AtOnce);
        await Expect(page.Locator("#stock-q")).ToHaveValueAsync("青汁");
        await Expect(page.Locator("#stock-found")).ToContainTextAsync("1件見つかりました");
        await CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_draft_waits_while_another_conversation_is_looked_at()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}"));

        await page.FillAsync("#text", "途中の文章");
        await page.Locator("#rows").GetByText("破損について").ClickAsync();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync("破損について");
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
        await page.Locator("#rows").GetByText("配送について").ClickAsync();

        await Expect(page.Locator("#text")).ToHaveValueAsync("途中の文章");
        await CloseAsync(page);
    }

    [BrowserFact]
    public async Task The_list_goes_on_while_it_is_scrolled()
    {
        await using var desk = await StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await desk.OpenAsync($"続き {i}", "taro@example.jp", "いつですか", 200 + i);
        }

        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox?view=all"));
        await Expect(page.Locator("#rows a.row")).ToHaveCountAsync(40);
        await page.Locator("#rows li.more").ScrollIntoViewIfNeededAsync();

        await Expect(page.Locator("#rows a.row")).ToHaveCountAsync(62);
        await Expect(page.Locator("#rows")).ToContainTextAsync("以上です");
        await CloseAsync(page);
    }

    [BrowserFact]
    public async Task The_language_is_switched_in_place()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}?view=all"));
        await Expect(page.Locator("#composer button")).ToContainTextAsync("返信を保存");

        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();

        await Expect(page.Locator("#composer button")).ToContainTextAsync("Save reply");
        await Expect(page.Locator("#head h1")).ToHaveTextAsync("配送について");
        await Expect(page.Locator("#views [aria-current=page]")).ToContainTextAsync("All");
        await page.GetByRole(AriaRole.Link, new() { Name = "日本語" }).ClickAsync();
        await Expect(page.Locator("#views [aria-current=page]")).ToContainTextAsync("すべて");
        await CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_telephone_shows_one_column_at_a_time()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"), 390, 844);
        await Expect(page.Locator("#conversation")).ToBeHiddenAsync();

        await page.Locator("#rows .subject", new() { HasText = "配送について" }).ClickAsync();
        await Expect(page.Locator("#text")).ToBeVisibleAsync();
        await Expect(page.Locator("#list")).ToBeHiddenAsync();
        await Expect(page.Locator("#panel")).ToBeHiddenAsync();
        await page.Locator(".to-panel").ClickAsync();
        await Expect(page.Locator("#panel")).ToBeVisibleAsync();
        await Expect(page.Locator("#conversation")).ToBeHiddenAsync();
        await page.Locator(".to-conversation").ClickAsync();
        await Expect(page.Locator("#text")).ToBeVisibleAsync();
        await page.Locator("[data-back]").ClickAsync();
        await Expect(page.Locator("#list")).ToBeVisibleAsync();
        await CloseAsync(page);
    }

    private static async Task<DeskHost> StartAsync()
    {
        var desk = await DeskHost.StartAsync();
        await PurchaseHistory.AddAsync(desk.Db);
        await desk.OpenAsync("配送について", "taro@example.jp", "荷物はいつ届きますか");
        await desk.OpenAsync("破損について", "taro@example.jp", "瓶が割れていました", 10);
        return desk;
    }

    private static Task<long> FirstAsync(DeskHost desk) => desk.Db.FindAsync<long>("SELECT MIN(id) FROM conversations");

    private async Task CloseAsync(IPage page)
    {
        await page.Context.CloseAsync();
        Assert.Empty(browser.Complaints);
    }
}
