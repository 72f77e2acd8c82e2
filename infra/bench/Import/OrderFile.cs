using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ShopSupport.Core.Shopify;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.OAuth;
using ShopSupport.Simulator.Serve;

namespace ShopSupport.Bench.Import;

/// <summary>The file that a simulated Shopify writes of a large shop's orders, served over HTTP as Shopify's storage does.</summary>
internal sealed class OrderFile : IAsyncDisposable
{
    private readonly WebApplication _host;

    private OrderFile(WebApplication host, string path) => (_host, Path) = (host, path);

    public string Path { get; }

    public Uri Address { get; private init; } = new("http://127.0.0.1");

    /// <summary>Serves the file; writes it first where none of that size is kept.</summary>
    public static async Task<OrderFile> ServeAsync(string folder, int orders, int customers, TextWriter output)
    {
        var path = System.IO.Path.Combine(folder, $"orders-{orders}-{customers}.jsonl");
        if (!File.Exists(path))
        {
            await output.WriteLineAsync($"Writing {Text.Whole(orders)} orders, which is done once.");
            await WriteAsync(path, orders, customers);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        host.MapGet("/orders.jsonl", () => Results.File(path, "application/jsonl", enableRangeProcessing: true));
        await host.StartAsync();
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        // With when it was written, so that each run reads the same thing.
        var writtenAt = new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new OrderFile(host, path) { Address = new Uri($"{address}/orders.jsonl#{writtenAt}") };
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    private static async Task WriteAsync(string path, int orders, int customers)
    {
        var folder = Directory.CreateTempSubdirectory("simulated-shopify-").FullName;
        try
        {
            using var reader = new StreamReader(typeof(ShopifySimulator).Assembly.GetManifestResourceStream("Serve/shopify.app.toml")!);
            var app = AppFile.Read(await reader.ReadToEndAsync(), "bench", ["bench"], new Uri("http://127.0.0.1"));
            using var simulator = new ShopifySimulator(app, folder, TimeProvider.System);
            var demo = new DemoOptions { Language = "ja", Customers = customers, Orders = orders, Conversations = 0 };
            var store = simulator.Add(LargeSource.Of(demo, TimeProvider.System.GetUtcNow()));
            simulator.Install(store);
            store.App.Scopes = store.App.Scopes.Append("read_all_orders").ToHashSet(StringComparer.Ordinal);
            var (operation, refusal) = store.Bulk.Start(ShopifyDocument.Load("BulkOrders").Text, isGrouped: true);
            await store.Bulk.UntilOverAsync((operation ?? throw new InvalidOperationException(refusal!.Message)).Id);
            var ended = store.Bulk.Find(operation.Id)!;
            File.Move(ended.ErrorCode is null ? ended.File! : throw new InvalidOperationException(ended.ErrorCode), path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
