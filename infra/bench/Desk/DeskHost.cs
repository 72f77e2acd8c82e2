using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShopSupport.App;
using ShopSupport.App.SignIn;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Bench.Desk;

/// <summary>The real desk over one of the files, answering on a port of its own, and a browser's side of it.</summary>
internal sealed class DeskHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _browser;

    private DeskHost(WebApplication app, HttpClient browser)
    {
        _app = app;
        _browser = browser;
    }

    public static async Task<DeskHost> StartAsync(string folder)
    {
        var builder = WebApplication.CreateBuilder(
        [
            "--contentRoot", AppContext.BaseDirectory,
            "--urls", "http://127.0.0.1:0",
            "--Logging:LogLevel:Default", "Warning",
            "--Logging:LogLevel:Microsoft", "Error",
            "--Data:Directory", folder,
            "--Host:Roles", "web",
            "--Demo:Enabled", "true",
            "--environment", "Development",
        ]);
        var settings = builder.AddWebhooks(HostRoles.Web, "http://127.0.0.1:0");
        builder.Services.AddDesk(new ScreenOptions { IsDemo = true });
        var app = builder.Build();
        await app.PrepareAsync(settings, CancellationToken.None);
        app.MapWebhooks(settings);
        app.MapDesk();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var browser = new HttpClient { BaseAddress = new Uri(address) };
        browser.DefaultRequestHeaders.Add("HX-Request", "true");
        browser.DefaultRequestHeaders.Add("HX-Request-Type", "partial");
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, br");
        browser.DefaultRequestHeaders.Add("Accept-Language", "ja");
        return new DeskHost(app, browser);
    }

    /// <summary>Asks for a part of the page, and reads all of it.</summary>
    public async Task GetAsync(string path)
    {
        using var answer = await _browser.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        if ((await answer.Content.ReadAsByteArrayAsync()).Length < 200)
        {
            throw new InvalidDataException($"{path} gave an empty part.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
