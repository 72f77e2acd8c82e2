using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Webhooks.Demo;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Tests.Demo;

public sealed class DemoSeederTests
{
    private static readonly DemoOptions Options = new() { Customers = 300, Orders = 900, Conversations = 260 };

    [Fact]
    public async Task A_first_start_sends_the_newest_conversations_before_history()
    {
        await using var shops = await NewShops.MakeAsync();
        var queue = new HeldDeliveries();

        await Seeder(shops.Store, queue).SeedAsync(CancellationToken.None);

        var keys = queue.Sent.Where(IsMessage).Select(delivery => delivery.WebhookId[..18]).Distinct(StringComparer.Ordinal).ToList();
        var lastOfFirst = queue.Sent.FindLastIndex(delivery => keys.Take(DemoShop.First).Contains(delivery.WebhookId[..Math.Min(18, delivery.WebhookId.Length)], StringComparer.Ordinal));
        Assert.Equal(Options.Conversations, keys.Count);
        Assert.InRange(queue.Sent.FindIndex(IsMessage), 900, 1300);
        Assert.True(lastOfFirst < queue.Sent.Count * 95 / 100);
        Assert.NotNull((await shops.Store.FindAsync(DemoOptions.ShopDomain, CancellationToken.None))?.InstalledAt);
    }

    [Fact]
    public async Task A_second_start_sends_nothing()
    {
        await using var shops = await NewShops.MakeAsync();
        await Seeder(shops.Store, new HeldDeliveries()).SeedAsync(CancellationToken.None);
        var queue = new HeldDeliveries();

        await Seeder(shops.Store, queue).SeedAsync(CancellationToken.None);

        Assert.Empty(queue.Sent);
    }

    [Fact]
    public async Task A_start_that_was_cut_short_is_completed_by_the_next()
    {
        await using var shops = await NewShops.MakeAsync();
        var whole = new DemoShop(Options, DateTimeOffset.UnixEpoch.AddYears(56)).Deliveries().Select(delivery => delivery.WebhookId).ToHashSet(StringComparer.Ordinal);
        await Assert.ThrowsAsync<OperationCanceledException>(() => Seeder(shops.Store, new HeldDeliveries { StopAfter = 500 }).SeedAsync(CancellationToken.None));
        Assert.Null((await shops.Store.FindAsync(DemoOptions.ShopDomain, CancellationToken.None))?.InstalledAt);
        var queue = new HeldDeliveries();

        await Seeder(shops.Store, queue).SeedAsync(CancellationToken.None);

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

    private static DemoSeeder Seeder(ShopStore shops, HeldDeliveries queue) =>
        new(Options, Sending(queue), shops, new WorkerHealth(), TimeProvider.System, NullLogger<DemoSeeder>.Instance);

    private sealed class NewShops(Database database, string file) : IAsyncDisposable
    {
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
            await database.DisposeAsync();
            File.Delete(file);
        }
    }
}
