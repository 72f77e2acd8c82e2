using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ShopSupport.Core.Channels;
using ShopSupport.Tests.App;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Hosting;

/// <summary>The whole app, whose spans are kept as they go out.</summary>
internal sealed class TracedApp(WholeApp app, OtlpReceiver receiver) : IAsyncDisposable
{
    public const string Mail = "kanarie@vogel.example";
    public const string Words = "Zwitschern im Käfig";

    private readonly Kept _kept = new();

    public WholeApp App => app;

    /// <summary>All that went out, texts readable.</summary>
    public string SentOut
    {
        get
        {
            Assert.True(app.Services.GetRequiredService<TracerProvider>().ForceFlush());
            Assert.True(app.Services.GetRequiredService<MeterProvider>().ForceFlush());
            return receiver.Everything;
        }
    }

    public static async Task<TracedApp> StartAsync(params string[] settings)
    {
        var receiver = await OtlpReceiver.StartAsync();
        var traced = new TracedApp(await WholeApp.StartAsync(isDemo: true, [.. receiver.Settings, .. settings]), receiver);
        traced.App.Services.GetRequiredService<TracerProvider>().AddProcessor(traced._kept);
        return traced;
    }

    /// <summary>One message of a customer from its POST to an open screen; gives the spans of its trace.</summary>
    public async Task<List<Activity>> FollowAsync()
    {
        await app.SendAsync(ChannelMessage.Topic, Message("before"));
        await app.UntilAsync("SELECT COUNT(*) FROM conversations");
        using var stream = await app.Client.GetAsync(new Uri("/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        var id = Guid.NewGuid().ToString();
        await app.SendAsync(ChannelMessage.Topic, Message("after"), id);
        List<Activity> Spans() =>
            _kept.Spans.FirstOrDefault(span => span.OperationName is "receive delivery" && Equals(span.GetTagItem("shopsupport.delivery"), id)) is { } receipt
                ? [.. _kept.Spans.Where(span => span.TraceId == receipt.TraceId)]
                : [];
        await Patience.UntilAsync(
            () => Task.FromResult(Spans().Exists(span => span.OperationName is "tell screen") && Spans().Exists(span => span.Kind is ActivityKind.Server)),
            () => $"the screen is told in the trace; there are {string.Join(", ", Spans().Select(span => span.OperationName))}");
        return Spans();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await receiver.DisposeAsync();
    }

    private static string Message(string key) => System.Text.Encoding.UTF8.GetString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
        new Said(key, new ChannelPerson("Kanarienvogel", Mail)).ByCustomer(1, Words) with { Subject = Words }, ChannelMessage.Json));

    private sealed class Kept : BaseProcessor<Activity>
    {
        public ConcurrentQueue<Activity> Spans { get; } = new();

        public override void OnEnd(Activity data) => Spans.Enqueue(data);
    }
}
