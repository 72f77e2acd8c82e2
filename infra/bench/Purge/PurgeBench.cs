using System.Globalization;
using ShopSupport.Bench.Consume;
using ShopSupport.Bench.Receive;
using ShopSupport.Core.Queue;

namespace ShopSupport.Bench.Purge;

/// <summary>
/// A hundred days of one shop in fast motion: its orders change again and again, each night what is old is deleted, and
/// once the longest time is over that rows are kept for, neither file may grow.
/// </summary>
internal static class PurgeBench
{
    private const int Days = 100;
    private const int BatchSize = 256;
    private const int Orders = 1000;
    private const int Tenths = 10;

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        var folder = Path.Combine(options.Directory, $"purge-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            await using var desk = await PurgeDesk.OpenAsync(folder);
            var start = Taken.Now();
            var sizes = new List<PurgeSizes>();
            var batches = Math.Max(Tenths, options.History / BatchSize);
            for (var i = 1; i <= batches; i++)
            {
                await desk.ApplyAsync(Enumerable.Range(i * BatchSize, BatchSize).Select(number => Change(number, desk.Clock.GetUtcNow())));
                desk.Clock.Advance(TimeSpan.FromDays(Days) / batches);
                await desk.WorkAsync();
                if (i * Tenths / batches > (i - 1) * Tenths / batches)
                {
                    sizes.Add(await desk.MeasureAsync());
                }
            }

            await WriteAsync(batches * BatchSize, sizes, Taken.Since(start), output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(int count, List<PurgeSizes> sizes, Taken taken, TextWriter output)
    {
        await output.WriteLineAsync(Text.Table(
            $"purge: {Text.Whole(count)} changes of {Text.Whole(Orders)} orders over {Days} days in {Text.Whole(taken.Seconds)} s, each night what is old is deleted",
            ["day", "deliveries", "events", "database", "its log", "queue", "its log"],
            [
                .. sizes.Select((size, i) => new[]
                {
                    Text.Whole((i + 1) * Days / Tenths),
                    Text.Whole(size.Deliveries),
                    Text.Whole(size.Events),
                    Text.Mb(size.Database),
                    Text.Mb(size.DatabaseLog),
                    Text.Mb(size.Queue),
                    Text.Mb(size.QueueLog),
                }),
            ]));
        foreach (var (name, size) in new (string, Func<PurgeSizes, long>)[] { ("database", s => s.Database), ("queue", s => s.Queue) })
        {
            var growth = size(sizes[^1]) / (double)size(sizes[(Tenths / 2) - 1]);
            await output.WriteLineAsync($"  {name}, last day against day {Days / 2}: {Text.Goal(Text.Ratio(growth), "≤ 1.05", growth <= 1.05)}");
        }
    }

    private static Delivery Change(int number, DateTimeOffset now) => new()
    {
        ShopDomain = LoadGenerator.Shop,
        Topic = "orders/updated",
        WebhookId = string.Create(CultureInfo.InvariantCulture, $"b54557e4-bdd9-4b37-8a5f-{number:x12}"),
        ApiVersion = "2026-10",
        TriggeredAt = now,
        ReceivedAt = now,
        Body = System.Text.Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":{{(number % Orders) + 1}},"currency":"JPY","total_price":"{{number % 9973}}","updated_at":"{{now:yyyy-MM-ddTHH:mm:ss.fffZ}}","note":"{{number:x}}"}""")),
    };
}
