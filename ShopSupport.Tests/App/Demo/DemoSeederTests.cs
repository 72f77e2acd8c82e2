using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Simulator.Demo;

namespace ShopSupport.Tests.App.Demo;

public sealed class DemoSeederTests
{
    private static readonly DemoOptions Options = new() { Customers = 300, Orders = 900, Conversations = 260, Language = "ja" };

    [Fact]
    public async Task A_first_start_says_what_somebody_must_act_on_before_the_rest()
    {
        await using var shops = await NewShops.MakeAsync();
        var queue = new HeldDeliveries();

        await shops.MakeAsync(queue);

        var shop = shops.Makers.Stores.Open(DemoOptions.ShopDomain).Shop;
        var acted = shop.Threads.Where(thread => thread.IsOpen && (thread.IsWaiting || thread.SnoozedUntil is not null)).ToList();
        var (first, all) = (acted.Sum(thread => thread.Steps.Count), shop.Threads.Sum(thread => thread.Steps.Count));
        Assert.Equal(acted.Select(DemoShop.KeyOf).ToHashSet(StringComparer.Ordinal), ThreadsOf(queue.Sent.Take(first)));
        Assert.Equal((Options.Conversations, all), (ThreadsOf(queue.Sent).Count, queue.Sent.Count));
        Assert.Equal(1, shops.Makers.Opened);
    }

    [Fact]
    public async Task A_second_start_says_nothing_and_opens_the_app_again_in_the_same_shop()
    {
        await using var shops = await NewShops.MakeAsync();
        await shops.MakeAsync(new HeldDeliveries());
        var anchor = shops.Makers.Stores.Open(DemoOptions.ShopDomain).Shop.Anchor;
        var queue = new HeldDeliveries();

        shops.StartAgain();
        await shops.MakeAsync(queue);

        Assert.Empty(queue.Sent);
        Assert.Equal((1, anchor), (shops.Makers.Opened, shops.Makers.Stores.Open(DemoOptions.ShopDomain).Shop.Anchor));
    }

    [Fact]
    public async Task A_start_that_was_cut_short_is_completed_by_the_next()
    {
        await using var shops = await NewShops.MakeAsync();
        var (cut, queue) = (new HeldDeliveries { StopAfter = 500 }, new HeldDeliveries());
        await Assert.ThrowsAsync<OperationCanceledException>(() => shops.MakeAsync(cut));

        shops.StartAgain();
        await shops.MakeAsync(queue);

        using var whole = new DemoMessages(shops.Makers.Stores.Open(DemoOptions.ShopDomain).Shop);
        Assert.Equal(IdsOf(whole.First().Concat(whole.Rest())), IdsOf(queue.Sent));
        // Said once more as it was said before: the desk knows it.
        Assert.All(cut.Sent, delivery => Assert.Contains(queue.Sent, again => IsSame(delivery, again)));
    }

    [Fact]
    public async Task A_queue_that_refuses_is_asked_again_until_it_holds_everything()
    {
        var queue = new HeldDeliveries(refusals: 3);
        var told = ToldShop.Deliveries(new DemoShop(new DemoOptions { Customers = 2, Orders = 3, Conversations = 1 }, DateTimeOffset.UnixEpoch.AddYears(56)));

        await DemoMakers.Sending(queue).SendAsync(told, CancellationToken.None);

        Assert.Equal(told.Count, queue.Sent.Count);
    }

    [Fact]
    public void What_happens_next_has_ids_of_its_own_and_never_lies_in_the_future()
    {
        var anchor = DateTimeOffset.UnixEpoch.AddYears(56);
        using var shop = new LivedShop(Options, anchor, run: 1);
        var seeded = ToldShop.Deliveries(new DemoShop(Options, anchor)).Select(delivery => delivery.WebhookId).ToHashSet(StringComparer.Ordinal);
        var events = Enumerable.Range(1, 400).SelectMany(i => shop.Next(anchor.AddSeconds(3 * i)).Select(delivery => (At: anchor.AddSeconds(3 * i), Delivery: delivery))).ToList();

        Assert.Equal(events.Count, events.Select(told => told.Delivery.WebhookId).Distinct(StringComparer.Ordinal).Count());
        Assert.All(events, told => Assert.DoesNotContain(told.Delivery.WebhookId, seeded));
        Assert.All(events, told => Assert.True(told.Delivery.TriggeredAt <= told.At));
        Assert.Superset(
            new HashSet<string>(["orders/create", "orders/updated", "fulfillment_events/create", "inventory_levels/update", Core.Channels.ChannelMessage.Topic], StringComparer.Ordinal),
            events.Select(told => told.Delivery.Topic).ToHashSet(StringComparer.Ordinal));
    }

    // Many are in flight at a time.
    private static HashSet<string> IdsOf(IEnumerable<Delivery> deliveries) => deliveries.Select(delivery => delivery.WebhookId).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> ThreadsOf(IEnumerable<Delivery> deliveries) => deliveries.Select(delivery => delivery.WebhookId[..^3]).ToHashSet(StringComparer.Ordinal);

    private static bool IsSame(Delivery one, Delivery other) =>
        string.Equals(one.WebhookId, other.WebhookId, StringComparison.Ordinal) && one.Body.Span.SequenceEqual(other.Body.Span);

    private sealed class NewShops(Database database, string file) : IAsyncDisposable
    {
        public DemoMakers Makers { get; private set; } = new(Options);

        public static async Task<NewShops> MakeAsync()
        {
            var file = Path.Combine(Path.GetTempPath(), $"demo-seeder-{Guid.NewGuid():n}.db");
            var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False");
            await Migrator.MigrateAsync(database, "Main", CancellationToken.None);
            return new(database, file);
        }

        public Task MakeAsync(HeldDeliveries queue) => Makers.Of(database, queue).MakeAsync(Options, () => { }, CancellationToken.None);

        public void StartAgain()
        {
            Makers.Dispose();
            Makers = new(Options, Makers.Folder);
        }

        public async ValueTask DisposeAsync()
        {
            Makers.Dispose();
            Directory.Delete(Makers.Folder, recursive: true);
            await database.DisposeAsync();
            File.Delete(file);
        }
    }
}
