using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.App.Demo;
using ShopSupport.Core;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App.Demo;

/// <summary>A demo shop as the desk has it: made through the queue, applied, and read as the screens read it.</summary>
internal sealed class MadeShop : IAsyncDisposable
{
    private readonly TestDatabase _db;
    private readonly Database _queueDatabase;

    private MadeShop(TestDatabase db, Database queueDatabase) => (_db, _queueDatabase) = (db, queueDatabase);

    public Shop Shop { get; private set; } = null!;

    public DemoShop Source { get; private set; } = null!;

    public IReadOnlyList<ConversationRow> Waiting { get; private set; } = [];

    public IReadOnlyList<ConversationRow> All { get; private set; } = [];

    public DemoState? Progress { get; private set; }

    public Database Database => _db.Database;

    public static async Task<MadeShop> MakeAsync(DemoOptions options)
    {
        var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        var queueDatabase = new Database(DatabaseProvider.Sqlite, $"Data Source={TestDatabase.NewFile()}");
        var made = new MadeShop(db, queueDatabase);
        await using var queue = new TableQueue(queueDatabase, TimeProvider.System);
        await queue.PrepareAsync(CancellationToken.None);
        var (progress, shops) = (new DemoProgress(TimeProvider.System), new ShopStore(db.Database, TimeProvider.System));
        var sending = new DemoSending(queue, TimeProvider.System, NullLogger<DemoSending>.Instance);
        using var done = new CancellationTokenSource();
        var applying = Task.Run(() => ApplyAsync(db.Database, queue, done.Token));
        await DemoMakers.Of(db.Database, sending, progress).MakeAsync(options, () => { }, CancellationToken.None);
        await done.CancelAsync();
        await applying;
        await made.ReadAsync(options, shops, progress);
        return made;
    }

    /// <summary>What the next start of the process does about it.</summary>
    public async Task StartAgainAsync(DemoOptions options)
    {
        await using var queue = new TableQueue(_queueDatabase, TimeProvider.System);
        var sending = new DemoSending(queue, TimeProvider.System, NullLogger<DemoSending>.Instance);
        await DemoMakers.Of(Database, sending).MakeAsync(options, () => { }, CancellationToken.None);
    }

    /// <summary>The conversation of the row, as it is opened.</summary>
    public async Task<Conversation> OpenAsync(ConversationRow row) =>
        (await new InboxStore(Database).FindAsync(Shop.Id, row.Id, default, InboxStore.MessagesShown, CancellationToken.None))!;

    /// <summary>What the panel beside it says.</summary>
    public async Task<CustomerPanel> PanelAsync(ConversationRow row) =>
        (await new CustomerPanelStore(Database).FindAsync(Shop.Id, row.CustomerId!.Value, new PanelQuestion { Except = row.Id }, CancellationToken.None))!;

    public async ValueTask DisposeAsync()
    {
        await _queueDatabase.DisposeAsync();
        await _db.DisposeAsync();
    }

    private async Task ReadAsync(DemoOptions options, ShopStore shops, DemoProgress progress)
    {
        Shop = (await shops.FindAsync(options.Country.Domain, CancellationToken.None))!;
        Source = new DemoShop(options, Shop.InstalledAt!.Value);
        Progress = progress.Find(options.Country.Domain);
        var first = DemoAgents.All(options.IsEnglish)[0];
        var agent = await new AgentStore(Database, TimeProvider.System).FindOrAddAsync(Shop.Id, first.Handle, first.Name, CancellationToken.None);
        var inbox = new InboxStore(Database);
        Waiting = (await inbox.ListAsync(Shop.Id, InboxView.Waiting, agent.Id, after: null, 1000, CancellationToken.None)).Rows;
        All = (await inbox.ListAsync(Shop.Id, InboxView.All, agent.Id, after: null, 2000, CancellationToken.None)).Rows;
    }

    private static async Task ApplyAsync(Database database, TableQueue queue, CancellationToken stopping)
    {
        var applier = new DeliveryApplier(database, SyncCatalogue.Of(new ShopStore(database, TimeProvider.System).FindOrAddAsync), TimeProvider.System);
        while (!stopping.IsCancellationRequested)
        {
            var taken = await queue.ReceiveAsync(256, TimeSpan.FromMinutes(1), CancellationToken.None);
            if (taken.Count > 0)
            {
                Assert.Empty(await applier.ApplyAsync(taken, CancellationToken.None));
                await queue.DeleteAsync(taken, CancellationToken.None);
                continue;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        }
    }
}
