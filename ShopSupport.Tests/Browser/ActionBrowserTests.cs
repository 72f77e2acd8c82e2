using System.Diagnostics;
using Microsoft.Playwright;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.App;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>What an agent does to orders and subscriptions beside a conversation: the shop, the rows and the screen agree afterwards.</summary>
public sealed class ActionBrowserTests(DeskBrowser browser, ITestOutputHelper output) : IClassFixture<DeskBrowser>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-actions-").FullName;

    [BrowserTheory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task Each_action_goes_from_the_conversation_to_the_shop_and_back(string language)
    {
        await using var app = await DemoApp.StartAsync(_folder, new DemoOptions { Customers = 300, Orders = 1800, Conversations = 250, Language = language }, language);
        await app.Client.GetAsync(new Uri("/inbox", UriKind.Relative));
        await app.UntilThereAsync();
        var (shop, store) = (app.Demo.Shop, app.Demo.Store);
        // What Shopify takes for an answer.
        store.App.Faults.Latency = TimeSpan.FromMilliseconds(200);
        var page = await browser.OpenAsync(new Uri(app.Address, $"/inbox?lang={language}"));

        var paid = Beside(app, order => order is { CancelledAt: null, FinancialStatus: "paid", Fulfillments.Count: > 0, Refunds.Count: 0 });
        await ActAsync(page, app, paid.Customer, $"/actions/refund/{paid.Order.Id}", async form =>
        {
            await form.Locator("input[name^='line-']").First.FillAsync("1");
            await Expect(form.Locator("button.primary")).ToBeEnabledAsync();
        });
        var refund = Assert.Single(store.Shop.Orders.Find(paid.Order.Id)!.Refunds);
        await app.UntilAsync($"refunds WHERE order_id = {paid.Order.Id} AND amount_minor = {refund.Amount}");
        Assert.Equal(1, await app.CountAsync($"actions WHERE kind = 'refund' AND state = 'done' AND amount_minor = {refund.Amount}"));

        var unsent = Beside(app, order => order is { CancelledAt: null, Fulfillments.Count: 0 });
        await ActAsync(page, app, unsent.Customer, $"/actions/order_tags/{unsent.Order.Id}", form => form.Locator("[name=tags]").FillAsync("VIP, 要注意"));
        Assert.Equal(2, store.Shop.Orders.Find(unsent.Order.Id)!.Tags.Count(tag => tag is "VIP" or "要注意"));
        await ActAsync(page, app, unsent.Customer, $"/actions/cancel_order/{unsent.Order.Id}");
        Assert.NotNull(store.Shop.Orders.Find(unsent.Order.Id)!.CancelledAt);
        await app.UntilAsync($"orders WHERE id = {unsent.Order.Id} AND cancelled_at IS NOT NULL");
        await Expect(page.Locator($"#order-{unsent.Order.Id}")).ToContainTextAsync(language is "ja" ? "キャンセル" : "Canceled");

        var contract = store.Shop.Contracts.All().First(one => one.Status is "active" && IsWriting(app, one.CustomerId));
        SubscriptionContract Now() => store.Shop.Contracts.Find(contract.Id)!;
        await ActAsync(page, app, contract.CustomerId, $"/actions/skip_cycle/{contract.Id}");
        Assert.NotEmpty(Now().Skipped.Except(contract.Skipped));
        await ActAsync(page, app, contract.CustomerId, $"/actions/move_next_date/{contract.Id}", async form =>
        {
            await form.Locator("[name=day]").FillAsync(store.Shop.Now.AddDays(50).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            await Expect(form.Locator("button.primary")).ToBeEnabledAsync();
        });
        Assert.NotEqual(contract.NextBillingAt, Now().NextBillingAt);
        await ActAsync(page, app, contract.CustomerId, $"/actions/pause_contract/{contract.Id}");
        Assert.Equal("paused", Now().Status);
        await ActAsync(page, app, contract.CustomerId, $"/actions/resume_contract/{contract.Id}");
        Assert.Equal("active", Now().Status);
        await ActAsync(page, app, contract.CustomerId, $"/actions/cancel_contract/{contract.Id}");
        Assert.Equal("cancelled", Now().Status);
        await app.UntilAsync($"subscription_contracts WHERE id = {contract.Id} AND status = 'cancelled'");
        await Expect(page.Locator($"#card-subscription-{contract.Id}")).ToContainTextAsync(language is "ja" ? "解約" : "Canceled");

        Assert.Equal(0, await app.CountAsync("actions WHERE state <> 'done'"));
        await browser.CloseAsync(page, "favicon");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task ActAsync(IPage page, DemoApp app, long customer, string address, Func<ILocator, Task>? choose = null)
    {
        var id = await app.FindAsync<long>($"SELECT MIN(v.id) FROM conversations v JOIN customers c ON c.id = v.customer_id WHERE c.shopify_id = {customer} AND v.status = 'open'");
        if (!page.Url.Contains($"/inbox/{id}", StringComparison.Ordinal))
        {
            await page.GotoAsync(new Uri(app.Address, $"/inbox/{id}").ToString());
        }

        var button = page.Locator($"[data-act='{address}']").First;
        var menu = page.Locator("details.act-menu", new() { Has = button });
        if (await menu.CountAsync() > 0)
        {
            await menu.First.Locator("summary").ClickAsync();
        }

        var before = await page.Locator(".act-card.done").CountAsync();
        await button.ClickAsync();
        var form = page.Locator("#act-form");
        await Expect(form).ToBeVisibleAsync();
        if (choose is not null)
        {
            await choose(form);
        }

        await Expect(form.Locator("button.primary")).ToBeEnabledAsync();
        var clock = Stopwatch.StartNew();
        await form.Locator("button.primary").ClickAsync();
        await Expect(page.Locator(".act-card.done")).ToHaveCountAsync(before + 1);
        output.WriteLine($"{address.Split('/')[2]}: done on the screen {clock.ElapsedMilliseconds} ms after the click");
        await Expect(page.Locator("#act")).Not.ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
    }

    // The customer's newest order is shown in full beside the conversation.
    private static (long Customer, Order Order) Beside(DemoApp app, Func<Order, bool> wanted) =>
        app.Demo.Shop.Threads.Where(thread => thread is { IsOpen: true, SnoozedUntil: null, Customer.IsStranger: false })
            .Where(thread => app.Demo.Shop.OrdersOf(thread.Customer).Count > 0)
            .Select(thread => (thread.Customer.Id, app.Demo.Store.Shop.Orders.Find(app.Demo.Shop.OrdersOf(thread.Customer)[^1].Id)!))
            .First(found => wanted(found.Item2));

    private static bool IsWriting(DemoApp app, long customer) =>
        app.Demo.Shop.Threads.Any(thread => thread is { IsOpen: true, SnoozedUntil: null, Customer.IsStranger: false } && thread.Customer.Id == customer);
}
