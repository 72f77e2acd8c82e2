using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Sync;
using ShopSupport.Webhooks.Consume;
using ShopSupport.Webhooks.Workers;
using static ShopSupport.Tests.Sync.Payloads;

namespace ShopSupport.Tests.Consume;

public sealed class DeliveryWorkerTests
{
    // An order of this id cannot be written, as if a row were broken.
    private const string Broken = "CREATE TRIGGER broken BEFORE INSERT ON orders WHEN NEW.id = 666 BEGIN SELECT RAISE(ABORT, 'お客様の秘密'); END";

    [Fact]
    public async Task One_bad_delivery_does_not_stop_its_batch_and_is_parked_after_eight_tries()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        await desk.Shop.Db.ExecuteAsync(Broken);
        foreach (var id in Enumerable.Range(1, 9))
        {
            await desk.SendAsync("orders/create", Order(id));
        }

        var bad = await desk.SendAsync("orders/create", Order(666));
        await desk.StartAsync();
        await WorkerDesk.UntilAsync(async () => await desk.Shop.CountAsync("orders") == 9, "the others are applied");

        for (var tries = 1; tries < DeliveryWorker.MostTries; tries++)
        {
            await desk.UntilLoggedAsync(string.Create(CultureInfo.InvariantCulture, $"failed, try {tries}:"), meanwhile: TimeSpan.FromSeconds(1));
        }

        await desk.UntilLoggedAsync("is parked after 8 tries", meanwhile: TimeSpan.FromSeconds(5));
        await desk.UntilEmptyAsync();
        var parked = Assert.Single(await desk.Sync.ListDeadAsync(desk.Shop.Db.ShopId, 10, wholeOf: null, CancellationToken.None));
        Assert.Equal((bad.WebhookId, 8), (parked.WebhookId, parked.Tries));
        Assert.StartsWith("Failed SqliteException", parked.Reason, StringComparison.Ordinal);
        Assert.StartsWith("Applying it failed", DeliveryProblem.Describe(parked.Reason), StringComparison.Ordinal);
        Assert.False(desk.LogHolds("秘密"));
        Assert.Equal(9, await desk.Shop.TotalAsync(DeliveryOutcome.Applied));
        var kept = DeliveryEnvelope.Decode(await desk.Shop.FindAsync<byte[]>("envelope", "deliveries", $"webhook_id = '{bad.WebhookId}'"));
        Assert.Equal(bad with { Body = default }, kept with { Body = default });
        Assert.Equal(Order(666), Encoding.UTF8.GetString(kept.Body.Span));

        await desk.Shop.Db.ExecuteAsync("DROP TRIGGER broken");
        Assert.True(await desk.Sync.RetryAsync(desk.Shop.Db.ShopId, bad.WebhookId, CancellationToken.None));
        await WorkerDesk.UntilAsync(async () => await desk.Shop.CountAsync("orders", "id = 666") == 1, "the retried one is applied");
        Assert.False(await desk.Sync.RetryAsync(desk.Shop.Db.ShopId, bad.WebhookId, CancellationToken.None));
    }

    [Fact]
    public void The_wait_doubles_from_two_seconds_to_ten_minutes_and_chance_moves_half_of_it()
    {
        Assert.Equal([2, 4, 8, 16, 32, 64, 128], Enumerable.Range(0, 7).Select(tries => Backoff.After(tries, 1).TotalSeconds));
        Assert.Equal([1, 2, 4], Enumerable.Range(0, 3).Select(tries => Backoff.After(tries, 0).TotalSeconds));
        Assert.Equal(600, Backoff.After(20, 1).TotalSeconds);
    }

    [Fact]
    public async Task A_failed_delivery_is_not_tried_before_its_wait_is_over()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        await desk.Shop.Db.ExecuteAsync(Broken);
        await desk.SendAsync("orders/create", Order(666));
        await desk.StartAsync();
        await desk.UntilLoggedAsync("failed, try 1:");

        desk.Clock.Advance(TimeSpan.FromSeconds(0.99));
        var marker = await desk.SendAsync("orders/create", Order(1));
        await WorkerDesk.UntilAsync(async () => await desk.Shop.CountAsync("deliveries", $"webhook_id = '{marker.WebhookId}'") == 1, "a later one is applied");

        Assert.False(desk.LogHolds("failed, try 2:"));
    }

    [Fact]
    public async Task The_counters_add_up_with_repeats_stale_dead_ignored_and_retried_ones()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        var order = await desk.SendAsync("orders/create", Order(minute: 5), 5);
        await desk.Queue.SendAsync(order, CancellationToken.None);
        await desk.SendAsync("orders/updated", Order(minute: 1), 1);
        await desk.SendAsync("themes/publish", "{}");
        var dead = await desk.SendAsync("orders/create", "{");
        var waiting = await desk.Sync.TotalsOfAllAsync(CancellationToken.None);
        Assert.Equal((5L, 5L, 0d), (waiting.Received, waiting.Queued, waiting.OldestQueuedSeconds));

        await desk.StartAsync();
        await desk.UntilEmptyAsync();
        await AssertTotalsAsync();
        Assert.True(await desk.Sync.RetryAsync(desk.Shop.Db.ShopId, dead.WebhookId, CancellationToken.None));
        await desk.UntilEmptyAsync();

        await AssertTotalsAsync();
        Assert.False(await desk.Sync.RetryAsync(desk.Shop.Db.ShopId, order.WebhookId, CancellationToken.None));

        async Task AssertTotalsAsync()
        {
            var totals = await desk.Sync.TotalsAsync(desk.Shop.Db.ShopId, desk.Shop.Domain, CancellationToken.None);
            Assert.Equal(new SyncTotals { Received = 5, Queued = 0, Applied = 1, Duplicate = 1, Stale = 1, Ignored = 1, Dead = 1 }, totals);
        }
    }

    [Fact]
    public async Task A_busy_shop_does_not_keep_a_quiet_one_waiting()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        var busy = desk.Shop.Delivery("themes/publish", "{}");
        await Task.WhenAll(Enumerable.Range(0, 5000).Select(_ => desk.Queue.SendAsync(busy with { WebhookId = Guid.NewGuid().ToString() }, CancellationToken.None)));
        await desk.Queue.SendAsync(busy with { ShopDomain = "zz-quiet.myshopify.com" }, CancellationToken.None);

        var first = await desk.Queue.ReceiveAsync(256, TimeSpan.FromSeconds(120), CancellationToken.None);

        Assert.Single(first, m => string.Equals(m.Delivery.ShopDomain, "zz-quiet.myshopify.com", StringComparison.Ordinal));
        Assert.InRange(first.Count, 129, 256);
    }

    [Fact]
    public async Task A_stop_finishes_the_batch_that_was_begun_and_leaves_the_rest()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        await Task.WhenAll(Enumerable.Range(1, 1500).Select(id => desk.SendAsync("orders/create", Order(id))));
        await desk.StartAsync();
        await WorkerDesk.UntilAsync(async () => await desk.Shop.CountAsync("deliveries") > 0, "a batch is applied");

        await desk.StopAsync();

        var left = (await desk.Queue.CountAsync(CancellationToken.None)).Waiting;
        Assert.Equal(1500 - await desk.Shop.CountAsync("orders"), left);
        await desk.StartAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(3));
        await desk.UntilEmptyAsync();
        Assert.Equal(1500, await desk.Shop.TotalAsync(DeliveryOutcome.Applied));
        Assert.Equal(0, await desk.Shop.TotalAsync(DeliveryOutcome.Duplicate) ?? 0);
    }

    [Fact]
    public async Task A_locked_database_stops_consuming_loses_nothing_and_goes_on_by_itself()
    {
        await using var desk = await WorkerDesk.OpenAsync(";Default Timeout=1");
        var file = (await desk.Shop.Db.QueryAsync<string>("SELECT file FROM pragma_database_list WHERE name = 'main'"))[0];
        await using var other = new SqliteConnection($"Data Source={file};Pooling=false");
        await other.OpenAsync();
        await using (var held = other.BeginTransaction(deferred: false))
        {
            await desk.SendAsync("orders/create", Order());
            await desk.StartAsync();
            await desk.UntilLoggedAsync("Consuming pauses");
            Assert.Equal(1, (await desk.Queue.CountAsync(CancellationToken.None)).Waiting);
        }

        await desk.UntilEmptyAsync();
        Assert.Equal(1, await desk.Shop.TotalAsync(DeliveryOutcome.Applied));
        Assert.Equal(0, (await desk.Shop.OutcomeAsync((await desk.Shop.FindAsync<string>("webhook_id", "deliveries"))!)).Tries);
    }

    [Fact]
    public async Task A_delivery_that_always_times_out_is_parked_and_keeps_no_other_waiting()
    {
        await using var desk = await WorkerDesk.OpenAsync(change: TimingOut.In);
        var slow = await desk.SendAsync(TimingOut.Topic, "{}");
        foreach (var id in Enumerable.Range(1, 9))
        {
            await desk.SendAsync("orders/create", Order(id));
        }

        await desk.StartAsync();
        await WorkerDesk.UntilAsync(async () => await desk.Shop.CountAsync("orders") == 9, "the others are applied");
        await desk.UntilLoggedAsync("is parked after 8 tries", meanwhile: TimeSpan.FromSeconds(5));
        await desk.UntilEmptyAsync();

        Assert.Equal((DeliveryOutcome.Dead, 8), await desk.Shop.OutcomeAsync(slow.WebhookId) is var o ? (o.Outcome, o.Tries) : default);
        Assert.False(desk.LogHolds("pauses"));
    }

    [Fact]
    public async Task A_full_database_stops_consuming_loses_nothing_and_goes_on_by_itself()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        await desk.SetPagesAsync(1);
        var sent = await desk.SendAsync("orders/create", Order(lines: string.Join(',', Enumerable.Range(1, 2000).Select(i => Line(i)))));
        await desk.StartAsync();
        await desk.UntilLoggedAsync("Consuming pauses");
        Assert.Equal(0, await desk.Shop.CountAsync("deliveries"));
        Assert.Equal(1, (await desk.Queue.CountAsync(CancellationToken.None)).Waiting);

        await desk.SetPagesAsync(1_000_000);
        await desk.UntilEmptyAsync();

        Assert.Equal(2000, await desk.Shop.CountAsync("order_lines"));
        Assert.Equal((DeliveryOutcome.Applied, 0), (await desk.Shop.OutcomeAsync(sent.WebhookId) is var o ? (o.Outcome, o.Tries) : default));
    }
}
