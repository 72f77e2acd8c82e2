using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>Answers that come when the agent is elsewhere already.</summary>
public sealed class LateAnswerBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task What_is_told_of_one_conversation_finds_no_place_in_another()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako));
        var before = await page.Locator("#panel").InnerTextAsync();

        await page.EvaluateAsync(
            "address => htmx.ajax('GET', address, { source: '#panel', target: '#panel', swap: 'innerMorph' })",
            $"/inbox/{await LiveDesk.IdOfAsync(desk, LiveDesk.Delivery)}/thread?view=waiting");

        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        await Expect(page.Locator("#thread")).ToContainTextAsync("在庫はありますか");
        Assert.Equal(before, await page.Locator("#panel").InnerTextAsync());
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task An_act_that_takes_long_leaves_what_was_opened_meanwhile()
    {
        await using var desk = await LiveDesk.StartAsync();
        // What waits longest next is another one than what is opened.
        var (delivery, hanako) = (await LiveDesk.IdOfAsync(desk, LiveDesk.Delivery), await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako));
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        var (asked, held) = await HoldAsync(page, $"**/inbox/{delivery}/close**", status: null);

        await page.Keyboard.PressAsync("e");
        await asked;
        await page.Locator("#rows .subject", new() { HasText = LiveDesk.Hanako }).ClickAsync();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        held.SetResult();

        await Expect(page.Locator("#toast")).ToContainTextAsync("完了にしました");
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        await Expect(page).ToHaveURLAsync($"{hanako}?view=waiting");
        Assert.Contains(LiveDesk.Hanako, await page.TitleAsync(), StringComparison.Ordinal);
        await Expect(page.Locator($"#row-{delivery}")).ToHaveCountAsync(0);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task What_could_not_be_saved_is_told_also_to_an_agent_who_went_on()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        var (asked, held) = await HoldAsync(page, "**/messages**", status: 500);

        await page.FillAsync("#text", "明日お届けします");
        await page.Keyboard.PressAsync("Control+Enter");
        await asked;
        await page.Locator("#rows .subject", new() { HasText = LiveDesk.Broken }).ClickAsync();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Broken);
        held.SetResult();

        await Expect(page.Locator("#toast")).ToContainTextAsync("山田 太郎様の会話に書いた文章は保存されていません");
        await page.Locator("#toast a").ClickAsync();
        await Expect(page.Locator("#text")).ToHaveValueAsync("明日お届けします");
        await browser.CloseAsync(page, "500 ", "htmx");
    }

    [BrowserFact]
    public async Task Enter_in_a_menus_field_does_what_the_field_is_for()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));

        await TagAsync(page, "急ぎ");
        await TagAsync(page, "破損");
        await Expect(page.Locator("#head .hashtag")).ToHaveTextAsync(["#急ぎ", "#破損"]);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("s");
        await page.FillAsync("#menu-snooze [name=until][type=datetime-local]", "2026-12-24T10:30");
        await page.PressAsync("#menu-snooze [name=until][type=datetime-local]", "Enter");

        await Expect(page.Locator("#toast")).ToContainTextAsync("12月24日 10:30まで");
        await browser.CloseAsync(page);
    }

    private static async Task TagAsync(IPage page, string tag)
    {
        if (await page.Locator("#menu-tags[open]").CountAsync() == 0)
        {
            await page.Keyboard.PressAsync("t");
        }

        await page.FillAsync("#menu-tags [name=add]", tag);
        await page.PressAsync("#menu-tags [name=add]", "Enter");
        await Expect(page.Locator("#head .hashtag", new() { HasText = tag })).ToBeVisibleAsync();
    }

    // Answered only when the test says so: by the desk, or with that status.
    private static async Task<(Task Asked, TaskCompletionSource Held)> HoldAsync(IPage page, string address, int? status)
    {
        var (asked, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync(address, async route =>
        {
            asked.SetResult();
            await held.Task;
            await (status is { } known ? route.FulfillAsync(new() { Status = known, Body = "" }) : route.ContinueAsync());
        });
        return (asked.Task, held);
    }
}
