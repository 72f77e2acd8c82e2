using Microsoft.Playwright;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Home;
using ShopSupport.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>Every screen can be read and worked by everybody, as far as a machine can tell: in both languages and at three sizes.</summary>
public sealed class AccessBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (1200, 780), (390, 844)];

    [AxeFact]
    public async Task A_conversation_its_list_and_its_customer_have_no_fault()
    {
        await using var desk = await LiveDesk.StartAsync();
        var id = await LiveDesk.IdOfAsync(desk, LiveDesk.Delivery);
        await desk.WriteAsync(id, "note", "倉庫に確認中です", "a note");
        await desk.WriteAsync(id, "reply", "明日お届けします", "a reply");
        await LiveDesk.ShipAsync(desk, 2);
        await HasNoFaultAsync(desk, $"/inbox/{id}", NothingMore, OnPanel, Unfolded);
        await HasNoFaultAsync(desk, "/inbox?view=all", NothingMore);
    }

    [AxeFact]
    public async Task Each_act_s_menu_and_what_it_says_have_no_fault()
    {
        await using var desk = await LiveDesk.StartAsync();
        var id = await LiveDesk.IdOfAsync(desk, LiveDesk.Delivery);
        await HasNoFaultAsync(desk, $"/inbox/{id}", Menu("a", "#menu-assign"), Menu("s", "#menu-snooze"), Menu("t", "#menu-tags"), Tagged);
    }

    [AxeFact]
    public async Task The_one_box_has_no_fault_empty_or_answered()
    {
        await using var desk = await LiveDesk.StartAsync();
        var id = await LiveDesk.IdOfAsync(desk, LiveDesk.Delivery);
        await HasNoFaultAsync(desk, $"/inbox/{id}", Box, Asked);
        await HasNoFaultAsync(desk, "/search?q=在庫", NothingMore);
        await HasNoFaultAsync(desk, "/search", NothingMore);
    }

    [AxeFact]
    public async Task Stock_and_sync_and_what_is_not_there_have_no_fault()
    {
        await using var desk = await LiveDesk.StartAsync();
        foreach (var (id, outcome, reason) in new[] { ("1", "dead", "NoAmount total_price"), ("2", "applied", null) })
        {
            await desk.Db.AddAsync("deliveries", new { WebhookId = id, Topic = "orders/create", MessageId = id, Tries = 1, ReceivedAt = TestClock.Start, HandledAt = TestClock.Start, Outcome = outcome, Reason = reason });
        }

        await HasNoFaultAsync(desk, "/stock?q=青汁", NothingMore);
        await HasNoFaultAsync(desk, "/sync", NothingMore);
        await HasNoFaultAsync(desk, "/outside", NothingMore);
        await HasNoFaultAsync(desk, "/inbox/99999", NothingMore);
        await HasNoFaultAsync(desk, "/nowhere", NothingMore);
    }

    [AxeFact]
    public async Task A_desk_without_conversations_and_one_whose_history_comes_in_have_no_fault()
    {
        await using var desk = await DeskHost.StartAsync();
        await HasNoFaultAsync(desk, "/inbox", NothingMore);
        await HasNoFaultAsync(desk, "/stock", NothingMore);

        await desk.Db.AddAsync("imports", new { Resource = "orders", Status = "reading", RowsDone = 200, RowsTotal = 1000, AskedAt = TestClock.Start });
        await HasNoFaultAsync(desk, "/inbox", async page => await Expect(page.Locator("#import progress")).ToBeVisibleAsync());
    }

    [AxeFact]
    public async Task The_home_page_has_no_fault_with_nothing_to_say_or_with_much()
    {
        await using var desk = await DeskHost.StartAsync();
        await HasNoFaultAsync(desk, "/home", NothingMore);

        await FullHome.FillAsync(desk, "needs_reauth");
        await HasNoFaultAsync(desk, "/home", NothingMore, async page => await page.ClickAsync("#home-more summary"));
        await HasNoFaultAsync(desk, "/home/parcels", NothingMore);
    }

    [AxeFact]
    public async Task A_visitor_who_is_not_signed_in_finds_a_page_without_fault()
    {
        await using var desk = await DeskHost.StartAsync(isDemo: false);
        await HasNoFaultAsync(desk, "/inbox", NothingMore);
    }

    private async Task HasNoFaultAsync(DeskHost desk, string path, params Func<IPage, Task>[] states)
    {
        var page = await browser.OpenAsync(new Uri(desk.Address, "/img/icon.svg"));
        var faults = new List<string>();
        foreach (var language in new[] { "ja", "en" })
        {
            foreach (var (width, height) in Sizes)
            {
                await page.SetViewportSizeAsync(width, height);
                await page.GotoAsync(new Uri(desk.Address, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}").ToString());
                foreach (var (number, state) in states.Index())
                {
                    await state(page);
                    faults.AddRange((await Axe.LookAsync(page)).Select(fault => $"{path} {language} {width}×{height}, state {number + 1}: {fault}"));
                }
            }
        }

        await browser.CloseAsync(page, "401 ", "404 ");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static Task NothingMore(IPage page) => Task.CompletedTask;

    private static async Task OnPanel(IPage page)
    {
        if (page.ViewportSize!.Width < 768)
        {
            await page.ClickAsync(".to-panel");
        }

        await Expect(page.Locator("#card-customer")).ToBeVisibleAsync();
    }

    private static async Task Unfolded(IPage page) => await page.EvaluateAsync("() => document.querySelectorAll('#panel details').forEach(folded => { folded.open = true; })");

    private static Func<IPage, Task> Menu(string key, string menu) => async page =>
    {
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync(key);
        await Expect(page.Locator($"{menu}[open]")).ToBeVisibleAsync();
    };

    private static async Task Tagged(IPage page)
    {
        await page.FillAsync("#menu-tags [name=add]", $"急ぎ {page.ViewportSize!.Width}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#toast .toast")).ToBeVisibleAsync();
    }

    // With the answer to nothing in it: the commands.
    private static async Task Box(IPage page)
    {
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#found .hit[data-command=e]")).ToBeVisibleAsync();
    }

    private static async Task Asked(IPage page)
    {
        await page.Keyboard.TypeAsync("在庫");
        await Expect(page.Locator("#found .hit[data-chosen]")).ToContainTextAsync("在庫");
    }
}
