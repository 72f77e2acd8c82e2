using System.Collections.Concurrent;
using System.Globalization;
using ShopSupport.Bench.Receive;
using ShopSupport.Core;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Bench.Consume;

/// <summary>
/// Applying orders against its limit, the same rows inserted with prepared statements in one transaction: through the
/// applier alone, and through the real worker from a full queue.
/// </summary>
internal static class ConsumeBench
{
    private const int BatchSize = 256;
    private const int Consumers = 2;
    private const int Rounds = 3;

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        var folder = Path.Combine(options.Directory, $"consume-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            var messages = Enumerable.Range(0, options.Deliveries).Select(Message).ToList();
            await ApplyAsync(messages[..Math.Min(messages.Count, 4000)], Path.Combine(folder, "warm.db"));
            var (limit, applier, worker) = (new List<Taken>(), new List<Taken>(), new List<Taken>());
            var rows = 0;
            for (var i = 0; i < Rounds; i++)
            {
                var file = Path.Combine(folder, $"applied-{i}.db");
                applier.Add(await ApplyAsync(messages, file));
                var copied = CopiedRows.Read(file);
                rows = copied.Count;
                limit.Add(await copied.InsertAsync(Path.Combine(folder, $"limit-{i}.db")));
                worker.Add(await WorkAsync(messages, Path.Combine(folder, $"worker-{i}")));
            }

            await WriteAsync(options.Deliveries, rows, limit, applier, worker, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(
        int deliveries, int rows, List<Taken> limit, List<Taken> applier, List<Taken> worker, TextWriter output)
    {
        double Speed(List<Taken> rounds) => deliveries / Text.Median(rounds.Select(r => r.Seconds));
        double Ratio(List<Taken> rounds) => Text.Median(rounds.Zip(limit, (ours, top) => top.Seconds / ours.Seconds));
        string[] Row(string name, List<Taken> rounds) =>
        [
            name,
            Text.Whole(Speed(rounds)),
            Text.Ratio(Ratio(rounds)),
            Text.Whole(Text.Median(rounds.Select(r => r.Processor.TotalMicroseconds)) / deliveries),
            string.Join(" / ", rounds.Select(r => Text.Ms(r.Seconds))),
        ];
        await output.WriteLineAsync(Text.Table(
            $"consume: {Text.Whole(deliveries)} orders of three lines, {Text.Whole(rows)} rows in the end, batches of {BatchSize}, {Consumers} consumers, median of {Rounds} rounds in turns",
            ["way", "orders/s", "of the limit", "processor µs each", "seconds by round"],
            [Row("limit: the rows, prepared, one transaction", limit), Row("ours, applier alone", applier), Row("ours, whole worker from the queue", worker)]));
        foreach (var (name, rounds) in new[] { ("applier", applier), ("worker", worker) })
        {
            var (speed, ratio) = (Speed(rounds), Ratio(rounds));
            await output.WriteLineAsync(
                $"  {name}: {Text.Goal(Text.Ratio(ratio), "≥ 0.40", ratio >= 0.4)}, {Text.Goal(Text.Whole(speed) + " orders/s", "≥ 3,000", speed >= 3000)}");
        }
    }

    private static async Task<Taken> ApplyAsync(List<QueuedDelivery> messages, string file)
    {
        await using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}");
        await Migrator.MigrateAsync(database, "Main", CancellationToken.None);
        var applier = new DeliveryApplier(database, SyncCatalogue.Of(new ShopStore(database, TimeProvider.System).FindOrAddAsync), TimeProvider.System);
        var batches = new ConcurrentQueue<QueuedDelivery[]>(messages.Chunk(BatchSize));
        var start = Taken.Now();
        await Task.WhenAll(Enumerable.Range(0, Consumers).Select(_ => Task.Run(async () =>
        {
            while (batches.TryDequeue(out var batch))
            {
                await applier.ApplyAsync(batch, CancellationToken.None);
            }
        })));
        return Taken.Since(start);
    }

    private static async Task<Taken> WorkAsync(List<QueuedDelivery> messages, string directory)
    {
        var builder = WebApplication.CreateBuilder(
        [
            "--urls", "http://127.0.0.1:0",
            "--Logging:LogLevel:Default", "Warning",
            "--Data:Directory", directory,
            "--Host:Roles", "consume",
        ]);
        var settings = builder.AddWebhooks(HostRoles.Consume, "http://127.0.0.1:0");
        await using var app = builder.Build();
        await app.PrepareAsync(settings, CancellationToken.None);
        var queue = app.Services.GetRequiredService<IDeliveryQueue>();
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = 256 },
            async (message, _) => await queue.SendAsync(message.Delivery, CancellationToken.None));

        var start = Taken.Now();
        await app.StartAsync();
        var store = app.Services.GetRequiredService<SyncStore>();
        while ((await store.TotalsOfAllAsync(CancellationToken.None)).Applied < messages.Count)
        {
            await Task.Delay(10);
        }

        var taken = Taken.Since(start);
        await app.StopAsync();
        return taken;
    }

    private static QueuedDelivery Message(int number) => new()
    {
        MessageId = number.ToString(CultureInfo.InvariantCulture),
        Receipt = "1",
        Tries = 0,
        Delivery = new Delivery
        {
            ShopDomain = LoadGenerator.Shop,
            Topic = "orders/create",
            WebhookId = string.Create(CultureInfo.InvariantCulture, $"b54557e4-bdd9-4b37-8a5f-{number:x12}"),
            ApiVersion = "2026-10",
            TriggeredAt = TimeProvider.System.GetUtcNow(),
            ReceivedAt = TimeProvider.System.GetUtcNow(),
            Body = OrderBody.Of(number),
        },
    };
}
