using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using ShopSupport.Core.Import;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Support;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>A merchant opens the app in their admin, and the shop comes to the desk: from the first click to an order that changes beside a conversation.</summary>
public sealed class InstallBrowserTests(DeskBrowser browser, ITestOutputHelper output) : IClassFixture<DeskBrowser>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-install-").FullName;
    private readonly string _pictures = Directory.CreateTempSubdirectory("shopsupport-install-pictures-").FullName;

    [BrowserTheory]
    [InlineData("ja", 20_000, "キャンセル")]
    [InlineData("en", 8000, "Canceled")]
    public async Task From_opening_the_app_to_an_order_that_changes_beside_a_conversation(string language, int orders, string cancelled)
    {
        await using var app = await DemoApp.StartAsync(_folder, new DemoOptions { Customers = orders / 10, Orders = orders, Conversations = 150 }, language);
        var clock = Stopwatch.StartNew();
        var page = await browser.OpenAsync(app.Admin);
        await page.Locator("a[href$='/apps/shopsupport']").ClickAsync();
        var frame = page.FrameLocator("iframe");
        await Expect(frame.Locator("html")).ToHaveAttributeAsync("lang", language);
        Say("the frame shows the desk", clock);
        await page.GotoAsync(new Uri(app.Admin, $"{app.Admin.AbsolutePath}/apps/shopsupport/inbox").ToString());
        await Expect(frame.Locator("#import progress")).ToBeVisibleAsync();
        Say("the frame shows the import", clock);
        var narrow = await browser.OpenAsync(new Uri(app.Admin, $"{app.Admin.AbsolutePath}/apps/shopsupport/inbox"), width: 390, height: 844);
        await PictureAsync(page, $"{language}-1440-import");

        await SeeItGrowAsync(page);
        Say("all is imported", clock);
        await app.UntilThereAsync();
        // However quick it was, each resource said when it was there.
        Assert.True(await app.CountAsync("shop_events WHERE kind = 'import'") > 2);
        await AllIsThereAsync(app);
        foreach (var window in new[] { page, narrow })
        {
            await Expect(window.FrameLocator("iframe").Locator("#rows .subject").First).ToBeVisibleAsync();
            Assert.Equal(0, await DeskOf(window).EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
            await PictureAsync(window, $"{language}-{window.ViewportSize!.Width}-list");
        }

        await SeeAnOrderChangeAsync(app, page, cancelled, language);
        await browser.CloseAsync(narrow, "favicon");
        await browser.CloseAsync(page, "favicon");
        output.WriteLine($"pictures in {_pictures}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IFrame DeskOf(IPage page) => page.Frame("app-iframe")!;

    // Each picture of the strip says at least as much as the one before; how many there are is a matter of the machine's speed.
    private static async Task SeeItGrowAsync(IPage page)
    {
        var (shares, texts) = (new List<double>(), new HashSet<string>(StringComparer.Ordinal));
        await Patience.UntilAsync(
            async () =>
            {
                var strip = await DeskOf(page).EvaluateAsync<string[]?>("() => { const i = document.getElementById('import'); return i && [i.hidden ? 'over' : 'runs', i.innerText.trim(), i.querySelector('progress')?.getAttribute('value') ?? '']; }");
                if (strip is not [var state, var text, var value])
                {
                    return false;
                }

                texts.Add(text);
                if (value.Length > 0)
                {
                    shares.Add(double.Parse(value, CultureInfo.InvariantCulture));
                }

                return state is "over";
            },
            () => $"the end of the import; {string.Join(" / ", texts)}");
        Assert.Equal(shares.Order(), shares);
    }

    private static async Task AllIsThereAsync(DemoApp app)
    {
        var store = app.Demo.Store.Shop;
        Assert.All((await app.ImportAsync())!.Resources, one => Assert.Equal((ImportStatus.Done, 0), (one.Status, one.Refused)));
        Assert.Equal((store.Orders.Count, store.Customers.Count, store.Products.Count, store.Contracts.Count), (
            await app.CountAsync("orders"), await app.CountAsync("customers WHERE shopify_id IS NOT NULL"), await app.CountAsync("products"), await app.CountAsync("subscription_contracts")));
    }

    private async Task SeeAnOrderChangeAsync(DemoApp app, IPage page, string cancelled, string language)
    {
        var shop = app.Demo.Shop;
        var thread = shop.Threads.First(one => one is { IsOpen: true, IsWaiting: true, SnoozedUntil: null, Customer.IsStranger: false }
            && shop.OrdersOf(one.Customer) is [.., { Stage: DemoStage.Paid or DemoStage.Unpaid }]);
        var order = shop.OrdersOf(thread.Customer)[^1];
        var frame = page.FrameLocator("iframe");
        await frame.Locator("#rows .subject", new() { HasText = thread.Subject }).First.ClickAsync();
        var card = frame.Locator($"#order-{order.Id}");
        await Expect(card).ToBeVisibleAsync();
        // What can be done to it names cancelling too.
        var states = card.Locator(".states");
        await Expect(states).Not.ToContainTextAsync(cancelled);
        await PictureAsync(page, $"{language}-1440-before");
        var admin = await browser.OpenTabAsync(page.Context, new Uri(app.Admin, $"{app.Admin.AbsolutePath}/orders/{order.Id}"));

        var clock = Stopwatch.StartNew();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Cancel and restock" }).ClickAsync();

        await Expect(states).ToContainTextAsync(cancelled);
        Say("from the click in the admin to the order beside the conversation", clock);
        await PictureAsync(page, $"{language}-1440-after");
        Assert.Equal(0, await DeskOf(page).EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
        await browser.CloseAsync(admin, "favicon");
    }

    private void Say(string what, Stopwatch since) => output.WriteLine($"{what}: {since.ElapsedMilliseconds} ms");

    private async Task PictureAsync(IPage page, string name) => await page.ScreenshotAsync(new() { Path = Path.Combine(_pictures, $"{name}.png") });
}
