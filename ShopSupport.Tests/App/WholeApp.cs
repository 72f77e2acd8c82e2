using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShopSupport.App;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Tests.App;

/// <summary>The app as it is started, with every role, on a free port over a folder of its own; all that it logs is kept.</summary>
internal sealed class WholeApp : IAsyncDisposable
{
    public const string Shop = "demo-shop.myshopify.com";

    private const string Secret = "a secret of today";

    private readonly WebApplication _app;
    private readonly string _folder;

    private WholeApp(WebApplication app, string folder, ListLogs logs)
    {
        (_app, _folder, Logs) = (app, folder, logs.Lines);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()), Timeout = Patience.Limit };
    }

    public HttpClient Client { get; }

    public ConcurrentQueue<string> Logs { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="isDemo">Whether visitors are signed in to the demo shop.</param>
    /// <param name="settings">Settings besides, as on a command line.</param>
    public static async Task<WholeApp> StartAsync(bool isDemo, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("shopsupport-whole-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = Path.Combine(SourceFile.Root, "ShopSupport.App"),
            EnvironmentName = "Staging",
            Args =
            [
                "--urls=http://127.0.0.1:0", $"--Data:Directory={folder}", $"--Shopify:ApiSecrets:0={Secret}",
                .. settings, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Trace",
            ],
        });
        var logs = new ListLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        var host = builder.AddWebhooks(HostRoles.Web | HostRoles.Receive | HostRoles.Consume, "http://127.0.0.1:0");
        builder.Services.AddSingleton(new TotalsOptions(isDemo));
        builder.Services.AddDesk(ScreenOptions.Of(new DemoOptions { Enabled = isDemo }));
        var app = builder.Build();
        await app.PrepareAsync(host, CancellationToken.None);
        app.MapWebhooks(host);
        app.MapDesk();
        await app.StartAsync();
        return new WholeApp(app, folder, logs);
    }

    /// <summary>A webhook as Shopify sends it; the answer must be 200.</summary>
    public async Task SendAsync(string topic, string body, string? id = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-Shopify-Topic", topic);
        request.Headers.Add("X-Shopify-Shop-Domain", Shop);
        request.Headers.Add("X-Shopify-Webhook-Id", id ?? Guid.NewGuid().ToString());
        request.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(bytes, Secret));
        using var response = await Client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode);
    }

    public Task SayAsync(byte[] message) => Services.GetRequiredService<IDeliveryQueue>().SendAsync(
        new Delivery { ShopDomain = Shop, Topic = "desk/message", WebhookId = Guid.NewGuid().ToString(), ReceivedAt = TestClock.Start, Body = message },
        CancellationToken.None);

    public Task<int> ExecuteAsync(string sql) => Services.GetRequiredService<Database>().ExecuteAsync(new SqlText(sql, sql), null, CancellationToken.None);

    /// <summary>A number in the database, once it is above zero.</summary>
    public async Task<long> UntilAsync(string sql)
    {
        var number = 0L;
        await Patience.UntilAsync(
            async () => (number = await Services.GetRequiredService<Database>().FindAsync<long?>(new SqlText(sql, sql), null, CancellationToken.None) ?? 0) > 0, () => sql);
        return number;
    }

    public Task UntilLoggedAsync(string words) => Patience.UntilAsync(() => Logs.Any(line => line.Contains(words, StringComparison.Ordinal)), words);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
