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
using ShopSupport.Tests.Simulator.Demo;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App.Demo;

/// <summary>A demo shop as the desk has it: told of by deliveries, which end in the rows that an import brings, and read as the screens read it.</summary>
internal sealed class MadeShop : IAsyncDisposable
{
    private readonly TestDatabase _db;

    private MadeShop(TestDatabase db) => _db = db;

    public Shop Shop { get; private set; } = null!;

    public DemoShop Source { get; private init; } = null!;

    public IReadOnlyList<ConversationRow> Waiting { get; private set; } = [];

    public IReadOnlyList<ConversationRow> All { get; private set; } = [];

    public Database Database => _db.Database;

    public static async Task<MadeShop> MakeAsync(DemoOptions options)
    {
        var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        var shops = new ShopStore(db.Database, TimeProvider.System);
        var anchor = DemoStores.Anchor(TimeProvider.System.GetUtcNow());
        var made = new MadeShop(db) { Source = new DemoShop(options, anchor) };
        await ApplyAsync(db.Database, shops, ToldShop.Deliveries(made.Source));
        await shops.InstallAsync(options.Country.Domain, anchor, CancellationToken.None);
        await made.PutAsideAsync();
        await made.ReadAsync(options, shops);
        return made;
    }

    /// <summary>What each start of the process does about it.</summary>
    public Task PutAsideAsync() => DemoMakers.Snoozes(Database).PutAsideAsync(Source, CancellationToken.None);

    /// <summary>The conversation of the row, as it is opened.</summary>
    public async Task<Conversation> OpenAsync(ConversationRow row) =>
        (await new InboxStore(Database).FindAsync(Shop.Id, row.Id, default, InboxStore.MessagesShown, CancellationToken.None))!;

    /// <summary>What the panel beside it says.</summary>
    public async Task<CustomerPanel> PanelAsync(ConversationRow row) =>
        (await new CustomerPanelStore(Database).FindAsync(Shop.Id, row.CustomerId!.Value, new PanelQuestion { Except = row.Id }, CancellationToken.None))!;

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    private async Task ReadAsync(DemoOptions options, ShopStore shops)
    {
        Shop = (await shops.FindAsync(options.Country.Domain, CancellationToken.None))!;
        var first = DemoAgents.All(options.IsEnglish)[0];
        var agent = await new AgentStore(Database, TimeProvider.System).FindOrAddAsync(Shop.Id, first.Handle, first.Name, CancellationToken.None);
        var inbox = new InboxStore(Database);
        Waiting = (await inbox.ListAsync(Shop.Id, InboxView.Waiting, agent.Id, after: null, 1000, CancellationToken.None)).Rows;
        All = (await inbox.ListAsync(Shop.Id, InboxView.All, agent.Id, after: null, 2000, CancellationToken.None)).Rows;
    }

    private static async Task ApplyAsync(Database database, ShopStore shops, IEnumerable<Delivery> deliveries)
    {
        var applier = new DeliveryApplier(database, SyncCatalogue.Of(shops.FindOrAddAsync), TimeProvider.System);
        foreach (var batch in deliveries.Select(delivery => new QueuedDelivery { MessageId = delivery.WebhookId, Receipt = "1", Tries = 0, Delivery = delivery }).Chunk(256))
        {
            Assert.Empty(await applier.ApplyAsync(batch, CancellationToken.None));
        }
    }
}
