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
}
