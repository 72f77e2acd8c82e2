using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ShopSupport.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>The one box, with answers that come late, never, or for another text.</summary>
public sealed class FindBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task Enter_before_the_answer_opens_what_is_found_for_the_text_and_does_nothing_else()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        var answers = new TaskCompletionSource();
        await OpenBoxAsync(page);
        await page.RouteAsync("**/search?q=%*", async route =>
        {
            await answers.Task;
            await route.ContinueAsync();
        });

        await page.Keyboard.TypeAsync("在庫");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#find")).ToBeVisibleAsync();
        answers.SetResult();

        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        await Expect(page.Locator("#find")).ToBeHiddenAsync();
        Assert.Equal(0, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM conversations WHERE status = 'closed'"));
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task An_empty_box_chooses_nothing_until_an_arrow_does_and_Enter_in_a_composition_is_not_for_it()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await OpenBoxAsync(page);

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#found .hit[data-chosen]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#found .hit").First).ToHaveAttributeAsync("data-chosen", "");

        await page.Keyboard.TypeAsync("在庫");
        await Expect(page.Locator("#found .hit[data-chosen]")).ToContainTextAsync("在庫");
        await page.EvaluateAsync(
            """
            () => {
              const field = document.getElementById('q');
              for (const told of [{ isComposing: true }, { keyCode: 229 }]) field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...told }));
              field.dispatchEvent(new CompositionEvent('compositionend', { data: '在庫', bubbles: true }));
            }
            """);
        await Expect(page.Locator("#find")).ToBeVisibleAsync();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Delivery);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_search_that_fails_says_so_in_the_box_and_the_next_letter_tries_again()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await OpenBoxAsync(page);
        await page.Keyboard.TypeAsync("在庫");
        await Expect(page.Locator("#found .hit[data-chosen]")).ToContainTextAsync("在庫");

        await desk.StopAsync();
        await page.Keyboard.TypeAsync("は");
        await Expect(page.Locator("#found [role=alert]")).ToContainTextAsync("検索できませんでした");
        await Expect(page.Locator("#found .hit")).ToHaveCountAsync(0);

        await desk.StartAgainAsync();
        await page.Keyboard.TypeAsync("あ");
        await Expect(page.Locator("#found .hit[data-chosen]")).ToContainTextAsync("在庫");
        await browser.CloseAsync(page, "/search", "/events");
    }

    [BrowserFact]
    public async Task One_Escape_closes_the_box_and_a_hit_leaves_the_list_as_it_is()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox?view=unassigned"));
        await OpenBoxAsync(page);
        await page.Keyboard.TypeAsync("在庫");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#find")).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#find")).ToBeVisibleAsync();
        await Expect(page.Locator("#found .hit[data-chosen]")).ToContainTextAsync("在庫");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        await Expect(page).ToHaveURLAsync(new Regex("[?]view=unassigned&", RegexOptions.None, Regex.InfiniteMatchTimeout));
        await Expect(page.Locator("#views [aria-current=page]")).ToHaveAttributeAsync("data-view", "unassigned");
        await Expect(page.Locator("#rows a[aria-current]")).ToContainTextAsync(LiveDesk.Hanako);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_closed_conversation_can_be_reopened_and_nothing_is_offered_that_cannot_be_done()
    {
        await using var desk = await LiveDesk.StartAsync();
        await desk.SayAsync(new Said(LiveDesk.Delivery, new(null, "taro@example.jp")).Closed(200));
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await page.Keyboard.PressAsync("/");

        await Expect(page.Locator("#found .hit[data-command=e]")).ToHaveTextAsync(new Regex("^\\s*この会話を再開", RegexOptions.None, Regex.InfiniteMatchTimeout));
        await Expect(page.Locator("#found .hit[data-command=s], #found .hit[data-command=z]")).ToHaveCountAsync(0);
        await page.Keyboard.TypeAsync("reopen");
        await Expect(page.Locator("#found .hit")).ToHaveCountAsync(1);
        await Expect(page.Locator("#found .hit[data-chosen]")).ToContainTextAsync("この会話を再開");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#toast .toast")).ToContainTextAsync("再開しました");
        Assert.Equal("open", await desk.Db.FindAsync<string>("SELECT status FROM conversations WHERE subject = @Subject", new { Subject = LiveDesk.Delivery }));

        // A view with nothing in it opens nothing.
        await page.GotoAsync(new Uri(desk.Address, "/inbox?view=snoozed").ToString());
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#found .hit[href='/stock']")).ToBeVisibleAsync();
        await Expect(page.Locator("#found .hit[data-command]:not([data-command=''])")).ToHaveCountAsync(0);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task On_a_phone_the_box_has_a_way_out_and_Back_leaves_the_box_and_not_the_inbox()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/stock"), width: 390, height: 844);
        await page.GotoAsync(new Uri(desk.Address, "/inbox?view=all").ToString());
        var box = page.Locator("#find");
        await page.EvaluateAsync("() => { window.isSame = true; }");

        await page.Keyboard.PressAsync("/");
        await Expect(box).ToBeVisibleAsync();
        await page.ClickAsync("#find [data-cancel]");
        await Expect(box).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("/");
        await Expect(box).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(box).ToBeHiddenAsync();
        Assert.EndsWith("/inbox?view=all", page.Url, StringComparison.Ordinal);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("在庫");
        await Expect(page.Locator("#found .hit[data-chosen]")).ToContainTextAsync("在庫");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        // The address follows what it names.
        await Expect(page).ToHaveURLAsync(new Regex("/inbox/[0-9]+[?]view=all", RegexOptions.None, Regex.InfiniteMatchTimeout));
        Assert.True(await page.EvaluateAsync<bool>("() => window.isSame"));
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/inbox[?]view=all$", RegexOptions.None, Regex.InfiniteMatchTimeout));
        await Expect(box).ToBeHiddenAsync();
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/stock$", RegexOptions.None, Regex.InfiniteMatchTimeout));
        await browser.CloseAsync(page);
    }

    // With the answer to nothing in it: the commands.
    private static async Task OpenBoxAsync(IPage page)
    {
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#found .hit[data-command=e]")).ToBeVisibleAsync();
    }
}
