using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Bench.Consume;
using ShopSupport.Bench.Receive;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Core.Storage;

namespace ShopSupport.Bench.Queue;

/// <summary>
/// Each queue against what lies beneath it, in turns: the table against the same rows in one transaction, and Azure's
/// against its client alone, both on a storage server of this machine.
/// </summary>
internal static class QueueBench
{
    private const int Shops = 16;
    private const int Rounds = 3;

    // The storage server takes a few hundred messages a second and stutters: a twentieth is enough, in short turns.
    private const int AzureShare = 20;
    private const int AzureTurn = 200;

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        var folder = Path.Combine(options.Directory, $"queue-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            var deliveries = Enumerable.Range(0, options.Deliveries).Select(Delivery).ToList();
            await MeasureTableAsync(deliveries, folder, output);
            await MeasureAzureAsync(deliveries[..Math.Max(1, deliveries.Count / AzureShare)], folder, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureTableAsync(List<Delivery> deliveries, string folder, TextWriter output)
    {
        await RoundAsync("warm-up", deliveries[..Math.Min(deliveries.Count, 2000)]);
        var rounds = new List<(TakenBoth Limit, TakenBoth Ours)>(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            rounds.Add(await RoundAsync(i.ToString(CultureInfo.InvariantCulture), deliveries));
        }

        await WriteAsync("the table, a file", "the same rows, prepared, one transaction", deliveries.Count, rounds, output);
        double Speed(Func<TakenBoth, Taken> way) => deliveries.Count / Text.Median(rounds.Select(r => way(r.Ours).Seconds));
        var (send, receive) = (Speed(r => r.Send), Speed(r => r.Receive));
        await output.WriteLineAsync(
            $"  messages/s: send {Text.Goal(Text.Whole(send), "≥ 3,000", send >= 3000)}, receive {Text.Goal(Text.Whole(receive), "≥ 3,000", receive >= 3000)}");

        async Task<(TakenBoth Limit, TakenBoth Ours)> RoundAsync(string name, List<Delivery> part)
        {
            var limit = await TableLimit.RunAsync(part, Path.Combine(folder, $"limit-{name}.db"));
            await using var database = new Database(
                DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, $"queue-{name}.db")}", tuning: SqliteTuning.Queue);
            await using var queue = new TableQueue(database, TimeProvider.System);
            return (limit, await QueueLoad.RunAsync(queue, part));
        }
    }

    private static async Task MeasureAzureAsync(List<Delivery> deliveries, string folder, TextWriter output)
    {
        if (StorageServer.Program is not { } program)
        {
            await output.WriteLineAsync("  queue on Azure: not measured, Azurite is not installed (run npm ci in infra, or name it in AZURITE)");
            return;
        }

        await using var server = await StorageServer.StartAsync(program, folder);
        var queue = new AzureQueue(server.ConnectionString, TimeProvider.System, NullLogger<AzureQueue>.Instance);
        var limit = new AzureLimit(server.ConnectionString);
        await RoundAsync();
        var rounds = new List<(TakenBoth Limit, TakenBoth Ours)>(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            rounds.Add(await RoundAsync());
        }

        await WriteAsync("Azure's, on Azurite", "the client alone", deliveries.Count, rounds, output);
        double Ratio(Func<TakenBoth, Taken> way) => Text.Median(rounds.Select(r => way(r.Limit).Seconds / way(r.Ours).Seconds));
        var (send, receive) = (Ratio(r => r.Send), Ratio(r => r.Receive));
        await output.WriteLineAsync(
            $"  of the limit: send {Text.Goal(Text.Ratio(send), "≥ 0.80", send >= 0.8)}, receive {Text.Goal(Text.Ratio(receive), "≥ 0.80", receive >= 0.8)}");

        async Task<(TakenBoth Limit, TakenBoth Ours)> RoundAsync()
        {
            var (top, ours) = (default(TakenBoth), default(TakenBoth));
            foreach (var part in deliveries.Chunk(AzureTurn))
            {
                top += await limit.RunAsync(part);
                ours += await QueueLoad.RunAsync(queue, part);
            }

            return (top, ours);
        }
    }

    private static async Task WriteAsync(
        string name, string limit, int count, List<(TakenBoth Limit, TakenBoth Ours)> rounds, TextWriter output)
    {
        string[] Row(string way, Func<(TakenBoth Limit, TakenBoth Ours), Taken> ours, Func<(TakenBoth Limit, TakenBoth Ours), Taken> top) =>
        [
            way,
            Text.Whole(count / Text.Median(rounds.Select(r => ours(r).Seconds))),
            Text.Ratio(Text.Median(rounds.Select(r => top(r).Seconds / ours(r).Seconds))),
            Text.Whole(Text.Median(rounds.Select(r => ours(r).Processor.TotalMicroseconds)) / count),
            string.Join(" / ", rounds.Select(r => Text.Ms(ours(r).Seconds))),
        ];
        await output.WriteLineAsync(Text.Table(
            $"queue, {name}: {Text.Whole(count)} orders of {Shops} shops, {QueueLoad.Senders} senders, taken {QueueLoad.BatchSize} at a time, median of {Rounds} rounds in turns",
            ["way", "messages/s", "of the limit", "processor µs each", "seconds by round"],
            [
                Row($"limit, send: {limit}", r => r.Limit.Send, r => r.Limit.Send),
                Row("ours, send", r => r.Ours.Send, r => r.Limit.Send),
                Row($"limit, receive and delete: {limit}", r => r.Limit.Receive, r => r.Limit.Receive),
                Row("ours, receive and delete", r => r.Ours.Receive, r => r.Limit.Receive),
            ]));
    }

    private static Delivery Delivery(int number) => new()
    {
        ShopDomain = string.Create(CultureInfo.InvariantCulture, $"bench-{number % Shops}.myshopify.com"),
        Topic = "orders/create",
        WebhookId = string.Create(CultureInfo.InvariantCulture, $"b54557e4-bdd9-4b37-8a5f-{number:x12}"),
        ApiVersion = "2026-10",
        TriggeredAt = TimeProvider.System.GetUtcNow(),
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        Body = OrderBody.Of(number),
    };
}
