using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ShopSupport.Tests.Browser;

/// <summary>Nothing that was typed is lost, and nobody is shown beside another's conversation.</summary>
public sealed class DraftBrowserTests(DeskBrowser browser) : IClassFixture<DeskBrowser>
{
    [BrowserFact]
    public async Task A_draft_is_there_again_after_Back_in_another_tab_and_apart_for_reply_and_note()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await page.FillAsync("#text", "書きかけの返信");
        await page.Locator("#composer [name=kind][value=note]").CheckAsync(new() { Force = true });
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
        await page.FillAsync("#text", "社内だけの話");
        await page.Locator("#composer [name=kind][value=reply]").CheckAsync(new() { Force = true });

        await page.Locator("#rows .subject", new() { HasText = LiveDesk.Hanako }).ClickAsync();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
        await page.GoBackAsync();

        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Delivery);
        await Expect(page.Locator("#text")).ToHaveValueAsync("書きかけの返信");
        var other = await browser.OpenTabAsync(page.Context, await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery));
        await Expect(other.Locator("#text")).ToHaveValueAsync("書きかけの返信");
        await other.Locator("#composer [name=kind][value=note]").CheckAsync(new() { Force = true });
        await Expect(other.Locator("#text")).ToHaveValueAsync("社内だけの話");
        await browser.CloseAsync(other);
        await browser.CloseAsync(page);
    }

    [BrowserFact]
    public async Task A_conversation_that_cannot_be_opened_leaves_the_other_one_selected_and_shown()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(await LiveDesk.AddressOfAsync(desk, LiveDesk.Delivery), hasClock: true);
        var held = new TaskCompletionSource();
        var tries = 0;
        await page.RouteAsync($"**/inbox/{await LiveDesk.IdOfAsync(desk, LiveDesk.Hanako)}?view=waiting", async route =>
        {
            if (++tries == 1)
            {
                await held.Task;
                await route.AbortAsync("connectionrefused");
            }
            else if (tries == 2)
            {
                await route.FulfillAsync(new() { Status = 500, Body = "" });
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        var hanako = page.Locator("#rows .subject", new() { HasText = LiveDesk.Hanako });

        await hanako.ClickAsync();
        await Expect(page.Locator("#conversation .skeleton").First).ToBeVisibleAsync();
        held.SetResult();
        await ExpectStayAsync(page);
        await hanako.ClickAsync();
        await Expect(page.Locator("#toast")).ToContainTextAsync("会話を開けませんでした");
        await ExpectStayAsync(page);
        await page.Locator("#toast button").ClickAsync();

        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Hanako);
        await browser.CloseAsync(page, "net::ERR_CONNECTION_REFUSED", "htmx:error", "500 ");
    }

    [BrowserFact]
    public async Task A_draft_waits_while_another_conversation_is_looked_at()
    {
        await using var desk = await LiveDesk.StartAsync();
        var page = await browser.OpenAsync(new Uri(desk.Address, $"/inbox/{await LiveDesk.IdOfAsync(desk, LiveDesk.Delivery)}"));

        await page.FillAsync("#text", "途中の文章");
        await page.Locator("#rows").GetByText("破損について").ClickAsync();
        await Expect(page.Locator("#head h1")).ToHaveTextAsync("破損について");
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
        await page.Locator("#rows").GetByText("配送について").ClickAsync();

        await Expect(page.Locator("#text")).ToHaveValueAsync("途中の文章");
        await browser.CloseAsync(page);
    }

    private static async Task ExpectStayAsync(IPage page)
    {
        await Expect(page.Locator("#head h1")).ToHaveTextAsync(LiveDesk.Delivery);
        await Expect(page.Locator("#rows a[aria-current] .subject")).ToHaveTextAsync(LiveDesk.Delivery);
        await Expect(page.Locator("#panel")).ToContainTextAsync("山田 太郎");
    }
}
