using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core;
using ShopSupport.Core.Purge;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Work;
using ShopSupport.Webhooks.Work;

namespace ShopSupport.Bench.Purge;

/// <summary>What is kept after a while, in rows and bytes.</summary>
internal readonly record struct PurgeSizes(long Deliveries, long Events, long Database, long DatabaseLog, long Queue, long QueueLog);

/// <summary>Queue, applier and nightly work on files of their own, on a clock that runs fast.</summary>
internal sealed class PurgeDesk : IAsyncDisposable
{
    private const int BatchSize = 256;

    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private readonly Database _database;
    private readonly Database _queueDatabase;
    private readonly TableQueue _queue;
    private readonly DeliveryApplier _applier;
    private readonly WorkRunner _runner;

    private PurgeDesk(string folder)
    {
        _folder = folder;
        _database = new Database(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "main.db")}");
        _queueDatabase = new Database(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "queue.db")}", tuning: SqliteTuning.Queue);
        _queue = new TableQueue(_queueDatabase, Clock);
        _applier = new DeliveryApplier(_database, SyncCatalogue.Of(new ShopStore(_database, Clock).FindOrAddAsync), Clock);
        var work = new WorkQueue(_database, Clock);
        _runner = new WorkRunner(
            work,
            [new PurgeWork(new PurgeStore(_database, new Retention()), new ShopStore(_database, Clock), work, Clock)],
            NullLogger<WorkRunner>.Instance);
    }

    public MovingClock Clock { get; } = new();

    public static async Task<PurgeDesk> OpenAsync(string folder)
    {
        var desk = new PurgeDesk(folder);
        await Migrator.MigrateAsync(desk._database, "Main", CancellationToken.None);
        await desk._queue.PrepareAsync(CancellationToken.None);
        return desk;
    }

    /// <summary>Sends, takes, applies and deletes.</summary>
    public async Task ApplyAsync(IEnumerable<Delivery> deliveries)
    {
        await Task.WhenAll(deliveries.Select(delivery => _queue.SendAsync(delivery, CancellationToken.None)));
        while (await _queue.ReceiveAsync(BatchSize, Hidden, CancellationToken.None) is { Count: > 0 } batch)
        {
            await _applier.ApplyAsync(batch, CancellationToken.None);
            await _queue.DeleteAsync(batch, CancellationToken.None);
        }
    }

    /// <summary>Does what is due by the clock.</summary>
    public async Task WorkAsync()
    {
        await _runner.ScheduleAsync(CancellationToken.None);
        while (await _runner.RunDueAsync([Lane.Change], CancellationToken.None))
        {
        }
    }

    public async Task<PurgeSizes> MeasureAsync() => new(
        await CountAsync("SELECT COUNT(*) FROM deliveries"),
        await CountAsync("SELECT COUNT(*) FROM shop_events"),
        Length("main.db"),
        Length("main.db-wal"),
        Length("queue.db"),
        Length("queue.db-wal"));

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        await _queueDatabase.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task<long> CountAsync(string sql) => _database.FindAsync<long>(new SqlText(sql, sql), null, CancellationToken.None);

    private long Length(string file) => new FileInfo(Path.Combine(_folder, file)) is { Exists: true } info ? info.Length : 0;
}
