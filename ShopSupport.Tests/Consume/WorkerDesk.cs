using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;
using ShopSupport.Webhooks.Consume;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Tests.Consume;

/// <summary>A worker with its queue and database, all real files, on a clock that the test moves.</summary>
internal sealed class WorkerDesk : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shopsupport-worker-").FullName;
    private readonly DeliveryApplier _applier;
    private readonly Database _writer;
    private DeliveryWorker? _worker;

    private WorkerDesk(SyncedShop shop, string databaseOptions, Func<Catalogue, Catalogue> change)
    {
        Shop = shop;
        Queue = new TableQueue(new Database(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_folder, "queue.db")}"), shop.Db.Clock);
        var file = shop.Db.QueryAsync<string>("SELECT file FROM pragma_database_list WHERE name = 'main'").GetAwaiter().GetResult()[0];
        _writer = new Database(DatabaseProvider.Sqlite, $"Data Source={file}{databaseOptions}");
        _applier = new DeliveryApplier(_writer, change(SyncCatalogue.Of(new ShopStore(_writer, shop.Db.Clock).FindOrAddAsync)), shop.Db.Clock);
        Sync = new SyncStore(shop.Db.Database, Queue, _applier.InHand, shop.Db.Clock);
    }

    public SyncedShop Shop { get; }

    public TableQueue Queue { get; }

    public SyncStore Sync { get; }

    public List<string> Log { get; } = [];

    public TestClock Clock => Shop.Db.Clock;

    public static async Task<WorkerDesk> OpenAsync(string databaseOptions = "", Func<Catalogue, Catalogue>? change = null)
    {
        var desk = new WorkerDesk(await SyncedShop.OpenAsync(DatabaseProvider.Sqlite), databaseOptions, change ?? (catalogue => catalogue));
        await desk.Queue.PrepareAsync(CancellationToken.None);
        return desk;
    }

    public async Task<Delivery> SendAsync(string topic, string body, int minute = 0)
    {
        var delivery = Shop.Delivery(topic, body, minute);
        await Queue.SendAsync(delivery, CancellationToken.None);
        return delivery;
    }

    public Task StartAsync(IDeliveryQueue? queue = null)
    {
        _worker = new DeliveryWorker(queue ?? Queue, _applier, new WorkerHealth(), Clock, TimeSpan.FromSeconds(120), new ListLogger(Log));
        return _worker.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync()
    {
        await _worker!.StopAsync(CancellationToken.None);
        _worker.Dispose();
        _worker = null;
    }

    /// <summary>How many pages the database may have, never less than it has: the disk, as it were.</summary>
    public Task SetPagesAsync(int most)
    {
        var sql = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {most}");
        return _writer.ExecuteAsync(new SqlText(sql, sql), null, CancellationToken.None);
    }

    /// <summary>Waits until something is so.</summary>
    public static Task UntilAsync(Func<Task<bool>> isSo, string what) => Patience.UntilAsync(isSo, () => what);

    public Task UntilEmptyAsync() => UntilAsync(async () => (await Queue.CountAsync(CancellationToken.None)).Waiting == 0, "the queue is empty");

    /// <summary>Waits for words in the log; the clock runs on by <paramref name="meanwhile"/> at each look.</summary>
    public Task UntilLoggedAsync(string words, TimeSpan meanwhile = default) => UntilAsync(
        () =>
        {
            Clock.Advance(meanwhile);
            return Task.FromResult(LogHolds(words));
        },
        words);

    public bool LogHolds(string words)
    {
        lock (Log)
        {
            return Log.Exists(line => line.Contains(words, StringComparison.Ordinal));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await StopAsync();
        }

        await Queue.DisposeAsync();
        await _writer.DisposeAsync();
        await Shop.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class ListLogger(List<string> lines) : ILogger<DeliveryWorker>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add($"{formatter(state, exception)} {exception}");
            }
        }
    }
}
