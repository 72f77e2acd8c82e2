using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShopSupport.Core;
using ShopSupport.Core.Import;
using ShopSupport.Core.Purge;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Work;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Serve;
using ShopSupport.Tests.Simulator.Serve;
using ShopSupport.Tests.Simulator.Shop;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Import;

/// <summary>A shop of a simulated Shopify, reached over real HTTP, and a desk that has just been installed in it.</summary>
internal sealed class ImportDesk : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("import-test-").FullName;
    private readonly ListLogs _logs = new();
    // Its own clock: nobody is killed who asks it.
    private readonly ImportClock _simulated = new(MadeShops.Anchor.AddHours(1));
    private WebApplication? _host;
    private ServiceProvider _services = null!;

    private ImportDesk(TestDatabase db) => Db = db;

    public TestDatabase Db { get; }

    public ImportClock Clock { get; } = new(MadeShops.Anchor.AddHours(1));

    public ShopifySimulator Simulator { get; private set; } = null!;

    public SimulatedStore Store { get; private set; } = null!;

    public List<Delivery> Told { get; } = [];

    /// <summary>What happens to files on their way.</summary>
    public FileFaults Files { get; } = new();

    public IEnumerable<string> Logs => _logs.Lines;

    public IServiceProvider Services => _services;

    public ImportStore Imports => _services.GetRequiredService<ImportStore>();

    /// <param name="engine">The desk's database.</param>
    /// <param name="pageRows">How many rows are written at a time.</param>
    /// <param name="simulated">A desk whose simulated shop this one is installed in too, with everything that happened there.</param>
    public static async Task<ImportDesk> OpenAsync(DatabaseProvider engine, int pageRows = 500, ImportDesk? simulated = null)
    {
        var desk = new ImportDesk(await TestDatabase.OpenAsync(engine));
        await desk.ServeAsync(simulated);
        await desk.InstallAsync();
        desk._services.GetRequiredService<FileReading>().PageRows = pageRows;
        return desk;
    }

    /// <summary>Runs what is due and what is not, until nothing waits any longer, or <paramref name="isEnough"/>.</summary>
    public Task RunAsync(Func<Task<bool>>? isEnough = null) => Patience.UntilAsync(
        async () =>
        {
            if (isEnough is not null && await isEnough())
            {
                return true;
            }

            return !await RunOnceAsync();
        },
        () => $"the end of the import; {string.Join('\n', Logs.TakeLast(20))}");

    /// <summary>Runs until Shopify has written every file, and nobody has looked at them yet.</summary>
    public async Task BegunAsync()
    {
        await RunOnceAsync();
        await RunOnceAsync();
        await Patience.UntilAsync(() => Store.Bulk.All.Count == 5 && Store.Bulk.All.All(one => one.IsOver), "the end of all operations");
    }

    /// <summary>Runs until every file can be read, and those of customers and orders have not been.</summary>
    public async Task ReadyAsync()
    {
        await BegunAsync();
        // One resource a run: the products.
        await RunOnceAsync();
    }

    /// <summary>One run, however it ends; false where nothing waits.</summary>
    public async Task<bool> RunOnceAsync()
    {
        var item = await Db.FindAsync<WorkItem>(
            """SELECT id, shop_id, kind, work_key AS "key", lane, due_at, payload, tries, receipt FROM work WHERE shop_id = @ShopId AND kind = 'import'""", new { Db.ShopId });
        if (item is null)
        {
            return false;
        }

        await _services.GetServices<IWorkHandler>().Single(handler => string.Equals(handler.Kind, Installation.ImportKind, StringComparison.Ordinal)).RunAsync(item, CancellationToken.None);
        await _services.GetRequiredService<WorkQueue>().DoneAsync(item, CancellationToken.None);
        return true;
    }

    /// <summary>Asks for another import, as a new installation would.</summary>
    public Task AskAgainAsync() => Db.Database.WriteAsync(
        transaction => WorkStore.AddAsync(
            transaction, new WorkItem { ShopId = Db.ShopId, Kind = Installation.ImportKind, Key = Installation.FirstKey, DueAt = Clock.GetUtcNow() }, Clock.GetUtcNow(), CancellationToken.None),
        CancellationToken.None);

    public async Task<ResourceImport> StateAsync(ImportedResource resource) =>
        (await Imports.ListAsync(Db.ShopId, CancellationToken.None)).Resources.Single(import => import.Resource == resource);

    public Task<int> CountAsync(string table, string where = "1 = 1") => Db.FindAsync<int>($"SELECT COUNT(*) FROM {table} WHERE shop_id = @ShopId AND {where}", new { Db.ShopId });

    /// <summary>Applies what the simulator has told since the last time.</summary>
    public async Task DeliverAsync()
    {
        var applier = _services.GetRequiredService<DeliveryApplier>();
        List<Delivery> told;
        lock (Told)
        {
            told = [.. Told];
            Told.Clear();
        }

        foreach (var delivery in told)
        {
            var message = new QueuedDelivery { MessageId = Guid.NewGuid().ToString(), Receipt = "1", Tries = 0, Delivery = delivery };
            await applier.ApplyAsync([message], CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Clock.Spare();
        await _services.DisposeAsync();
        if (_host is not null)
        {
            Simulator.Dispose();
            await _host.DisposeAsync();
        }

        await Db.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // Files end while somebody acts.
    private void Hear(Delivery delivery)
    {
        lock (Told)
        {
            Told.Add(delivery);
        }
    }

    private async Task ServeAsync(ImportDesk? simulated)
    {
        if (simulated is not null)
        {
            (Simulator, Store) = (simulated.Simulator, simulated.Store);
            return;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _host = builder.Build();
        Simulator = new(OneStore.App(), _folder, _simulated) { Told = (delivery, _) => Hear(delivery) };
        _host.MapSimulator(Simulator);
        var domain = (await Db.FindAsync<string>("SELECT domain FROM shops WHERE id = @ShopId", new { Db.ShopId }))!;
        var source = DemoSource.Of(new DemoShop(MadeShops.Small, MadeShops.Anchor));
        Store = Simulator.Add(source with { Profile = source.Profile with { Domain = domain } });
        Simulator.Install(Store);
        Store.App.Scopes = Store.App.Scopes.Append("read_all_orders").ToHashSet(StringComparer.Ordinal);
        await _host.StartAsync();
        Simulator.Address = new(_host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    private async Task InstallAsync()
    {
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_logs));
        services.AddShopSupportCore(new CoreSettings
        {
            Database = new(),
            Queue = new(),
            Data = new(),
            Secrets = new(),
            Retention = new Retention(),
            Shopify = new() { ApiKey = "key", ApiSecrets = ["secret"], AdminUrl = $"{Simulator.Address}{Store.Shop.Profile.Domain}" },
        });
        services.AddSingleton(Db.Database).AddSingleton<TimeProvider>(Clock);
        services.AddHttpClient(FileReading.HttpClient).AddHttpMessageHandler(() => new FileFaults.Handler(Files));
        SecretKeys.Register(services);
        _services = services.BuildServiceProvider();
        await _services.GetRequiredService<Installation>().BeginAsync(Db.ShopId, CancellationToken.None);
        var idToken = Simulator.Sessions.Mint(Store.Shop.Profile, 1);
        await _services.GetRequiredService<AccessTokens>().EnterAsync(Db.ShopId, idToken, default, CancellationToken.None);
    }
}
