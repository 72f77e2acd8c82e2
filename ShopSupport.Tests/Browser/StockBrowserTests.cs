using System.Text.RegularExpressions;
using ShopSupport.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

public sealed partial class StockBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task What_is_typed_is_found_at_once_and_the_language_changes_without_losing_it()
    {
        await using var desk = await DeskHost.StartAsync();
        for (var i = 0; i < 14; i++)
        {
            await desk.Db.AddAsync("products", new { Id = 100L + i, Title = $"茶 {i}", IsDeleted = false, Version = 1L, VersionRank = 0L });
            await desk.Db.AddAsync("variants", new { Id = 1000L + i, ProductId = 100L + i, Position = 1, Sku = $"S{i}" });
        }

        var page = await browser.OpenAsync(new Uri(desk.Address, "/stock?lang=ja"));
        await page.Locator("#stock-q").PressSequentiallyAsync("茶");
        await Expect(page.Locator("#stock-found .name")).ToHaveCountAsync(12);
        await page.GetByText("さらに表示").ClickAsync();
        await Expect(page.Locator("#stock-found .name")).ToHaveCountAsync(14);
        await Expect(page).ToHaveURLAsync(Asked());

        await page.GetByText("English").ClickAsync();
        await Expect(page.Locator("#stock-q")).ToHaveValueAsync("茶");
        await Expect(page.Locator("#stock-found")).ToContainTextAsync("Show more");
        await browser.CloseAsync(page);
    }

    [GeneratedRegex(@"/stock\?.*q=%E8%8C%B6", RegexOptions.None, 1000)]
    private static partial Regex Asked();
}
