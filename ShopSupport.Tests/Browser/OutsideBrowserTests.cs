using ShopSupport.Tests.App;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.SignIn;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>The setting that lets agents in from outside: by the admin's save bar in its frame, by a button of its own elsewhere.</summary>
public sealed class OutsideBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    private const string Bar = "window.shopify = { saveBar: { leaveConfirmation: async () => { if (window.stays) throw new Error('The user stays.'); } } };";

    [BrowserFact]
    public async Task In_the_frame_the_save_bar_saves_it_and_is_asked_before_it_is_left()
    {
        await using var admin = await StubAdmin.StartAsync();
        await using var desk = await AdminDesk.OpenAsync(admin: admin.Address);
        admin.Desk = new Uri(desk.Host.Address, $"/outside?shop={IdTokens.Shop}&embedded=1&locale=ja");
        var page = await browser.OpenAsync(admin.Address, script: Bar);
        var frame = page.Frame("desk")!;
        var form = frame.Locator("form[data-save-bar]");
        await Expect(form.Locator("button")).ToHaveCountAsync(0);

        await form.Locator("input[type=checkbox]").CheckAsync();
        await frame.EvaluateAsync("() => { window.stays = true; }");
        await frame.Locator(".page-head .back").ClickAsync();
        await Expect(form.Locator("input[type=checkbox]")).ToBeCheckedAsync();
        await form.EvaluateAsync("form => form.requestSubmit()");
        await Expect(frame.Locator("#outside h2").First).ToHaveTextAsync("外部の担当者の利用を許可しています");
        Assert.True(await desk.FindAsync<bool>("SELECT is_open FROM outside_doors"));

        await frame.EvaluateAsync("() => { window.stays = false; }");
        await frame.Locator(".page-head .back").ClickAsync();
        await Expect(frame.Locator("#list")).ToBeVisibleAsync();
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task What_was_changed_and_left_unsaved_is_not_put_back_by_the_browser()
    {
        await using var desk = await DeskHost.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/outside?lang=ja"));
        var tick = page.Locator("form[data-save-bar] input[type=checkbox]");
        await tick.CheckAsync();
        await page.GotoAsync(new Uri(desk.Address, "/stock").ToString());
        await page.GoBackAsync();
        await Expect(tick).Not.ToBeCheckedAsync();
        await tick.CheckAsync();
        await page.ReloadAsync();
        await Expect(tick).Not.ToBeCheckedAsync();

        await tick.CheckAsync();
        await page.Locator("form[data-save-bar] button").ClickAsync();
        await Expect(page.Locator("#outside h2").First).ToHaveTextAsync("外部の担当者の利用を許可しています");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_link_is_made_copied_and_renewed()
    {
        await using var desk = await DeskHost.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/outside?lang=ja"), width: 390, height: 844);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Locator("form[data-save-bar] input[type=checkbox]").CheckAsync();
        await page.Locator("form[data-save-bar] button").ClickAsync();
        await page.Locator(".invite button").ClickAsync();
        await Expect(page.Locator("#invite-wrong")).ToHaveTextAsync("招待する方の名前を入力してください。");
        await page.FillAsync("#invite-name", "外注 花子");
        await page.Locator(".invite button").ClickAsync();
        var first = await page.InputValueAsync("#made-link");

        await page.Locator("[data-copy-from]").ClickAsync();
        await Expect(page.Locator("[data-copy-from]")).ToHaveTextAsync("コピーしました");
        Assert.Equal(first, await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));

        await page.Locator("[action$='/link'] button").ClickAsync();
        await Expect(page.Locator("#made-link")).Not.ToHaveValueAsync(first);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
        await page.Locator("[action$='/withdrawal'] button").ClickAsync();
        await Expect(page.Locator("#outside .none")).ToBeVisibleAsync();
        await browser.CloseAsync(page, "422 ");
    }

    [BrowserFact]
    public async Task At_the_desks_own_address_a_button_saves_it()
    {
        await using var desk = await DeskHost.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/outside?lang=ja"), width: 390, height: 844);

        await page.Locator("form[data-save-bar] input[type=checkbox]").CheckAsync();
        await page.Locator("form[data-save-bar] button").ClickAsync();
        await Expect(page.Locator("#outside h2").First).ToHaveTextAsync("外部の担当者の利用を許可しています");
        await page.Locator("form[data-save-bar] input[type=checkbox]").UncheckAsync();
        await page.Locator("form[data-save-bar] button").ClickAsync();
        await Expect(page.Locator("#outside h2").First).ToHaveTextAsync("外部の担当者の利用は許可されていません");

        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
        await browser.CloseAsync(page);
    }
}
