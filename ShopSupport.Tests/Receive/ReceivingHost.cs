using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Hosting;
using ShopSupport.Webhooks.Receive;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Tests.Receive;

/// <summary>A host that only receives, on a free port, with a queue in a folder of its own and no database behind it.</summary>
internal sealed class ReceivingHost : IAsyncDisposable
{
    public const string Shop = "tea-and-more.myshopify.com";
    public const string Secret = "a secret of today";

    private readonly WebApplication _app;

    private ReceivingHost(WebApplication app, string folder, ListLogs logs)
    {
        (_app, Folder, Logs) = (app, folder, logs.Lines);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Patience.Limit };
    }

    public string Folder { get; }

    public HttpClient Client { get; }

    public ConcurrentQueue<string> Logs { get; }

    public IDeliveryQueue Queue => _app.Services.GetRequiredService<IDeliveryQueue>();

    public WorkerHealth Workers => _app.Services.GetRequiredService<WorkerHealth>();

    public BodyBudget Budget => _app.Services.GetRequiredService<BodyBudget>();

    public static async Task<ReceivingHost> StartAsync(string[]? secrets = null, IDeliveryQueue? queue = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("shopsupport-receive-").FullName;
        secrets ??= [Secret];
        string[] args =
        [
            "--urls=http://127.0.0.1:0", "--Host:Roles=receive", $"--Data:Directory={folder}", "--Demo:Enabled=false", "--environment=Production",
            "--Database:ConnectionString=Data Source=/no/such/folder/desk.db", $"--Queue:ConnectionString=Data Source={Path.Combine(folder, "queue.db")}",
            .. secrets.Select((secret, i) => $"--Shopify:ApiSecrets:{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}={secret}"), .. settings,
        ];
        var builder = WebApplication.CreateBuilder(args);
        var logs = new ListLogs();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        var read = builder.AddWebhooks(HostRoles.Receive, "http://127.0.0.1:0");
        if (queue is not null)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(queue));
        }

        var app = builder.Build();
        await app.PrepareAsync(read, CancellationToken.None);
        app.MapWebhooks(read);
        await app.StartAsync();
        return new ReceivingHost(app, folder, logs);
    }

    /// <summary>A request as Shopify makes it.</summary>
    public static HttpRequestMessage Request(byte[] body, string? signature = null, string secret = Secret, string family = "X-Shopify-")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in new[]
        {
            ("Topic", "orders/create"), ("Shop-Domain", Shop), ("Webhook-Id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"), ("Event-Id", "event-1"),
            ("API-Version", "2026-10"), ("Triggered-At", "2026-10-20T12:00:00.123456789Z"), ("Hmac-Sha256", signature ?? WebhookSignature.Sign(body, secret)),
        })
        {
            request.Headers.TryAddWithoutValidation(family + name, value);
        }

        return request;
    }

    public static HttpRequestMessage Request(string body) => Request(Encoding.UTF8.GetBytes(body));

    public async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await Client.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    /// <summary>What the queue holds now.</summary>
    public async Task<IReadOnlyList<Delivery>> QueuedAsync() =>
        [.. (await Queue.ReceiveAsync(100, TimeSpan.FromMinutes(1), CancellationToken.None)).Select(m => m.Delivery)];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
