using Microsoft.Playwright;

namespace ShopSupport.Bench.Keys;

/// <summary>Debian's Chromium without a screen, and windows of it that nobody used before.</summary>
internal sealed class DeskWindows : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly string _script;

    private DeskWindows(IPlaywright playwright, IBrowser browser, string script)
    {
        _playwright = playwright;
        _browser = browser;
        _script = script;
    }

    public string Version => _browser.Version;

    /// <exception cref="FileNotFoundException">There is no Chromium.</exception>
    public static async Task<DeskWindows> StartAsync()
    {
        if (!File.Exists(Chromium))
        {
            throw new FileNotFoundException($"The bench 'keys' needs {Chromium}, which is not installed.");
        }

        using var script = new StreamReader(typeof(DeskWindows).Assembly.GetManifestResourceStream("keys.js")!);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new DeskWindows(playwright, browser, await script.ReadToEndAsync());
    }

    /// <summary>An empty page of 1440 by 900 with nothing in its cache, which measures whatever it will show.</summary>
    public async Task<IPage> OpenAsync()
    {
        var window = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
            Locale = "ja-JP",
            TimezoneId = "Asia/Tokyo",
        });
        await window.AddInitScriptAsync(_script);
        return await window.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
