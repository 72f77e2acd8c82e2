using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>The menus of acts, and the steps of a narrow screen.</summary>
public sealed class MenuBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task A_tag_is_taken_off_and_what_is_written_next_is_saved_and_shown()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await page.Keyboard.PressAsync("t");
        await page.Keyboard.TypeAsync("確認");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#head .hashtag")).ToHaveTextAsync("#確認");

        await page.Locator("#menu-tags button[name=off]").ClickAsync();
        await Expect(page.Locator("#head .hashtag")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("倉庫に確認中");
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator("#thread .note .body")).ToHaveTextAsync("倉庫に確認中");
        await Expect(page.Locator("#menu-tags button[name=off]")).ToHaveCountAsync(0);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task Letters_typed_in_a_menu_look_for_a_colleague_and_end_nothing()
    {
        await using var desk = await LiveDesk.StartAsync();
        await desk.Db.AddAsync("agents", new { Handle = "emma", Name = "Emma", CreatedAt = desk.Db.Clock.GetUtcNow() });
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));

        await page.Keyboard.PressAsync("a");
        await page.Keyboard.TypeAsync("emm");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#menu-assign summary .name")).ToHaveTextAsync("Emma");
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Delivery);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_question_mark_shows_every_key()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));

        await page.Keyboard.PressAsync("?");

        await Expect(page.Locator("dialog#keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog#keys")).ToBeHiddenAsync();
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task On_a_phone_Back_leads_from_the_customer_to_the_conversation_and_from_there_to_the_list()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"), width: 390, height: 844);
        await page.Locator("#rows .subject", new() { HasText = LiveDesk.Hanako }).ClickAsync();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        await page.FillAsync("#text", "書きかけ");

        await page.Locator("#conversation .to-panel").ClickAsync();
        await Expect(page.Locator("#panel")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.Locator("#conversation")).ToBeVisibleAsync();
        await Expect(page.Locator("#text")).ToHaveValueAsync("書きかけ");
        await page.GoBackAsync();

        await Expect(page.Locator("#list")).ToBeVisibleAsync();
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task On_a_phone_what_stands_behind_the_list_is_not_read()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"), width: 390, height: 844);
        var unread = page.Locator("#rows a.unread");
        await Expect(unread).ToHaveCountAsync(3);

        await page.ReloadAsync();
        await Expect(unread).ToHaveCountAsync(3);
        var seen = await page.RunAndWaitForRequestAsync(() => page.Locator("#rows a.row").First.ClickAsync(), "**/seen?*");

        Assert.NotNull(await seen.ResponseAsync());
        await Expect(unread).ToHaveCountAsync(2);
        await browser.CloseAsync(page);
    }
}
