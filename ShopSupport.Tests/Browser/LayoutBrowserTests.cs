using Microsoft.Playwright;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Browser;

public sealed class LayoutBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task Nothing_is_wider_than_the_window()
    {
        await using var desk = await DeskHost.StartAsync();
        await PurchaseHistory.AddAsync(desk.Db);
        var id = await desk.OpenAsync("配送について", "taro@example.jp", "荷物はいつ届きますか");
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"));
        foreach (var width in new[] { 1440, 1280, 1024, 768, 390, 320 })
        {
            foreach (var path in new[] { "/inbox", $"/inbox/{id}", "/sync", "/stock?q=青汁", "/inbox/99999" })
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.GotoAsync(new Uri(desk.Address, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=en").ToString());
                Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
                Assert.Equal(0, await page.EvaluateAsync<int>("() => [...document.querySelectorAll('.conv, .composer, .head, .panel .card')].filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1).length"));
            }
        }

        await browser.CloseAsync(page, "404 ");
    }

    [BrowserFact]
    public async Task The_columns_scroll_and_the_page_does_not()
    {
        await using var desk = await DeskHost.StartAsync();
        await PurchaseHistory.AddAsync(desk.Db);
        for (var before = 0; before < 30; before++)
        {
            await desk.OpenAsync($"以前のお問い合わせ {before}", "taro@example.jp", "荷物はいつ届きますか", before);
        }

        var id = await desk.OpenAsync("配送について", "taro@example.jp", string.Join('\n', Enumerable.Repeat("荷物はいつ届きますか", 80)), minute: 40);
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{id}"));
        foreach (var (width, height) in new[] { (1440, 900), (1200, 780), (800, 700) })
        {
            await page.SetViewportSizeAsync(width, height);
            await page.GotoAsync(new Uri(desk.Address, $"/inbox/{id}").ToString());
            if (width < 960)
            {
                await page.ClickAsync(".to-panel");
            }

            string[] columns = width < 960 ? [".list", ".panel"] : [".list", ".thread", ".panel"];
            foreach (var column in columns)
            {
                Assert.True(await page.Locator(column).EvaluateAsync<bool>("e => e.scrollHeight > e.clientHeight"), $"{column} is not long enough to scroll at {width}×{height}.");
            }

            Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight - innerHeight"));
        }

        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task What_was_done_is_told_where_it_hides_no_row_and_no_button()
    {
        await using var desk = await LiveDesk.StartAsync();
        for (var more = 0; more < 12; more++)
        {
            await desk.OpenAsync($"問い合わせ {more}", $"{more}@example.jp", "荷物はいつ届きますか", 30 + more);
        }

        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        foreach (var (width, height) in new[] { (1440, 900), (1200, 780), (800, 700), (390, 844) })
        {
            await page.SetViewportSizeAsync(width, height);
            await page.GotoAsync((await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery)).ToString());
            await page.Keyboard.PressAsync("t");
            await page.FillAsync("#menu-tags [name=add]", $"急ぎ {width}");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("#toast[role=status] .toast")).ToContainTextAsync($"急ぎ {width}");

            Assert.Equal("", await page.EvaluateAsync<string>(
                """
                () => {
                  const toast = document.querySelector('#toast .toast').getBoundingClientRect();
                  const under = [...document.querySelectorAll('#rows a.row, .head .back, .head .actions .btn, #composer textarea, #composer .btn')].filter(e => e.checkVisibility()).find(e => {
                    const box = e.getBoundingClientRect();
                    return box.left < toast.right && toast.left < box.right && box.top < toast.bottom && toast.top < box.bottom;
                  });
                  return under?.className ?? '';
                }
                """));
        }

        await browser.CloseAsync(page);
    }
}
