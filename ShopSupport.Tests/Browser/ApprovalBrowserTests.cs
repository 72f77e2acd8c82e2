using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Actions;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>An agent asks, a manager in the shop's admin hears of it and approves, and the agent sees it done.</summary>
public sealed class ApprovalBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-approvals-").FullName;

    [BrowserTheory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task What_is_above_the_limit_goes_from_the_agent_to_the_manager_and_on_to_the_shop(string language)
    {
        await using var app = await DemoApp.StartAsync(_folder, new DemoOptions { Customers = 300, Orders = 1800, Conversations = 250, Language = language }, language);
        await app.Client.GetAsync(new Uri("/inbox", UriKind.Relative));
        await app.UntilThereAsync();
        var order = app.Demo.Shop.Threads.Where(thread => thread is { IsOpen: true, SnoozedUntil: null, Customer.IsStranger: false } && app.Demo.Shop.OrdersOf(thread.Customer).Count > 0)
            .Select(thread => app.Demo.Store.Shop.Orders.Find(app.Demo.Shop.OrdersOf(thread.Customer)[^1].Id)!)
            .First(one => one is { CancelledAt: null, FinancialStatus: "paid", Fulfillments.Count: > 0, Refunds.Count: 0 });
        var shop = (await app.ShopAsync())!;
        await app.Services.GetRequiredService<LimitStore>().SaveAsync(
            shop.Id, default, "", new() { NewcomerDays = 0, Limits = [new() { Kind = "refund", AgentClass = AgentClass.Everyone, MostMinor = 1, Currency = shop.Currency }] }, CancellationToken.None);
        var manager = await browser.OpenAsync(new Uri(app.Admin, $"{app.Admin.AbsolutePath}/apps/shopsupport/inbox"));
        var desk = manager.FrameLocator("iframe");
        await Expect(desk.Locator("[data-approvals]").Last).ToBeAttachedAsync();

        var agent = await browser.OpenAsync(new Uri(app.Address, $"/inbox/{await ConversationAsync(app, order.CustomerId)}?lang={language}"));
        await agent.Locator($"[data-act='/actions/refund/{order.Id}']").Locator("xpath=ancestor::details").Locator("summary").ClickAsync();
        await agent.Locator($"[data-act='/actions/refund/{order.Id}']").ClickAsync();
        var form = agent.Locator("#act-form");
        await form.Locator("input[name^='line-']").First.FillAsync("1");
        await Expect(form.Locator("#act-approval")).ToBeVisibleAsync();
        // What is said to the manager outlives another choice.
        await form.Locator("#act-to-manager").FillAsync("破損のため");
        await form.Locator("[name=restock][type=checkbox]").ClickAsync();
        await Expect(form.Locator("button.primary")).ToBeEnabledAsync();
        await Expect(form.Locator("#act-to-manager")).ToHaveValueAsync("破損のため");
        await form.Locator("button.primary").ClickAsync();
        await Expect(agent.Locator(".act-card.waiting")).ToContainTextAsync("破損のため");
        await Expect(agent.Locator(".act-card.waiting .decide")).ToHaveCountAsync(0);

        await Expect(desk.Locator("[data-approvals] .count").Last).ToContainTextAsync("1");
        await desk.Locator("[data-approvals]").Last.EvaluateAsync("link => link.click()");
        await Expect(desk.Locator(".approvals > li")).ToContainTextAsync("破損のため");
        await desk.Locator(".decide input").FillAsync("どうぞ");
        await desk.Locator(".decide button.primary").ClickAsync();
        await Expect(desk.Locator(".approvals > li")).ToHaveCountAsync(0);
        await Expect(agent.Locator(".act-card.done")).ToContainTextAsync("どうぞ");

        Assert.Single(app.Demo.Store.Shop.Orders.Find(order.Id)!.Refunds);
        Assert.Equal(3, await app.CountAsync("audit WHERE what IN ('action_asked', 'action_approved', 'action_done')"));
        await app.UntilAsync($"audit WHERE what = 'view' AND shopify_customer_id = {order.CustomerId}");
        await browser.CloseAsync(agent, "favicon");
        await browser.CloseAsync(manager, "favicon");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<long> ConversationAsync(DemoApp app, long? customer) =>
        app.FindAsync<long>($"SELECT MIN(v.id) FROM conversations v JOIN customers c ON c.id = v.customer_id WHERE c.shopify_id = {customer} AND v.status = 'open'");
}
