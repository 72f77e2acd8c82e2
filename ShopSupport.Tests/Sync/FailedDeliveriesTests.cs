using Moq;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Consume;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Sync;

/// <summary>What people do about deliveries that could not be applied.</summary>
public sealed class FailedDeliveriesTests
{
    private static readonly AgentId Agent = new(7);

    [OnEachEngine]
    public async Task A_dismissed_delivery_is_no_failure_any_more_and_nobody_can_try_it_again(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        var dead = shop.Delivery("orders/create", "{");
        await shop.ApplyAllAsync(dead);
        var sync = new SyncStore(shop.Db.Database, Mock.Of<IDeliveryQueue>(), new InHand(), shop.Db.Clock);
        var events = new ShopEventStore(shop.Db.Database);
        var before = await events.LastNumberAsync(shop.Db.ShopId, default);

        Assert.False(await sync.DismissAsync(await shop.Db.AddShopAsync(), Agent, dead.WebhookId, default));
        Assert.True(await sync.DismissAsync(shop.Db.ShopId, Agent, dead.WebhookId, default));
        Assert.False(await sync.DismissAsync(shop.Db.ShopId, Agent, dead.WebhookId, default));
        Assert.False(await sync.RetryAsync(shop.Db.ShopId, dead.WebhookId, default));

        Assert.Equal([ShopEventKind.Sync], (await events.ListAfterAsync(shop.Db.ShopId, before, 10, default)).Select(told => told.Kind));
        Assert.Equal((0, 0, 1), (await sync.CountFailedAsync(shop.Db.ShopId, default), await shop.TotalAsync(DeliveryOutcome.Dead), await shop.TotalAsync(DeliveryOutcome.Dismissed)));
        var seen = Assert.Single(await sync.ListRecentAsync(shop.Db.ShopId, 10, default));
        Assert.Equal((DeliveryOutcome.Dismissed, Agent, shop.Db.Clock.GetUtcNow()), (seen.Outcome, seen.DismissedBy, seen.DismissedAt));
        Assert.Equal(1, await shop.CountAsync("deliveries", "envelope IS NULL"));
    }

    [Fact]
    public async Task Shopify_sends_a_dismissed_delivery_again_and_it_is_a_repetition()
    {
        await using var shop = await SyncedShop.OpenAsync(DatabaseProvider.Sqlite);
        var dead = shop.Delivery("orders/create", "{");
        await shop.ApplyAllAsync(dead);
        await new SyncStore(shop.Db.Database, Mock.Of<IDeliveryQueue>(), new InHand(), shop.Db.Clock).DismissAsync(shop.Db.ShopId, Agent, dead.WebhookId, default);

        Assert.Equal(DeliveryOutcome.Dismissed, await shop.ApplyAsync(dead));
        Assert.Equal(1, await shop.TotalAsync(DeliveryOutcome.Duplicate));

        // Somebody tried it again in the moment in which it was dismissed: nobody sent anything.
        await shop.ApplyAllAsync(dead with { IsRetry = true });
        Assert.Equal(1, await shop.TotalAsync(DeliveryOutcome.Duplicate));
    }

    [Fact]
    public async Task A_retry_whose_message_was_lost_can_be_asked_for_again_and_counts_once()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        var shopId = desk.Shop.Db.ShopId;
        var dead = desk.Shop.Delivery("orders/create", "{");
        await desk.Shop.ApplyAllAsync(dead);
        Assert.True(await desk.Sync.RetryAsync(shopId, dead.WebhookId, default));
        await desk.Queue.DeleteAsync(await desk.Queue.ReceiveAsync(10, TimeSpan.FromMinutes(1), default), default);

        Assert.False(await desk.Sync.RetryAsync(shopId, dead.WebhookId, default));
        desk.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True(desk.Sync.MayBeLost(Assert.Single(await desk.Sync.ListRetriedAsync(shopId, 10, wholeOf: null, default))));
        Assert.Equal(new RetriedAll(1, 0, IsQueueDown: false), await desk.Sync.RetryAllAsync(shopId, 10, default));

        // The first message was only slow, and comes too.
        await desk.Queue.SendAsync(dead with { IsRetry = true }, default);
        await desk.StartAsync();
        await desk.UntilEmptyAsync();
        Assert.Equal(DeliveryOutcome.Dead, (await desk.Shop.OutcomeAsync(dead.WebhookId)).Outcome);
        Assert.Equal(1, (await desk.Sync.TotalsOfAllAsync(default)).Received);
    }

    [Fact]
    public async Task Where_the_queue_ends_half_way_what_was_tried_is_told_and_what_is_left_is_counted()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        var (db, shopId) = (desk.Shop.Db, desk.Shop.Db.ShopId);
        foreach (var body in new[] { "{", "[", "{}" })
        {
            await desk.Shop.ApplyAsync("orders/create", body);
        }

        var (queue, sent) = (QueueMock.Over(desk.Queue), 0);
        queue.Setup(q => q.SendAsync(It.IsAny<Delivery>(), It.IsAny<CancellationToken>())).Returns<Delivery, CancellationToken>(
            (delivery, cancel) => sent++ == 0 ? desk.Queue.SendAsync(delivery, cancel) : throw new QueueUnavailableException("full"));
        var sync = new SyncStore(db.Database, queue.Object, new InHand(), desk.Clock);
        var events = new ShopEventStore(db.Database);
        var before = await events.LastNumberAsync(shopId, default);

        Assert.Equal(new RetriedAll(1, 2, IsQueueDown: true), await sync.RetryAllAsync(shopId, 10, default));

        Assert.Single(await events.ListAfterAsync(shopId, before, 10, default));
        Assert.Equal(new RetriedAll(1, 1, IsQueueDown: false), await desk.Sync.RetryAllAsync(shopId, 1, default));
    }

    [Fact]
    public async Task The_body_of_a_parked_delivery_comes_only_with_the_topic_that_is_asked_for()
    {
        await using var shop = await SyncedShop.OpenAsync(DatabaseProvider.Sqlite);
        await shop.ApplyAsync(ChannelMessage.Topic, """{"subject":"届きません","customer":{"name":null,"email":"taro@example.jp"},"sent_at":"2026-10-20T03:00:00Z"}""");
        await shop.ApplyAsync("orders/create", "{}");
        var sync = new SyncStore(shop.Db.Database, Mock.Of<IDeliveryQueue>(), new InHand(), shop.Db.Clock);

        var dead = await sync.ListDeadAsync(shop.Db.ShopId, 10, ChannelMessage.Topic, default);

        Assert.True(Assert.Single(dead, d => d.Topic is "orders/create").Body().IsEmpty);
        var message = ParkedMessage.Of(Assert.Single(dead, d => d.Topic is ChannelMessage.Topic).Body());
        Assert.Equal(new ParkedMessage("taro@example.jp", "届きません", new DateTimeOffset(2026, 10, 20, 3, 0, 0, TimeSpan.Zero)), message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"subject\":\"\\ud83d\"}")]
    public void A_message_that_says_nothing_of_itself_is_none(string body) =>
        Assert.Null(ParkedMessage.Of(System.Text.Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_message_without_subject_is_told_by_how_it_begins() => Assert.Equal(
        new ParkedMessage(null, "まだ届きません。", null),
        ParkedMessage.Of(System.Text.Encoding.UTF8.GetBytes("""{"subject":"","text":"まだ届きません。\n","customer":7,"sent_at":"yesterday"}""")));
}
