using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core;
using ShopSupport.Core.Import;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;

namespace ShopSupport.Bench.Import;

/// <summary>
/// The process that imports: from wherever the file stands to its end. It prints rows, seconds, processor seconds and memory as it
/// goes, and may be killed at any time.
/// </summary>
internal static class ImportRun
{
    public const string Word = "import-run";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(Uri address, string file)
    {
        await using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}");
        await Migrator.MigrateAsync(database, Migrator.Main, CancellationToken.None);
        var clock = TimeProvider.System;
        var shops = new ShopStore(database, clock);
        var shopId = await shops.FindOrAddAsync("bench.myshopify.com", CancellationToken.None);
        var readAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(address.Fragment.AsSpan(1), CultureInfo.InvariantCulture));
        await AskAsync(database, shopId.Value, readAt);
        using var provider = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        var applier = new NodeApplier(database, SyncCatalogue.Of(shops.FindOrAddAsync), new ShopTurns(), clock);
        var pages = new PageWriter(applier, clock, NullLogger<PageWriter>.Instance);
        var reading = new FileReading(provider.GetRequiredService<IHttpClientFactory>(), pages, clock, NullLogger<FileReading>.Instance);
        var store = new ImportStore(database, clock);
        var operation = new BulkOperation { Id = new Gid("BulkOperation", 1), Status = BulkStatus.Completed, Url = address };

        using var over = new CancellationTokenSource();
        var start = Stopwatch.GetTimestamp();
        var telling = TellAsync(store, shopId, start, over.Token);
        FileOutcome outcome;
        do
        {
            var import = (await store.ListAsync(shopId, CancellationToken.None)).Resources[0];
            outcome = await reading.ReadAsync(shopId, import, operation, clock.GetUtcNow().AddSeconds(30), CancellationToken.None);
        }
        while (outcome is FileOutcome.TimeIsUp or FileOutcome.Cut);
        await over.CancelAsync();
        await telling;
        await TellAsync(store, shopId, start);
        Console.WriteLine(outcome);
    }

    private static async Task AskAsync(Database database, long shop, DateTimeOffset readAt)
    {
        const string Ask = """
            INSERT INTO imports (shop_id, resource, status, operation_id, read_at, asked_at) SELECT @shop, 'orders', 'reading', 1, @readAt, @readAt
            WHERE NOT EXISTS (SELECT 1 FROM imports)
            """;
        await database.ExecuteAsync(new SqlText(Ask, Ask), new { shop, readAt }, CancellationToken.None);
    }

    private static async Task TellAsync(ImportStore store, Core.Values.ShopId shopId, long start, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await TellAsync(store, shopId, start);
            await Task.Delay(BetweenLooks, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task TellAsync(ImportStore store, Core.Values.ShopId shopId, long start)
    {
        var import = (await store.ListAsync(shopId, CancellationToken.None)).Resources[0];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{import.RowsDone} {Stopwatch.GetElapsedTime(start).TotalSeconds} {Environment.CpuUsage.TotalTime.TotalSeconds} {Environment.WorkingSet} {import.Refused}"));
    }
}
