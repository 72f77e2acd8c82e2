using System.Collections.Concurrent;
using Microsoft.Playwright;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Browser;

/// <summary>One Chromium for a class of browser tests; each test gets windows of its own.</summary>
public sealed class DeskBrowser : IAsyncLifetime
{
    private readonly ConcurrentDictionary<IPage, ConcurrentQueue<string>> _complaints = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.Limit.TotalMilliseconds);
        if (!File.Exists(BrowserFactAttribute.Chromium))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = BrowserFactAttribute.Chromium,
            Timeout = (float)Patience.Limit.TotalMilliseconds,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens a window of a browser that nobody used before.</summary>
    /// <param name="address">Its page.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="script">What every page of the window runs first.</param>
    /// <param name="hasClock">Whether the test may let the pages' clock run ahead.</param>
    public async Task<IPage> OpenAsync(Uri address, int width = 1440, int height = 900, string? script = null, bool hasClock = false)
    {
        var window = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "ja-JP",
            TimezoneId = "Asia/Tokyo",
            ReducedMotion = ReducedMotion.NoPreference,
        });
        window.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        if (script is not null)
        {
            await window.AddInitScriptAsync(script);
        }

        if (hasClock)
        {
            await window.Clock.InstallAsync();
        }

        return await OpenTabAsync(window, address);
    }

    /// <summary>One more tab of a window.</summary>
    public async Task<IPage> OpenTabAsync(IBrowserContext window, Uri address, Func<IPage, Task>? prepare = null)
    {
        var page = await window.NewPageAsync();
        var complaints = _complaints[page] = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            // Said again below, with its address.
            if (message.Type is "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                complaints.Enqueue($"{response.Status} {response.Url}");
            }
        };
        page.RequestFailed += (_, request) =>
        {
            // A page that is left, or a request that was overtaken.
            if (request.Failure is not "net::ERR_ABORTED")
            {
                complaints.Enqueue($"{request.Failure} {request.Url}");
            }
        };
        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>Closes a page, and its window with the last one. Fails when the page complained of more than was expected.</summary>
    /// <param name="page">The page.</param>
    /// <param name="expected">Parts of what the test itself made it complain of.</param>
    public async Task CloseAsync(IPage page, params string[] expected)
    {
        var window = page.Context;
        await page.CloseAsync();
        if (window.Pages.Count == 0)
        {
            await window.CloseAsync();
        }

        Assert.True(_complaints.TryRemove(page, out var complaints));
        Assert.DoesNotContain(complaints, complaint => !Array.Exists(expected, part => complaint.Contains(part, StringComparison.Ordinal)));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
