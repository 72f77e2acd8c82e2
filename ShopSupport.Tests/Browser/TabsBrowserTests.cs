using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>Several tabs of one browser share a stream.</summary>
public sealed class TabsBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task Seven_tabs_load_and_each_shows_what_happens_to_what_it_shows()
    {
        await using var desk = await LiveDesk.StartAsync();
        var first = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        var tabs = new List<IPage> { first };
        foreach (var subject in new[] { LiveDesk.Broken, LiveDesk.Delivery, LiveDesk.Broken, LiveDesk.Delivery, LiveDesk.Broken, LiveDesk.Hanako })
        {
            tabs.Add(await browser.OpenTabAsync(first.Context, await LiveDesk.AddressOfAsync(desk, subject)));
        }

        await LiveDesk.ShipAsync(desk, 2);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");

        foreach (var tab in tabs)
        {
            await Expect(tab.Locator("#rows")).ToContainTextAsync("赤い箱のものです");
        }

        foreach (var tab in tabs.Take(6))
        {
            await Expect(tab.Locator("#order-2")).ToContainTextAsync("配送中");
        }

        await Expect(tabs[6].Locator("#thread")).ToContainTextAsync("赤い箱のものです");
        await LiveDesk.UntilOpenAsync(desk, 1);
        foreach (var tab in tabs)
        {
            await Expect(tab.Locator("#lost")).ToBeHiddenAsync();
            await browser.CloseAsync(tab);
        }
    }

    [BrowserFact]
    public async Task When_the_tab_that_reads_is_closed_another_reads_on_and_misses_nothing()
    {
        await using var desk = await LiveDesk.StartAsync();
        var reader = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await LiveDesk.UntilOpenAsync(desk, 1);
        var other = await browser.OpenTabAsync(reader.Context, await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako));
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "一つ目の質問です");
        await Expect(other.Locator("#thread")).ToContainTextAsync("一つ目の質問です");

        desk.Streams.Hold();
        await browser.CloseAsync(reader);
        await LiveDesk.UntilOpenAsync(desk, 0);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "二つ目の質問です");
        desk.Streams.Release();

        await Expect(other.Locator("#thread")).ToContainTextAsync("二つ目の質問です");
        await Expect(other.Locator("#rows")).ToContainTextAsync("二つ目の質問です");
        await browser.CloseAsync(other);
    }

    [BrowserFact]
    public async Task When_the_tab_that_reads_is_looked_away_from_another_reads_on()
    {
        await using var desk = await LiveDesk.StartAsync();
        var reader = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery), hasClock: true);
        await LiveDesk.UntilOpenAsync(desk, 1);
        var other = await browser.OpenTabAsync(reader.Context, await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako));
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "一つ目の質問です");
        await Expect(other.Locator("#thread")).ToContainTextAsync("一つ目の質問です");
        await Expect(reader.Locator("#rows")).ToContainTextAsync("一つ目の質問です");

        await LiveDesk.TurnAsync(reader, "hidden");
        await reader.Context.Clock.RunForAsync(10_000);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "二つ目の質問です");

        await Expect(other.Locator("#thread")).ToContainTextAsync("二つ目の質問です");
        await LiveDesk.UntilOpenAsync(desk, 1);
        await Expect(reader.Locator("#rows")).Not.ToContainTextAsync("二つ目の質問です");
        await LiveDesk.TurnAsync(reader, "visible");
        await Expect(reader.Locator("#rows")).ToContainTextAsync("二つ目の質問です");
        await LiveDesk.UntilOpenAsync(desk, 1);
        await browser.CloseAsync(reader);
        await browser.CloseAsync(other);
    }

    [BrowserFact]
    public async Task A_tab_that_reads_and_hangs_loses_the_stream_to_another()
    {
        await using var desk = await LiveDesk.StartAsync();
        var hung = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery), hasClock: true);
        await LiveDesk.UntilOpenAsync(desk, 1);
        var other = await browser.OpenTabAsync(hung.Context, await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako));
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "一つ目の質問です");
        await Expect(other.Locator("#thread")).ToContainTextAsync("一つ目の質問です");

        // To the others it is the same: it says nothing any more.
        await hung.EvaluateAsync("() => { BroadcastChannel.prototype.postMessage = () => {}; }");
        await hung.Context.Clock.RunForAsync(80_000);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "二つ目の質問です");

        await Expect(other.Locator("#thread")).ToContainTextAsync("二つ目の質問です");
        await LiveDesk.UntilOpenAsync(desk, 1);
        await browser.CloseAsync(hung);
        await browser.CloseAsync(other);
    }

    [BrowserFact]
    public async Task Where_a_browser_has_no_locks_each_tab_has_a_stream_of_its_own()
    {
        await using var desk = await LiveDesk.StartAsync();
        var one = await browser.OpenAsync(
            await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery), script: "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });");
        var two = await browser.OpenTabAsync(one.Context, await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako));

        await LiveDesk.UntilOpenAsync(desk, 2);
        await LiveDesk.ShipAsync(desk, 2);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");

        await Expect(one.Locator("#order-2")).ToContainTextAsync("配送中");
        await Expect(two.Locator("#thread")).ToContainTextAsync("赤い箱のものです");
        await browser.CloseAsync(one);
        await browser.CloseAsync(two);
    }

    [BrowserFact]
    public async Task Where_a_browser_forbids_locks_a_tab_has_a_stream_of_its_own()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(
            await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako),
            script: "LockManager.prototype.request = () => Promise.reject(new DOMException('Forbidden.', 'SecurityError'));");

        await LiveDesk.UntilOpenAsync(desk, 1);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");

        await Expect(page.Locator("#thread")).ToContainTextAsync("赤い箱のものです");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task Two_shops_in_one_browser_share_nothing()
    {
        const string OfAnotherShop = """
            new MutationObserver((_, observer) => {
              const desk = document.getElementById('desk');
              if (!desk) return;
              desk.dataset.shop = 'another-shop.myshopify.com';
              observer.disconnect();
            }).observe(document, { childList: true, subtree: true });
            """;
        await using var desk = await LiveDesk.StartAsync();
        var ours = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako));
        await LiveDesk.UntilOpenAsync(desk, 1);
        var theirs = await browser.OpenTabAsync(ours.Context, await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako), async page =>
        {
            await page.AddInitScriptAsync(OfAnotherShop);
            await page.RouteAsync("**/events**", route => route.AbortAsync("connectionrefused"));
        });

        // With our stream it would not be lost.
        await Expect(theirs.Locator("#lost")).ToBeVisibleAsync();
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");

        await Expect(ours.Locator("#thread")).ToContainTextAsync("赤い箱のものです");
        await Expect(ours.Locator("#lost")).ToBeHiddenAsync();
        await Expect(theirs.Locator("#thread")).Not.ToContainTextAsync("赤い箱のものです");
        await browser.CloseAsync(ours);
        await browser.CloseAsync(theirs, "/events");
    }
}
