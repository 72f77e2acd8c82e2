using Microsoft.Playwright;
using ShopSupport.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

public sealed class InboxBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task A_click_opens_the_conversation_and_its_customer_beside_the_list()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"));

        await page.Locator("#rows .subject", new() { HasText = "配送について" }).ClickAsync();

        await Expect(page.Locator("#head h1")).ToHaveTextAsync("配送について");
        await Expect(page.Locator("#panel")).ToContainTextAsync("山田 太郎");
        await Expect(page.Locator("#rows a[aria-current]")).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}?view=waiting").ToString());
        await page.WaitForFunctionAsync("() => document.title.includes('配送について')");
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Uri(desk.Address, "/inbox").ToString());
        await Expect(page.Locator("#head h1")).ToHaveTextAsync("配送について");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_conversation_that_comes_just_before_its_placeholder_would_stays()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery), hasClock: true);
        var (asked, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync($"**/inbox/{await LiveDesk.IdOfAsync(desk, LiveDesk.Hanako)}?view=waiting", async route =>
        {
            asked.SetResult();
            await held.Task;
            await route.ContinueAsync();
        });
        await page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));

        await page.Locator("#rows .subject", new() { HasText = LiveDesk.Hanako }).ClickAsync();
        await asked.Task;
        await page.Clock.RunForAsync(199);
        held.SetResult();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        await page.Clock.RunForAsync(200);

        Assert.Equal(1, await page.Locator("#head h1").CountAsync());
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task Keys_move_open_reply_and_note()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"));

        foreach (var key in new[] { "j", "j", "j", "k", "Enter" })
        {
            await page.Keyboard.PressAsync(key);
        }

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
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_double_click_saves_a_reply_once_and_shows_it()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}"));

        await page.FillAsync("#text", "承知しました。すぐにお調べします。");
        await page.Locator("#composer button.primary").DblClickAsync();

        await Expect(page.Locator("#thread .msg.ours")).ToContainTextAsync("すぐにお調べします");
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
        await Expect(page.Locator("#composer [role=status]")).ToContainTextAsync("お客様への送信はまだです");
        Assert.Equal(1, await desk.Db.FindAsync<long>("SELECT COUNT(*) FROM messages WHERE kind = 'agent'"));
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_conversion_of_kana_never_sends()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}"));
        var requests = 0;
        page.Request += (_, request) => requests += request.Method is "POST" && request.Url.Contains("/messages", StringComparison.Ordinal) ? 1 : 0;

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

        await Expect(page.Locator("#text")).ToHaveValueAsync("しょうち\n");
        Assert.Equal(0, requests);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#thread .msg.ours")).ToContainTextAsync("しょうち");
        Assert.Equal(1, requests);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task The_list_goes_on_while_it_is_scrolled()
    {
        await using var desk = await LiveDesk.StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await desk.OpenAsync($"続き {i}", "taro@example.jp", "いつですか", 200 + i);
        }

        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox?view=all"));
        await Expect(page.Locator("#rows a.row")).ToHaveCountAsync(40);
        await page.Locator("#rows li.more").ScrollIntoViewIfNeededAsync();

        await Expect(page.Locator("#rows a.row")).ToHaveCountAsync(63);
        await Expect(page.Locator("#rows")).ToContainTextAsync("以上です");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task The_language_is_switched_in_place()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await FirstAsync(desk)}?view=all"));
        await Expect(page.Locator("#composer button.primary")).ToContainTextAsync("返信を保存");

        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();

        await Expect(page.Locator("#composer button.primary")).ToContainTextAsync("Save reply");
        await Expect(page.Locator("#head h1")).ToHaveTextAsync("配送について");
        await Expect(page.Locator("#views [aria-current=page]")).ToContainTextAsync("All");
        await page.GetByRole(AriaRole.Link, new() { Name = "日本語" }).ClickAsync();
        await Expect(page.Locator("#views [aria-current=page]")).ToContainTextAsync("すべて");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_telephone_shows_one_column_at_a_time()
    {
        await using var desk = await LiveDesk.StartAsync();
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
        await browser.CloseAsync(page);
    }

    private static Task<long> FirstAsync(DeskHost desk) => desk.Db.FindAsync<long>("SELECT MIN(id) FROM conversations");
}
