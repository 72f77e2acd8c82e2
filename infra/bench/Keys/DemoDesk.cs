using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShopSupport.App;
using ShopSupport.App.Demo;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Import;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Simulator.Demo;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Bench.Keys;

/// <summary>The whole app with its Japanese demo shop, as a first start shows it: 1,500 conversations, 12,000 orders.</summary>
internal sealed class DemoDesk : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly WebApplication _app;
    private readonly string _folder;

    private DemoDesk(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    /// <summary>Starts it, and waits until all of the shop is there.</summary>
    public static async Task<DemoDesk> StartAsync(string folder)
    {
        var builder = WebApplication.CreateBuilder(
        [
            "--contentRoot", AppContext.BaseDirectory,
            "--urls", "http://127.0.0.1:0",
            "--Logging:LogLevel:Default", "Warning",
            "--Logging:LogLevel:Microsoft", "Error",
            "--Data:Directory", folder,
            "--environment", "Development",
        ]);
        var settings = builder.AddWebhooks(HostRoles.Web | HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:0");
        var demo = new DemoOptions { Enabled = true, Language = "ja", ShopifyPort = 0 };
        builder.Services.AddDemo(demo, settings.Shopify, settings.Core.Data, isShown: true);
        builder.Services.AddDesk(ScreenOptions.Of(demo));
        var app = builder.Build();
        await app.PrepareAsync(settings, CancellationToken.None);
        app.MapWebhooks(settings);
        app.MapDesk();
        await app.StartAsync();
        var desk = new DemoDesk(app, folder);
        await desk.UntilMadeAsync();
        return desk;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // The first visitor waits for what a first page shows; the rest of the shop comes behind it.
    private async Task UntilMadeAsync()
    {
        using var visitor = new HttpClient { BaseAddress = Address };
        (await visitor.GetAsync(new Uri("/inbox", UriKind.Relative))).EnsureSuccessStatusCode();
        using var limit = new CancellationTokenSource(Longest);
        var (shops, imports, stores, queue) = (
            _app.Services.GetRequiredService<ShopStore>(), _app.Services.GetRequiredService<ImportStore>(),
            _app.Services.GetRequiredService<DemoStores>(), _app.Services.GetRequiredService<IDeliveryQueue>());
        while (true)
        {
            await Task.Delay(100, limit.Token);
            var shop = await shops.FindAsync(DemoOptions.ShopDomain, limit.Token);
            if (shop is not null && stores.IsTold(DemoOptions.ShopDomain) && (await queue.CountAsync(limit.Token)).Waiting == 0
                && await imports.ListAsync(shop.Id, limit.Token) is { IsRunning: false, Resources.Count: > 0 })
            {
                return;
            }
        }
    }
}
