using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShopSupport.App;
using ShopSupport.App.Demo;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Import;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Serve;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Tests.App;

/// <summary>The app as a first start of the demo is: every role, the simulated Shopify beside it, both on free ports, over a folder that outlives it.</summary>
internal sealed class DemoApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DemoCountry _country;
    private readonly ListLogs _logs;

    private DemoApp(WebApplication app, DemoCountry country, ListLogs logs)
    {
        (_app, _country, _logs) = (app, country, logs);
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address, Timeout = Patience.Limit };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public string Logs => string.Join('\n', _logs.Lines.TakeLast(40));

    public string Domain => _country.Domain;

    public IServiceProvider Services => _app.Services;

    public ShopifySimulator Simulator => Services.GetRequiredService<DemoShopify>().Simulator;

    public DemoStore Demo => Services.GetRequiredService<DemoStores>().Open(Domain);

    /// <summary>The shop's page in its admin.</summary>
    public Uri Admin => new(Simulator.Address, $"/store/{Domain.Split('.')[0]}");

    /// <param name="folder">What it keeps lies there.</param>
    /// <param name="options">With a language its shop is made at once; without, when somebody comes.</param>
    /// <param name="language">Which of the two shops is looked at where there are two.</param>
    public static async Task<DemoApp> StartAsync(string folder, DemoOptions options, string language = "ja")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = DeskHost.AppFolder(),
            EnvironmentName = "Staging",
            Args = ["--urls=http://127.0.0.1:0", $"--Data:Directory={folder}"],
        });
        var logs = new ListLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        (options.Enabled, options.ShopifyPort) = (true, 0);
        var settings = builder.AddWebhooks(HostRoles.Web | HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:0");
        builder.Services.AddDemo(options, settings.Shopify, settings.Core.Data, isShown: true);
        builder.Services.AddDesk(ScreenOptions.Of(options));
        var app = builder.Build();
        await app.PrepareAsync(settings, CancellationToken.None);
        app.MapWebhooks(settings);
        app.MapDesk();
        await app.StartAsync();
        return new(app, DemoCountry.Of(isEnglish: (options.Language ?? language) is "en"), logs);
    }

    public async Task<Shop?> ShopAsync() => await Services.GetRequiredService<ShopStore>().FindAsync(Domain, CancellationToken.None);

    public async Task<ImportProgress?> ImportAsync() =>
        await ShopAsync() is { } shop ? await Services.GetRequiredService<ImportStore>().ListAsync(shop.Id, CancellationToken.None) : null;

    /// <summary>Waits until the history is in, all was said, and nothing waits to be applied.</summary>
    public Task UntilThereAsync() => Patience.UntilAsync(
        async () => await ImportAsync() is { IsRunning: false, Resources.Count: > 0 }
            && Services.GetRequiredService<DemoStores>().IsTold(Domain)
            && (await Services.GetRequiredService<IDeliveryQueue>().CountAsync(CancellationToken.None)).Waiting == 0,
        () => $"all of the demo shop: {Logs}");

    public async Task<int> CountAsync(string what) =>
        await Services.GetRequiredService<Database>().FindAsync<int>(new SqlText($"SELECT COUNT(*) FROM {what}", $"SELECT COUNT(*) FROM {what}"), null, CancellationToken.None);

    public async Task<T?> FindAsync<T>(string sql) => await Services.GetRequiredService<Database>().FindAsync<T>(new SqlText(sql, sql), null, CancellationToken.None);

    /// <summary>Waits until there is a row of that description.</summary>
    public Task UntilAsync(string what) => Patience.UntilAsync(async () => await CountAsync(what) > 0, () => $"{what}; {Logs}");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
