using ShopSupport.Tests.App;
using ShopSupport.Tests.Sync;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

public sealed class SyncBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    // The price is none: the delivery is parked, and trying it again can't help.
    private const string Broken = """{"id":77,"name":"#1077","order_number":1077,"currency":"JPY","total_price":"a lot","created_at":"2026-11-01T00:00:00Z","updated_at":"2026-11-01T00:00:00Z","line_items":[]}""";

    [BrowserFact]
    public async Task What_could_not_be_applied_is_marked_in_the_inbox_named_explained_and_its_retry_is_told_as_it_ends()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        await app.SendAsync("customers/create", Payloads.Customer(minute: 0));
        await app.UntilAsync("SELECT COUNT(*) FROM customers");
        var inbox = await browser.OpenAsync(new Uri(app.Client.BaseAddress!, "/inbox?lang=ja"));
        await Expect(inbox.Locator("#views .failed")).ToHaveCountAsync(0);

        await app.SendAsync("orders/create", Broken);
        await Expect(inbox.Locator("#views .foot.wide .failed")).ToContainTextAsync("1");

        var page = await browser.OpenTabAsync(inbox.Context, new Uri(app.Client.BaseAddress!, "/sync?lang=ja"));
        var dead = page.Locator(".dead li");
        await Expect(dead).ToContainTextAsync("注文 #1077");
        await Expect(dead).ToContainTextAsync("「total_price」は通貨に合った金額として読み取れません。");
        await Expect(dead).ToContainTextAsync("Shopifyの管理画面で対象を開いて保存すると");

        await page.Locator(".failed-head button").ClickAsync();
        await Expect(page.Locator("#told")).ToContainTextAsync("1件を再試行しています。");
        await Expect(dead).ToContainTextAsync("再試行1回、まだ失敗");
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await dead.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "確認済みにする 注文 #1077" }).ClickAsync();
        await Expect(page.Locator("#state")).ToContainTextAsync("失敗した通知はありません。");
        await Expect(inbox.Locator("#views .failed")).ToHaveCountAsync(0);
        await browser.CloseAsync(page);
        await browser.CloseAsync(inbox);
    }
}
