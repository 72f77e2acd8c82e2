using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Shopify;
using ShopSupport.Simulator.Replay;

namespace ShopSupport.Tests.Simulator.Replay;

/// <summary>A server that takes deliveries and tells outcomes as the desk does, with outcomes that the test decides.</summary>
internal sealed class FakeDesk : IAsyncDisposable
{
    public const string Secret = "replay-secret";

    private readonly WebApplication _app;
    private readonly WebhookSignature _signature = new([Secret]);
    private int _looks;

    private FakeDesk(WebApplication app) => _app = app;

    /// <summary>What was accepted, in the order of arrival.</summary>
    public ConcurrentQueue<TakenDelivery> Taken { get; } = new();

    public string Address => _app.Urls.Single();

    /// <summary>Decides what becomes of a topic: outcome and reason; a null outcome means that the desk does not know it.</summary>
    public Func<string, (string? Outcome, string? Reason)> Judge { get; set; } = _ => ("applied", null);

    /// <summary>Decides which topics are refused, with status and message.</summary>
    public Func<string, (int Status, string Message)?> Refuse { get; set; } = _ => null;

    /// <summary>How often the desk is looked at after the first time until nothing is queued.</summary>
    public int BusyLooks { get; set; }

    public bool TellsOutcomes { get; set; } = true;

    /// <summary>Breaks the connection of whoever asks for totals after this many answers.</summary>
    public int AnswersBeforeGone { get; set; } = int.MaxValue;

    public static async Task<FakeDesk> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, o => o.Protocols = HttpProtocols.Http1));
        var desk = new FakeDesk(builder.Build());
        desk._app.MapPost("/webhooks/shopify", desk.TakeAsync);
        desk._app.MapPost("/webhooks/outcomes", desk.TellAsync);
        desk._app.MapGet("/health/sync", desk.Totals);
        await desk._app.StartAsync();
        return desk;
    }

    public ReplayOptions Options(PayloadFolder folder) =>
        new(new Uri(Address)) { Folder = folder.Path, Secret = Secret, Shop = "demo-shop.myshopify.com" };

    /// <summary>Runs the command against this desk and returns its exit code and what it printed.</summary>
    public async Task<(int Code, string Text)> ReplayAsync(PayloadFolder folder, params string[] more)
    {
        await using var output = new StringWriter();
        var code = await ReplayCommand.RunAsync(
            [folder.Path, "--to", Address, "--secret", Secret, .. more], output, CancellationToken.None);
        return (code, output.ToString());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        if (await ReadAsync(request) is not { } body)
        {
            return Results.Text("the signature does not hold", statusCode: 401);
        }

        var taken = new TakenDelivery(body, request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        if (Refuse(taken.Topic) is { } refusal)
        {
            return Results.Text(refusal.Message, statusCode: refusal.Status);
        }

        Taken.Enqueue(taken);
        return Results.Ok();
    }

    private async Task<IResult> TellAsync(HttpRequest request)
    {
        if (!TellsOutcomes)
        {
            return Results.NotFound();
        }

        if (await ReadAsync(request) is not { } body || !request.Headers.ContainsKey("X-Shopify-Shop-Domain"))
        {
            return Results.Unauthorized();
        }

        var ids = JsonDocument.Parse(body).RootElement.GetProperty("webhook_ids").EnumerateArray().Select(i => i.GetString()).ToList();
        Assert.InRange(ids.Count, 1, 500);
        return Results.Json(
            Taken.DistinctBy(t => t.WebhookId, StringComparer.Ordinal).Where(t => ids.Contains(t.WebhookId) && Judge(t.Topic).Outcome is not null)
                .Select(t => new { webhook_id = t.WebhookId, topic = t.Topic, outcome = Judge(t.Topic).Outcome, reason = Judge(t.Topic).Reason }));
    }

    private IResult Totals(HttpContext context)
    {
        var looks = Interlocked.Increment(ref _looks);
        if (looks > AnswersBeforeGone)
        {
            context.Abort();
        }

        var ids = Taken.Select(t => t.WebhookId).Distinct(StringComparer.Ordinal).Count();
        return Results.Json(new
        {
            received = Taken.Count,
            queued = looks > 1 && looks <= 1 + BusyLooks ? 3 : 0,
            applied = ids,
            duplicate = Taken.Count - ids,
            stale = 0,
            ignored = 0,
            dead = 0,
            oldestQueuedSeconds = 0.0,
        });
    }

    private async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return _signature.Holds(body.ToArray(), request.Headers["X-Shopify-Hmac-Sha256"].ToString()) ? body.ToArray() : null;
    }
}

internal sealed record TakenDelivery(byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Topic => Headers["X-Shopify-Topic"];

    public string WebhookId => Headers["X-Shopify-Webhook-Id"];
}
