using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ShopSupport.Tests.Hosting;

/// <summary>Takes what a program sends by OTLP over HTTP, and keeps the bytes as they came.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _received = new();

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/{kind}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            // Protocol buffers hold texts as they are.
            _received.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
        });
    }

    /// <summary>Settings that send everything here.</summary>
    public string[] Settings => [$"--OTEL_EXPORTER_OTLP_ENDPOINT={_app.Urls.Single()}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"];

    public string Everything => string.Join('\n', _received);

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
