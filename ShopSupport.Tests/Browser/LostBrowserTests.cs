using Microsoft.Playwright;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;
using ShopSupport.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>Whatever becomes of the connection: the screen says when it may be old, and misses nothing in the end.</summary>
public sealed class LostBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task A_stream_that_falls_silent_is_given_up_after_forty_seconds_and_the_screen_says_so()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako), hasClock: true);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "一つ目の質問です");
        await Expect(page.Locator("#thread")).ToContainTextAsync("一つ目の質問です");

        desk.Streams.Hold();
        desk.Streams.Silence();
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "二つ目の質問です");
        await page.Clock.RunForAsync(40_000);

        await Expect(page.Locator("#lost")).ToBeVisibleAsync();
        await Expect(page.Locator("#thread")).Not.ToContainTextAsync("二つ目の質問です");
        desk.Streams.Release();
        await Expect(page.Locator("#lost")).ToBeHiddenAsync();
        await Expect(page.Locator("#thread")).ToContainTextAsync("二つ目の質問です");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_server_that_is_gone_is_said_and_when_it_is_back_what_was_missed_is_shown()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako));
        await LiveDesk.UntilOpenAsync(desk, 1);
        var other = await browser.OpenTabAsync(page.Context, await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));

        await desk.StopAsync();
        await Expect(page.Locator("#lost")).ToBeVisibleAsync();
        await Expect(other.Locator("#lost")).ToBeVisibleAsync();
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");
        await LiveDesk.ShipAsync(desk, 2);
        await desk.StartAgainAsync();

        await Expect(page.Locator("#lost")).ToBeHiddenAsync();
        await Expect(other.Locator("#lost")).ToBeHiddenAsync();
        await Expect(page.Locator("#thread")).ToContainTextAsync("赤い箱のものです");
        await Expect(other.Locator("#order-2")).ToContainTextAsync("配送中");
        await browser.CloseAsync(page, "/events");
        await browser.CloseAsync(other, "/events");
    }

    [BrowserFact]
    public async Task A_tab_that_nobody_looked_at_when_the_server_came_back_says_no_more_that_it_is_gone()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako), hasClock: true);
        await LiveDesk.UntilOpenAsync(desk, 1);
        var other = await browser.OpenTabAsync(page.Context, await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako));
        await desk.StopAsync();
        await Expect(page.Locator("#lost")).ToBeVisibleAsync();
        await Expect(other.Locator("#lost")).ToBeVisibleAsync();

        await LiveDesk.TurnAsync(other, "hidden");
        await other.Context.Clock.RunForAsync(10_000);
        await desk.StartAgainAsync();
        await Expect(page.Locator("#lost")).ToBeHiddenAsync();
        await Expect(other.Locator("#lost")).ToBeVisibleAsync();
        await LiveDesk.TurnAsync(other, "visible");

        await Expect(other.Locator("#lost")).ToBeHiddenAsync();
        await browser.CloseAsync(page, "/events");
        await browser.CloseAsync(other, "/events");
    }

    [BrowserFact]
    public async Task A_tab_that_nobody_looks_at_has_no_stream_and_catches_up_when_somebody_does()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako), hasClock: true);
        await LiveDesk.UntilOpenAsync(desk, 1);

        await LookAwayAsync(desk, page);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");
        await LiveDesk.TurnAsync(page, "visible");

        await Expect(page.Locator("#thread")).ToContainTextAsync("赤い箱のものです");
        await LiveDesk.UntilOpenAsync(desk, 1);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_tab_that_was_looked_away_from_for_long_loads_anew_what_it_shows()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako), hasClock: true);
        await LiveDesk.UntilOpenAsync(desk, 1);

        await LookAwayAsync(desk, page);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");
        await LiveDesk.ShipAsync(desk, 7);
        await desk.Db.Database.WriteAsync(
            transaction => ShopEventStore.AddAsync(
                transaction,
                desk.Db.ShopId,
                [.. Enumerable.Range(1, 600).Select(id => new ShopEvent { Kind = ShopEventKind.Customer, ShopifyCustomerId = new ShopifyCustomerId(id) })],
                desk.Db.Clock.GetUtcNow(),
                CancellationToken.None),
            CancellationToken.None);
        await LiveDesk.TurnAsync(page, "visible");

        await Expect(page.Locator("#thread")).ToContainTextAsync("赤い箱のものです");
        await Expect(page.Locator("#rows")).ToContainTextAsync("赤い箱のものです");
        await Expect(page.Locator("#order-7")).ToContainTextAsync("配送中");
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_short_look_away_changes_nothing()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako), hasClock: true);
        await LiveDesk.UntilOpenAsync(desk, 1);

        await LiveDesk.TurnAsync(page, "hidden", "visible");
        await page.Clock.RunForAsync(10_000);
        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");

        await Expect(page.Locator("#thread")).ToContainTextAsync("赤い箱のものです");
        Assert.Equal(1, desk.Streams.Asked);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task After_a_sleep_or_in_another_network_the_stream_is_opened_anew()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako), hasClock: true);
        await LiveDesk.UntilOpenAsync(desk, 1);

        await page.Clock.FastForwardAsync(25_000);
        await LiveDesk.UntilAskedAsync(desk, 2);
        await LiveDesk.UntilOpenAsync(desk, 1);
        await page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await LiveDesk.UntilAskedAsync(desk, 3);
        await LiveDesk.UntilOpenAsync(desk, 1);

        await LiveDesk.SayAsync(desk, LiveDesk.Hanako, "赤い箱のものです");
        await Expect(page.Locator("#thread")).ToContainTextAsync("赤い箱のものです");
        await Expect(page.Locator("#lost")).ToBeHiddenAsync();
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task The_banner_covers_nothing()
    {
        await using var desk = await LiveDesk.StartAsync();
        var address = await LiveDesk.AddressOfAsync(desk, LiveDesk.Hanako);
        var page = await browser.OpenAsync(address);
        foreach (var width in new[] { 1440, 1024, 768, 390, 320 })
        {
            foreach (var path in new[] { "/inbox", address.PathAndQuery, "/sync" })
            {
                await page.SetViewportSizeAsync(width, 800);
                await page.GotoAsync(new Uri(desk.Address, path).ToString());
                var sizes = await page.EvaluateAsync<double[]>("""
                    () => {
                      document.dispatchEvent(new CustomEvent('desk:lost', { detail: true }));
                      const place = id => document.getElementById(id).getBoundingClientRect();
                      return [place('lost').height, place('lost').bottom, place('desk').top, place('desk').bottom, document.documentElement.scrollWidth];
                    }
                    """);

                Assert.True(sizes[0] >= 30, $"{path} at {width}: {string.Join(", ", sizes)}");
                Assert.True(sizes[1] <= sizes[2], $"{path} at {width}: {string.Join(", ", sizes)}");
                Assert.True(path is "/sync" || sizes[3] <= 800, $"{path} at {width}: {string.Join(", ", sizes)}");
                Assert.Equal(width, sizes[4]);
            }
        }

        await browser.CloseAsync(page);
    }

    private static async Task LookAwayAsync(DeskHost desk, IPage page)
    {
        await LiveDesk.TurnAsync(page, "hidden");
        await page.Clock.RunForAsync(10_000);
        await LiveDesk.UntilOpenAsync(desk, 0);
    }
}
