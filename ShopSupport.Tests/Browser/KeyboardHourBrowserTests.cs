using System.Globalization;
using Microsoft.Playwright;
using ShopSupport.Core.Agents;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>An hour's work with the hands on the keyboard.</summary>
public sealed class KeyboardHourBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    private const int Conversations = 10;

    [BrowserFact]
    public async Task Ten_conversations_are_found_answered_noted_assigned_snoozed_closed_reopened_and_taken_back_by_keys_alone()
    {
        await using var desk = await StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, "/inbox"));
        await Expect(page.Locator("#rows a.row")).ToHaveCountAsync(Conversations);

        for (var i = 1; i <= Conversations; i++)
        {
            await FindAsync(page, i);
            await WriteAsync(page, "r", $"返信{i}", "Control+Enter", ".msg.ours");
            await WriteAsync(page, "n", $"メモ{i}", "Control+Enter", ".msg.note");
            await AssignAsync(page);
            await SnoozeAndTakeBackAsync(page, i);
            await CloseTakeBackAndCloseAsync(page, i);
            await FindAsync(page, i);
            await page.Keyboard.PressAsync("e");
            await Expect(page.Locator("#toast")).ToContainTextAsync("再開しました");
            await WriteAsync(page, "r", $"追伸{i}", "Control+Shift+Enter", null);
            await Expect(page.Locator("#toast")).ToContainTextAsync("完了にしました");
            await Expect(page.Locator("#head h1", new() { HasText = Subject(i) })).ToHaveCountAsync(0);
        }

        await Expect(page.Locator("#view-waiting .count")).ToHaveTextAsync("0");
        Assert.Equal(
            (Conversations, Conversations * 2, Conversations, 0),
            (await CountAsync(desk, "conversations WHERE status = 'closed' AND assignee_id = (SELECT id FROM agents WHERE handle = 'mori')"),
                await CountAsync(desk, "messages WHERE kind = 'agent'"),
                await CountAsync(desk, "messages WHERE kind = 'note'"),
                await CountAsync(desk, "drafts")));
        await browser.CloseAsync(page);
    }

    private static async Task FindAsync(IPage page, int number)
    {
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(Order(number));
        await Expect(page.Locator("#found .hit[data-chosen]")).ToContainTextAsync(Order(number));
        // It may be open already: then it opens anew.
        await page.EvaluateAsync("document.getElementById('thread')?.setAttribute('data-before', '')");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#thread[data-before]")).ToHaveCountAsync(0);
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(Subject(number));
        await Expect(page.Locator("#panel .order h2").First).ToContainTextAsync(Order(number));
    }

    private static async Task WriteAsync(IPage page, string key, string text, string send, string? seen)
    {
        await page.Keyboard.PressAsync(key);
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync(send);
        if (seen is not null)
        {
            await Expect(page.Locator($"#thread {seen}").Last).ToContainTextAsync(text);
            await Expect(page.Locator("#text")).ToHaveValueAsync("");
            await page.Keyboard.PressAsync("Escape");
        }
    }

    private static async Task AssignAsync(IPage page)
    {
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator("#menu-assign [data-filter]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#menu-assign button:focus")).ToContainTextAsync("高木");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#menu-assign button:focus")).ToContainTextAsync("森");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#menu-assign summary")).ToContainTextAsync("森");
    }

    private static async Task SnoozeAndTakeBackAsync(IPage page, int number)
    {
        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator("#menu-snooze button:focus")).ToContainTextAsync("3時間後");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#toast")).ToContainTextAsync("スヌーズしました");
        await Expect(page.Locator("#view-snoozed .count")).ToHaveTextAsync("1");
        await TakeBackAsync(page, number);
        await Expect(page.Locator("#view-snoozed .count")).ToHaveTextAsync("0");
    }

    private static async Task CloseTakeBackAndCloseAsync(IPage page, int number)
    {
        await page.Keyboard.PressAsync("e");
        await Expect(page.Locator("#toast")).ToContainTextAsync("完了にしました");
        await TakeBackAsync(page, number);
        await page.Keyboard.PressAsync("e");
        await Expect(page.Locator("#toast")).ToContainTextAsync("完了にしました");
    }

    private static async Task TakeBackAsync(IPage page, int number)
    {
        await page.Keyboard.PressAsync("z");
        await Expect(page.Locator("#toast")).ToContainTextAsync("元に戻しました");
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(Subject(number));
    }

    private static async Task<DeskHost> StartAsync()
    {
        var desk = await DeskHost.StartAsync();
        await new AgentStore(desk.Db.Database, desk.Db.Clock).FindOrAddAsync(desk.Db.ShopId, "mori", "森", CancellationToken.None);
        var history = new PurchaseHistory(desk.Db, null);
        for (var i = 1; i <= Conversations; i++)
        {
            var email = string.Create(CultureInfo.InvariantCulture, $"customer{i}@example.jp");
            await desk.Db.AddAsync("customers", new { ShopifyId = 2000L + i, FirstName = $"{i}子", LastName = "山田", Email = email });
            await history.AddOrderAsync(1000 + i, 4000, i, customer: 2000 + i);
            await desk.OpenAsync(Subject(i), email, "いつ届きますか", i);
        }

        return desk;
    }

    private static Task<int> CountAsync(DeskHost desk, string rows) => desk.Db.FindAsync<int>($"SELECT COUNT(*) FROM {rows}");

    private static string Order(int number) => string.Create(CultureInfo.InvariantCulture, $"#{2000 + number}");

    private static string Subject(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}番目の質問");
}
