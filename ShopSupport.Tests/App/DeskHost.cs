using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShopSupport.App;
using ShopSupport.App.SignIn;
using ShopSupport.Core;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Tests.App;

/// <summary>The desk on a real port over a database of its own; its one shop is the demo shop unless a test says otherwise.</summary>
public sealed class DeskHost : IAsyncDisposable
{
    private readonly Func<string, Task<WebApplication>> _start;
    private readonly TableQueue _queue;
    private readonly Database _queueDatabase;
    private readonly string _queueFile;
    private WebApplication? _app;

    private DeskHost(Func<string, Task<WebApplication>> start, WebApplication app, TestDatabase db, TableQueue queue, Database queueDatabase, string queueFile)
    {
        (_start, _app, Db, _queue, _queueDatabase, _queueFile) = (start, app, db, queue, queueDatabase, queueFile);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new Uri(app.Urls.Single()),
            Timeout = Patience.Limit,
        };
    }

    public TestDatabase Db { get; }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public StreamGate Streams { get; private init; } = null!;

    /// <summary>What was logged at Warning and above.</summary>
    public ConcurrentQueue<string> Logs { get; private init; } = null!;

    public IDeliveryQueue Queue => _queue;

    public IServiceProvider Services => _app!.Services;

    public InboxStore Inbox => _app!.Services.GetRequiredService<InboxStore>();

    /// <param name="isDemo">Whether visitors are signed in to the demo shop.</param>
    /// <param name="language">The demo's language; null to follow the browser, over the Japanese shop.</param>
    /// <param name="apiKey">The app's key in the Shopify admin.</param>
    /// <param name="hasShop">Whether the demo shop is there already.</param>
    /// <param name="clock">The screens' clock where it is not the database's.</param>
    /// <param name="queue">The queue where it is no table.</param>
    /// <param name="shopify">The Shopify that gives tokens.</param>
    /// <param name="admin">The admin that shows the desk in its frame, where it is not Shopify's own.</param>
    /// <param name="also">What else is registered.</param>
    public static async Task<DeskHost> StartAsync(
        bool isDemo = true, string? language = "ja", string? apiKey = null, bool hasShop = true, TimeProvider? clock = null,
        IDeliveryQueue? queue = null, FakeShopify? shopify = null, Uri? admin = null, Action<IServiceCollection>? also = null)
    {
        var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        if (hasShop)
        {
            var domain = DemoCountry.Of(string.Equals(language, "en", StringComparison.OrdinalIgnoreCase)).Domain;
            await db.ExecuteAsync("UPDATE shops SET domain = @domain WHERE id = @ShopId", new { db.ShopId, domain });
            await db.AddAsync("shop_profiles", new { ShopifyId = 1L, Name = "健康堂", Currency = "JPY", TimeZone = "Asia/Tokyo", Locale = "ja", Version = 1L, VersionRank = 0L });
        }

        var queueFile = Path.Combine(Path.GetTempPath(), $"desk-queue-{Guid.NewGuid():N}.db");
        var queueDatabase = new Database(DatabaseProvider.Sqlite, $"Data Source={queueFile}");
        var table = new TableQueue(queueDatabase, db.Clock);
        await table.PrepareAsync(CancellationToken.None);
        var screens = new ScreenOptions { IsDemo = isDemo, DemoLanguage = language?.ToLowerInvariant() };
        var (streams, logs) = (new StreamGate(), new ListLogs());
        void Set(WebApplicationBuilder builder)
        {
            builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Warning);
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection([new("Shopify:ApiKey", apiKey), new("Shopify:ApiSecrets:0", apiKey is null ? null : IdTokens.Secret)]);
            if (admin is not null)
            {
                builder.Configuration.AddInMemoryCollection([new("Shopify:AdminUrl", admin.ToString()), new("Shopify:AppBridgeUrl", new Uri(admin, "app-bridge.js").ToString())]);
            }

            builder.Services.AddShopSupportCore(builder.Configuration)
                .AddSingleton(clock ?? db.Clock).AddSingleton<WorkerHealth>().AddSingleton(db.Database).AddSingleton(queue ?? table).AddDesk(screens);
            if (shopify is not null)
            {
                builder.Services.AddSingleton<IHttpClientFactory>(shopify);
            }

            also?.Invoke(builder.Services);
        }

        Task<WebApplication> StartAppAsync(string url) => DeskHost.StartAppAsync(url, Set, streams);
        var app = await StartAppAsync("http://127.0.0.1:0");
        return new DeskHost(StartAppAsync, app, db, table, queueDatabase, queueFile) { Streams = streams, Logs = logs.Lines };
    }

    /// <summary>Stops answering, as a server does that is told to end.</summary>
    public async Task StopAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>Answers again, at the same address.</summary>
    public async Task StartAgainAsync() => _app = await _start(Address.GetLeftPart(UriPartial.Authority));

    /// <summary>A message as a channel brings it; the events it makes are in the same transaction.</summary>
    public Task SayAsync(ChannelMessage message)
    {
        // No two reach us in the same instant.
        Db.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return Db.ReceiveAsync(message, Db.Clock.GetUtcNow());
    }

    /// <summary>One conversation of the customer with that mail address; gives its id.</summary>
    public async Task<long> OpenAsync(string thread, string email, string text, int minute = 0)
    {
        await SayAsync(new Said(thread, new ChannelPerson(null, email)).ByCustomer(minute, text) with { Subject = thread });
        return await Db.FindAsync<long>("SELECT id FROM conversations WHERE shop_id = @ShopId AND thread_key = @thread", new { Db.ShopId, thread });
    }

    /// <summary>Changes rows and tells the open screens, as applying a delivery does.</summary>
    public Task ChangeAsync(string sql, object args, ShopEvent change) => Db.Database.WriteAsync(
        async transaction =>
        {
            await transaction.ExecuteAsync(new SqlText(sql, sql), args, CancellationToken.None);
            await ShopEventStore.AddAsync(transaction, Db.ShopId, [change], Db.Clock.GetUtcNow(), CancellationToken.None);
        },
        CancellationToken.None);

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, bool partial = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (partial)
        {
            request.Headers.Add("HX-Request-Type", "partial");
        }

        using var response = await Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string Body)> WriteAsync(
        long conversation, string kind, string text, string key, bool partial = true)
    {
        using var content = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = kind, ["text"] = text, ["key"] = key });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/inbox/{conversation}/messages") { Content = content };
        if (partial)
        {
            request.Headers.Add("HX-Request-Type", "partial");
        }

        using var response = await Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await _queue.DisposeAsync();
        await _queueDatabase.DisposeAsync();
        await Db.DisposeAsync();
        File.Delete(_queueFile);
    }

    /// <summary>Where the app's views and files are.</summary>
    public static string AppFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ShopSupport.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Path.Combine(folder.FullName, "ShopSupport.App");
    }

    private static async Task<WebApplication> StartAppAsync(string url, Action<WebApplicationBuilder> set, StreamGate streams)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppFolder(), EnvironmentName = "Production" });
        set(builder);
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.Use(streams.PassAsync);
        app.MapDesk();
        await app.StartAsync();
        return app;
    }
}
