using System.Globalization;
using System.Text;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;
using static ShopSupport.Tests.Sync.SyncedShop;

namespace ShopSupport.Tests.Sync;

public sealed class DeliveryApplierTests
{
    [OnEachEngine]
    public async Task A_repeated_delivery_is_applied_once(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var delivery = shop.Delivery("orders/create", Order());

        await shop.ApplyAllAsync(delivery, delivery);
        var events = await shop.FindAsync<long>("MAX(seq)", "shop_events");
        await shop.ApplyAllAsync(delivery);

        Assert.Equal((1L, 2L), (await shop.TotalAsync(DeliveryOutcome.Applied), await shop.TotalAsync(DeliveryOutcome.Duplicate)));
        Assert.Equal(events, await shop.FindAsync<long>("MAX(seq)", "shop_events"));
    }

    [OnEachEngine]
    public async Task A_message_seen_again_because_its_delete_was_lost_is_not_counted_again(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var (first, again) = (shop.Delivery("orders/create", Order()), shop.Delivery("orders/updated", Order(minute: 1), 1));
        QueuedDelivery[] batch = [shop.Message(first), shop.Message(first), shop.Message(again), shop.Message(first)];

        await shop.ApplyMessagesAsync(batch);
        await shop.ApplyMessagesAsync(batch);
        await shop.ApplyMessagesAsync([.. batch.Reverse()]);

        Assert.Equal((2L, 2L), (await shop.TotalAsync(DeliveryOutcome.Applied), await shop.TotalAsync(DeliveryOutcome.Duplicate)));
    }

    [OnEachEngine]
    public async Task A_topic_that_means_nothing_here_is_ignored_even_when_it_is_no_JSON(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        Assert.Equal(DeliveryOutcome.Ignored, await shop.ApplyAsync("themes/publish", "not JSON"));
        Assert.Equal(DeliveryOutcome.Ignored, await shop.ApplyAsync("ORDERS/CREATE", Order()));
    }

    [OnEachEngine]
    public async Task A_shop_that_was_never_heard_of_is_made(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var domain = $"new-{Guid.NewGuid():N}.myshopify.com";

        await shop.ApplyAllAsync(shop.Delivery("orders/create", Order()) with { ShopDomain = domain });

        Assert.Equal(1, await shop.Db.FindAsync<int>("SELECT COUNT(*) FROM orders o JOIN shops s ON s.id = o.shop_id WHERE s.domain = @domain", new { domain }));
        Assert.Equal(0, await shop.CountAsync("orders"));
    }

    [OnEachEngine]
    public async Task Two_shops_with_equal_ids_never_touch(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var otherId = await shop.Db.AddShopAsync();
        var other = (await shop.Db.FindAsync<string>("SELECT domain FROM shops WHERE id = @otherId", new { otherId }))!;
        var ours = shop.Delivery("orders/create", Order(lines: Line(11)), id: "same-id");
        var theirs = shop.Delivery("orders/create", Order(minute: 5, total: "1", lines: Line(12, quantity: 9)), 5, "same-id") with { ShopDomain = other };

        await shop.ApplyAllAsync(ours, theirs);
        await shop.ApplyAllAsync(shop.Delivery("orders/delete", Gone(OrderId), 9) with { ShopDomain = other });

        Assert.Equal((3960L, false), await shop.FindAsync<(long, bool)>("total_minor, is_deleted", "orders"));
        Assert.Equal((1, 11L), await shop.FindAsync<(int, long)>("COUNT(*), MIN(id)", "order_lines"));
        Assert.Equal(1, await shop.CountAsync("deliveries"));
        Assert.Equal(2, await shop.Db.FindAsync<int>("SELECT COUNT(*) FROM deliveries WHERE shop_id = @otherId", new { otherId }));
    }

    [OnEachEngine]
    public async Task Events_are_numbered_without_gaps_and_name_the_customer_of_the_order(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        await shop.ApplyAsync("orders/create", Order());
        var before = await shop.FindAsync<long>("MAX(seq)", "shop_events");

        await shop.ApplyAsync("fulfillments/create", Fulfillment(), 10);

        Assert.Equal(
            (before + 1, "customer", CustomerId, OrderId),
            await shop.FindAsync<(long, string, long, long)>("seq, kind, shopify_customer_id, subject_id", "shop_events", $"seq > {before.ToString(CultureInfo.InvariantCulture)}"));
        Assert.Equal(before + 1, await shop.CountAsync("shop_events"));
    }

    [OnEachEngine]
    public async Task A_body_of_only_an_id_asks_for_the_rest(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        foreach (var (topic, resource) in new[]
        {
            ("orders/updated", "order"), ("customers/update", "customer"), ("products/update", "product"), ("fulfillments/update", "fulfillment"),
            ("refunds/create", "refund"), ("inventory_items/update", "inventory_item"), ("locations/update", "location"),
            ("returns/update", "return"), ("subscription_contracts/update", "subscription_contract"),
        })
        {
            Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync(topic, Gone(OrderId)));
            Assert.Equal(OrderId, await shop.FindAsync<long>("resource_id", "fetch_requests", $"resource = '{resource}'"));
        }

        foreach (var table in new[] { "orders", "customers", "products", "fulfillments", "refunds", "inventory_items", "locations" })
        {
            Assert.Equal(0, await shop.CountAsync(table));
        }
    }

    [OnEachEngine]
    public async Task A_body_of_ten_megabytes_is_applied(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var body = Order(more: $",\"note_attributes\":[{{\"name\":\"x\",\"value\":\"{new string('茶', 3_480_000)}\"}}]");
        Assert.InRange(Encoding.UTF8.GetByteCount(body), 10_000_000, 10 * 1024 * 1024);

        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/create", body));
    }

    [OnEachEngine]
    public async Task A_statement_from_the_far_past_is_kept_until_there_is_a_newer_one(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/create", Order(minute: -600_000_000, total: "1"), -600_000_000));
        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/updated", Order(total: "2")));

        Assert.Equal(2, await shop.FindAsync<long>("total_minor", "orders"));
    }

    [OnEachEngine]
    public async Task A_parked_delivery_is_kept_whole_until_it_is_applied(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var delivery = shop.Delivery("orders/create", Order());

        await shop.ParkAsync(delivery, new DeliveryProblem(ProblemKind.Failed, "SqliteException"));
        Assert.Equal(1, await shop.CountAsync("deliveries", "envelope IS NOT NULL"));
        await shop.ApplyAllAsync(delivery);
        Assert.Equal((1L, 1L), (await shop.TotalAsync(DeliveryOutcome.Dead), await shop.TotalAsync(DeliveryOutcome.Duplicate)));
        await shop.ApplyAllAsync(delivery with { IsRetry = true });

        Assert.Equal(DeliveryOutcome.Applied, (await shop.OutcomeAsync(delivery.WebhookId)).Outcome);
        Assert.Equal((1L, 0L), (await shop.TotalAsync(DeliveryOutcome.Applied), await shop.TotalAsync(DeliveryOutcome.Dead)));
        Assert.Equal(0, await shop.CountAsync("deliveries", "envelope IS NOT NULL"));
    }
}
