using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.App.Demo;
using ShopSupport.Core;
using ShopSupport.Core.Import;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.App.Demo;
using ShopSupport.Tests.Consume;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Consume;
using ShopSupport.Webhooks.Work;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Tests.Work;

/// <summary>Whatever a worker throws, its host lives, its health names it, and it goes on.</summary>
public sealed class WorkersTests
{
    private const string Secret = "お客様の秘密";

    private static readonly DemoOptions Small = new() { Customers = 2, Orders = 3, Conversations = 1, Language = "ja" };

    [Fact]
    public async Task Consuming_goes_on()
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        var applier = new DeliveryApplier(db.Database, SyncCatalogue.Of(new ShopStore(db.Database, db.Clock).FindOrAddAsync), db.Clock);

        await GoesOnAsync("Consuming", (odd, health) => new DeliveryWorker(
            odd, applier, health, TimeProvider.System, TimeSpan.FromMinutes(1), NullLogger<DeliveryWorker>.Instance));
    }

    [Fact]
    public async Task Making_the_demo_shop_goes_on()
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);

        var visits = new DemoVisits();
        using var makers = new DemoMakers(Small);
        await GoesOnAsync("Making the demo shop", (odd, health) => new DemoSeeder(
            Small, makers.Of(db.Database, odd), visits, new ShopStore(db.Database, db.Clock), new ImportStore(db.Database, db.Clock), health, TimeProvider.System, NullLogger<DemoSeeder>.Instance));
    }

    [Fact]
    public async Task The_demo_shops_life_goes_on()
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        var shops = new ShopStore(db.Database, db.Clock);
        await shops.InstallAsync(DemoOptions.ShopDomain, TestClock.Start, default);
        using var makers = new DemoMakers(Small);
        makers.Stores.NoteTold(DemoOptions.ShopDomain);

        await GoesOnAsync("The demo shop's life", (odd, health) => new DemoLive(
            Small, makers.Stores, DemoMakers.Sending(odd), shops, health, new QuickClock(), NullLogger<DemoLive>.Instance));
    }

    [Fact]
    public async Task Work_goes_on()
    {
        await using var desk = await WorkDesk.OpenAsync(DatabaseProvider.Sqlite);
        await desk.Db.ExecuteAsync("ALTER TABLE work RENAME TO gone");
        var health = new WorkerHealth();
        var runner = new WorkRunner(desk.Queue, [], NullLogger<WorkRunner>.Instance);
        using var host = HostOf(new WorkWorker(runner, desk.Db.Database, health, TimeProvider.System, NullLogger<WorkWorker>.Instance));
        await host.StartAsync();
        await WorkerDesk.UntilAsync(async () => await NamedAsync(health) is "Work fails: SqliteException 1/1", "health names the worker");

        await desk.Db.ExecuteAsync("ALTER TABLE gone RENAME TO work");

        await WorkerDesk.UntilAsync(async () => await NamedAsync(health) is null, "the worker goes on");
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync();
    }

    private static async Task GoesOnAsync(string what, Func<IDeliveryQueue, WorkerHealth, BackgroundService> worker)
    {
        var (odd, health) = (new OddQueue(), new WorkerHealth());
        using var host = HostOf(worker(odd, health));
        await host.StartAsync();
        await WorkerDesk.UntilAsync(async () => await NamedAsync(health) is not null, "health names the worker");
        Assert.Equal($"{what} fails: NotSupportedException", await NamedAsync(health));

        odd.IsOdd = false;

        await WorkerDesk.UntilAsync(async () => odd.Uses > 0 && await NamedAsync(health) is null, "the worker goes on");
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync();
    }

    // As the program is: an exception that leaves a background service ends the host.
    private static IHost HostOf(BackgroundService worker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService(_ => worker);
        return builder.Build();
    }

    private static async Task<string?> NamedAsync(WorkerHealth health) =>
        await health.CheckHealthAsync(new HealthCheckContext()) is { Status: HealthStatus.Degraded, Description: var what } ? what : null;

    /// <summary>A queue that throws what nobody expects until it is told not to.</summary>
    private sealed class OddQueue : IDeliveryQueue
    {
        private int _uses;

        public volatile bool IsOdd = true;

        public int Uses => _uses;

        public Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task CheckAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task SendAsync(Delivery delivery, CancellationToken cancel) => UseAsync(true);

        public Task<IReadOnlyList<QueuedDelivery>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancel) =>
            UseAsync<IReadOnlyList<QueuedDelivery>>([]);

        public Task DeleteAsync(IReadOnlyCollection<QueuedDelivery> messages, CancellationToken cancel) => Task.CompletedTask;

        public Task ReleaseAsync(QueuedDelivery message, TimeSpan delay, bool failed, CancellationToken cancel) => Task.CompletedTask;

        public Task<QueueCount> CountAsync(CancellationToken cancel) => Task.FromResult(new QueueCount(0, null));

        public Task<QueueCount?> CountAsync(string shopDomain, CancellationToken cancel) => Task.FromResult<QueueCount?>(new QueueCount(0, null));

        private Task<T> UseAsync<T>(T answer)
        {
            if (IsOdd)
            {
                throw new NotSupportedException(Secret);
            }

            Interlocked.Increment(ref _uses);
            return Task.FromResult(answer);
        }
    }

    /// <summary>The time, but nobody waits long.</summary>
    private sealed class QuickClock : TimeProvider
    {
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > Longest ? Longest : dueTime, period);
    }
}
