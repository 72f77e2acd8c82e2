using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.App.Demo;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Tests.App.Demo;

public sealed class DemoSeederTests
{
    private static readonly DemoOptions Options = new() { Customers = 300, Orders = 900, Conversations = 260 };

    [Fact]
    public async Task A_first_start_sends_the_newest_conversations_before_history()
    {
        await using var shops = await NewShops.MakeAsync();
        var queue = new HeldDeliveries();

        await MakeAsync(shops, queue);

        var made = await shops.Store.FindAsync(DemoOptions.ShopDomain, CancellationToken.None);
        var shop = new DemoShop(Options, made!.InstalledAt!.Value);
        var open = shop.Threads.Where(thread => thread.IsOpen && thread.IsWaiting).Select(thread => DemoShop.KeyOf(thread)[..18]).ToHashSet(StringComparer.Ordinal);
        var newest = shop.Threads.Take(DemoTelling.Newest).Select(thread => DemoShop.KeyOf(thread)[..18]).Concat(open).ToHashSet(StringComparer.Ordinal);
        var keys = queue.Sent.Select(delivery => IsMessage(delivery) ? delivery.WebhookId[..18] : "").ToList();
        Assert.Equal(Options.Conversations, keys.Distinct(StringComparer.Ordinal).Count() - 1);
        // The shop and its two places; then whoever waits, with all that the first page shows of them; then the newest.
        Assert.Equal(["shop/update", "locations/create", "locations/create", "customers/create"], queue.Sent.Take(4).Select(delivery => delivery.Topic), StringComparer.Ordinal);
        Assert.True(keys.FindLastIndex(open.Contains) < 1400, $"{keys.FindLastIndex(open.Contains)}");
        Assert.True(keys.FindIndex(key => key.Length > 0 && !newest.Contains(key)) > keys.FindLastIndex(newest.Contains));
    }

    [Fact]
    public async Task A_second_start_sends_nothing()
    {
        await using var shops = await NewShops.MakeAsync();
        await MakeAsync(shops, new HeldDeliveries());
        var queue = new HeldDeliveries();

        await MakeAsync(shops, queue);

        Assert.Empty(queue.Sent);
    }

    [Fact]
    public async Task A_start_that_was_cut_short_is_completed_by_the_next()
    {
        await using var shops = await NewShops.MakeAsync();
        var whole = new DemoShop(Options, DateTimeOffset.UnixEpoch.AddYears(56)).Deliveries().Select(delivery => delivery.WebhookId).ToHashSet(StringComparer.Ordinal);
        await Assert.ThrowsAsync<OperationCanceledException>(() => MakeAsync(shops, new HeldDeliveries { StopAfter = 500 }));
        Assert.Null((await shops.Store.FindAsync(DemoOptions.ShopDomain, CancellationToken.None))?.InstalledAt);
        var queue = new HeldDeliveries();

        await MakeAsync(shops, queue);

        Assert.Superset(whole.Where(id => id.StartsWith("demo-order-", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal), queue.Sent.Select(delivery => delivery.WebhookId).ToHashSet(StringComparer.Ordinal));
        Assert.Equal(queue.Sent.Count, queue.Sent.Select(delivery => delivery.WebhookId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_queue_that_refuses_is_asked_again_until_it_holds_everything()
    {
        var queue = new HeldDeliveries(refusals: 3);
        var shop = new DemoShop(new DemoOptions { Customers = 2, Orders = 3, Conversations = 1 }, DateTimeOffset.UnixEpoch.AddYears(56));

        await Sending(queue).SendAsync(shop.Deliveries(), CancellationToken.None);

        Assert.Equal(shop.Deliveries().Count(), queue.Sent.Count);
    }

    [Fact]
    public void What_happens_next_has_ids_of_its_own_and_never_lies_in_the_future()
    {
        var anchor = DateTimeOffset.UnixEpoch.AddYears(56);
        using var feed = new DemoFeed(Options, anchor, run: 1);
        var seeded = new DemoShop(Options, anchor).Deliveries().Select(delivery => delivery.WebhookId).ToHashSet(StringComparer.Ordinal);
        var events = Enumerable.Range(1, 400).SelectMany(i => feed.Next(anchor.AddSeconds(3 * i)).Select(delivery => (At: anchor.AddSeconds(3 * i), Delivery: delivery))).ToList();

        Assert.Equal(events.Count, events.Select(told => told.Delivery.WebhookId).Distinct(StringComparer.Ordinal).Count());
        Assert.All(events, told => Assert.DoesNotContain(told.Delivery.WebhookId, seeded));
        Assert.All(events, told => Assert.True(told.Delivery.TriggeredAt <= told.At));
        Assert.Superset(
            new HashSet<string>(["orders/create", "orders/updated", "fulfillment_events/create", "inventory_levels/update", ChannelMessage.Topic], StringComparer.Ordinal),
            events.Select(told => told.Delivery.Topic).ToHashSet(StringComparer.Ordinal));
    }

    private static bool IsMessage(Core.Queue.Delivery delivery) => string.Equals(delivery.Topic, ChannelMessage.Topic, StringComparison.Ordinal);

    private static DemoSending Sending(HeldDeliveries queue) => new(queue, TimeProvider.System, NullLogger<DemoSending>.Instance);

    private static Task MakeAsync(NewShops shops, HeldDeliveries queue) =>
        DemoMakers.Of(shops.Database, Sending(queue)).MakeAsync(Options, () => { }, CancellationToken.None);

    private sealed class NewShops(Database database, string file) : IAsyncDisposable
    {
        public Database Database { get; } = database;

        public ShopStore Store { get; } = new(database, TimeProvider.System);

        public static async Task<NewShops> MakeAsync()
        {
            var file = Path.Combine(Path.GetTempPath(), $"demo-seeder-{Guid.NewGuid():n}.db");
            var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False");
            await Migrator.MigrateAsync(database, "Main", CancellationToken.None);
            return new(database, file);
        }

        public async ValueTask DisposeAsync()
        {
            await Database.DisposeAsync();
            File.Delete(file);
        }
    }
}
