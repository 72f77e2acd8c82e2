using System.Text.RegularExpressions;
using Microsoft.Playwright;
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
        await Expect(page.Locator("#found .hit[data-chosen]")).ToContainTextAsync("在庫");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        await Expect(page).ToHaveURLAsync(new Regex("[?]view=unassigned&", RegexOptions.None, Regex.InfiniteMatchTimeout));
        await Expect(page.Locator("#views [aria-current=page]")).ToHaveAttributeAsync("data-view", "unassigned");
        await Expect(page.Locator("#rows a[aria-current]")).ToContainTextAsync(LiveDesk.Hanako);
        await browser.CloseAsync(page);
    }

    // With the answer to nothing in it: the commands.
    private static async Task OpenBoxAsync(IPage page)
    {
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#found .hit[data-command=e]")).ToBeVisibleAsync();
    }
}
