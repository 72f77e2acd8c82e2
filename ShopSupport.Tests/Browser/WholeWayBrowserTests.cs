using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using ShopSupport.Core.Channels;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;
using static System.FormattableString;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>What Shopify tells reaches a screen that is open already: signed, queued, applied, told and drawn, whatever it is about.</summary>
public sealed class WholeWayBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    private const long Variant = Payloads.ProductId + 2;
    private const long Item = Payloads.ItemId + 2;

    private static readonly string Line = Payloads.Line(11);

    [BrowserFact]
    public async Task All_that_becomes_of_an_order_is_seen_as_it_happens()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        var page = await OpenAsync(app);
        var (order, thread) = (page.Locator(Invariant($"#order-{Payloads.OrderId}")), page.Locator("#thread"));

        await app.SendAsync("orders/create", Later(Payloads.Order(lines: Line)));
        await Expect(order).ToContainTextAsync("未発送");
        await Expect(thread).ToContainTextAsync("注文 #1001 が入りました");

        await app.SendAsync("orders/updated", Later(Payloads.Order(minute: 3, total: "4950", lines: Line)));
        await Expect(order).ToContainTextAsync("4,950");

        await app.SendAsync("fulfillments/create", Later(Payloads.Fulfillment()));
        await Expect(order).ToContainTextAsync("ヤマト運輸");
        await Expect(order).ToContainTextAsync("配送中");

        await app.SendAsync("fulfillment_events/create", Later(Payloads.FulfillmentEvent()));
        await Expect(order).ToContainTextAsync("持ち出し中");

        await app.SendAsync("fulfillment_events/delete", Later(Payloads.FulfillmentEvent()));
        await Expect(order).ToContainTextAsync("配送中");

        await app.SendAsync("returns/request", Later(Payloads.Return()));
        await Expect(order).ToContainTextAsync("返品 申請中");

        await app.SendAsync("refunds/create", Later(Payloads.Refund()));
        await Expect(order).ToContainTextAsync("一部返金");
        await Expect(thread).ToContainTextAsync("を返金しました");

        await app.SendAsync("orders/cancelled", Later(Payloads.Order(minute: 20, lines: Line, more: $",\"cancelled_at\":\"{SyncedShop.At(20)}\"")));
        await Expect(order).ToContainTextAsync("キャンセル");

        await app.SendAsync("orders/delete", Later(Payloads.Gone(Payloads.OrderId)));
        await Expect(order).ToHaveCountAsync(0);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task All_that_becomes_of_a_subscription_is_seen_as_it_happens()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        var page = await OpenAsync(app);
        var subscription = page.Locator(Invariant($"#card-subscription-{Payloads.ContractId}"));

        await app.SendAsync("subscription_contracts/create", Payloads.Contract());
        await Expect(subscription).ToContainTextAsync("継続中");

        await app.SendAsync("subscription_billing_attempts/failure", Payloads.Attempt("\"card_expired\""));
        await Expect(subscription).ToContainTextAsync("1回失敗");

        await app.SendAsync("subscription_billing_attempts/success", Payloads.Attempt());
        await Expect(subscription).Not.ToContainTextAsync("失敗");
        await Expect(subscription).ToContainTextAsync("1回");

        await app.SendAsync("subscription_billing_cycles/skip", Payloads.Cycle());
        await Expect(subscription).ToContainTextAsync("スキップ1回");

        await app.SendAsync("subscription_billing_cycles/unskip", Payloads.Cycle());
        await Expect(subscription.Locator("dl")).Not.ToContainTextAsync("スキップ");

        await app.SendAsync("subscription_contracts/pause", Payloads.Contract(2, "paused"));
        await Expect(subscription).ToContainTextAsync("休止中");

        await app.SendAsync("subscription_contracts/cancel", Payloads.Contract(3, "cancelled"));
        await Expect(subscription).ToContainTextAsync("解約済み");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task All_that_becomes_of_stock_is_seen_as_it_happens()
    {
        await using var app = await WholeApp.StartAsync(isDemo: true);
        await app.SendAsync("products/create", Payloads.Product());
        await app.SendAsync("orders/create", Payloads.Order(lines: Line));
        await app.UntilAsync("SELECT COUNT(*) FROM variants v CROSS JOIN orders o");
        var page = await OpenAsync(app);
        var stock = page.Locator(Invariant($"#stock-{Variant}"));
        await Expect(stock).ToContainTextAsync("不明");

        await app.SendAsync("inventory_levels/update", OfItem(Payloads.Level(44)));
        await Expect(stock).ToContainTextAsync("44点");

        await app.SendAsync("locations/create", Payloads.Location());
        await Expect(stock).ToContainTextAsync("川崎倉庫");

        await app.SendAsync("inventory_levels/update", OfItem(Payloads.Level(0, minute: 1)));
        await Expect(stock).ToContainTextAsync("在庫なし");

        await app.SendAsync("inventory_items/update", OfItem(Payloads.Item(tracked: "false")));
        await Expect(stock).ToContainTextAsync("在庫管理なし");

        await app.SendAsync("products/update", Payloads.Product(minute: 2, title: "桑の葉青汁"));
        await Expect(stock).ToContainTextAsync("桑の葉青汁");

        await app.SendAsync("products/delete", Payloads.Gone(Payloads.ProductId));
        await Expect(stock).ToHaveCountAsync(0);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task All_that_becomes_of_a_customer_is_seen_as_it_happens()
    {
        const long kept = Payloads.CustomerId + 2;
        await using var app = await WholeApp.StartAsync(isDemo: true);
        var page = await OpenAsync(app);
        var customer = page.Locator("#card-customer");

        await app.SendAsync("customers/update", Payloads.Customer(minute: 1, first: "藍"));
        await Expect(customer).ToContainTextAsync("髙﨑 藍");

        await app.SendAsync("customer.tags_added", Payloads.Tags("\"優待\"", 2));
        await Expect(customer).ToContainTextAsync("優待");

        await app.SendAsync("customer.tags_removed", Payloads.Tags("\"優待\"", 3));
        await Expect(customer).Not.ToContainTextAsync("優待");

        await app.SendAsync("customers_email_marketing_consent/update", Invariant($$$"""
            {"customer_id":{{{Payloads.CustomerId}}},"email_marketing_consent":{"state":"subscribed","consent_updated_at":"{{{SyncedShop.At(4)}}}"}}
            """));
        await Expect(customer).ToContainTextAsync("同意");

        await app.SendAsync("customers/purchasing_summary", Invariant($$"""
            {"customerId":"gid://shopify/Customer/{{Payloads.CustomerId}}","numberOfOrders":"12","occurredAt":"{{SyncedShop.At(5)}}"}
            """));
        await Expect(page.Locator("#card-other-orders h2")).ToContainTextAsync("12");

        await app.SendAsync("customers/create", Payloads.Customer(kept, minute: 6, first: "茜"));
        await app.SendAsync("customers/merge", Payloads.Merge(kept, Payloads.CustomerId));
        await Expect(customer).ToContainTextAsync("髙﨑 茜");

        await app.SayAsync(Message("もう一つあります", 9));
        await Expect(page.Locator("#thread")).ToContainTextAsync("もう一つあります");
        await Expect(page.Locator("#rows")).ToContainTextAsync("もう一つあります");
        await browser.CloseAsync(page);
    }

    /// <summary>The screen of somebody who wrote, and whom Shopify knows.</summary>
    private async Task<IPage> OpenAsync(WholeApp app)
    {
        await app.SendAsync("customers/create", Payloads.Customer());
        await app.UntilAsync("SELECT COUNT(*) FROM customers");
        await app.SayAsync(Message("荷物が届きません", 1));
        var conversation = await app.UntilAsync("SELECT MAX(id) FROM conversations");
        var page = await browser.OpenAsync(new Uri(app.Client.BaseAddress!, Invariant($"/inbox/{conversation}")));
        await Expect(page.Locator("#card-customer")).ToContainTextAsync("髙﨑 葵");
        return page;
    }

    private static byte[] Message(string text, int minute) => JsonSerializer.SerializeToUtf8Bytes(
        new Said("全体", new ChannelPerson(null, "aoi@example.jp")).ByCustomer(minute, text) with { Subject = "全体の確認" }, ChannelMessage.Json);

    // A thread shows what became of orders since it began.
    private static string Later(string body) => body.Replace("2026-10-20", "2026-11-02", StringComparison.Ordinal);

    private static string OfItem(string body) => body.Replace(
        Payloads.ItemId.ToString(CultureInfo.InvariantCulture), Item.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
