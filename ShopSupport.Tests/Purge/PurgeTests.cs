using System.Globalization;
using ShopSupport.Core.Events;
using ShopSupport.Core.Purge;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;
using static ShopSupport.Tests.Sync.Payloads;

namespace ShopSupport.Tests.Purge;

[Collection(nameof(Work.WorkDesk))]
public sealed class PurgeTests
{
    private static readonly Retention Days = new();

    [OnEachEngine]
    public async Task Handled_deliveries_go_after_their_time_with_their_repetitions_and_what_they_told_stays(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAllAsync(shop.Delivery("orders/create", Order(), id: "old"));
        await shop.ApplyAllAsync(shop.Delivery("orders/create", Order(), id: "old"));
        shop.Db.Clock.Advance(TimeSpan.FromDays(Days.Deliveries));
        await shop.ApplyAllAsync(shop.Delivery("orders/updated", Order(minute: 9), 9, id: "new"));
        await shop.ApplyAllAsync(shop.Delivery("orders/updated", Order(minute: 9), 9, id: "new"));
        shop.Db.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await PurgeAsync(shop));

        Assert.Equal("new", await shop.FindAsync<string>("MAX(webhook_id)", "deliveries"));
        Assert.Equal((1, 1, 1), (await shop.CountAsync("deliveries"), await shop.CountAsync("delivery_repeats"), await shop.CountAsync("orders")));
        Assert.Equal((2, 2), (await shop.TotalAsync(DeliveryOutcome.Applied), await shop.TotalAsync(DeliveryOutcome.Duplicate)));
        // An old delivery that comes again is news to the log, and changes nothing that is newer.
        Assert.Equal(DeliveryOutcome.Stale, await shop.ApplyAsync(shop.Delivery("orders/create", Order(), id: "old")));
    }

    [OnEachEngine]
    public async Task A_parked_delivery_goes_after_a_longer_time_and_is_no_longer_counted_among_those_that_a_person_can_look_at(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAllAsync(shop.Delivery("orders/create", "{", id: "dead"));
        shop.Db.Clock.Advance(TimeSpan.FromDays(Days.Deliveries + 1));
        Assert.True(await PurgeAsync(shop));
        Assert.Equal((1, 1), (await shop.CountAsync("deliveries"), await shop.TotalAsync(DeliveryOutcome.Dead)));

        shop.Db.Clock.Advance(TimeSpan.FromDays(Days.Dead - Days.Deliveries));
        Assert.True(await PurgeAsync(shop));

        Assert.Equal((0, 0), (await shop.CountAsync("deliveries"), await shop.TotalAsync(DeliveryOutcome.Dead)));
        Assert.Equal(1, await shop.FindAsync<long>("SUM(total)", "delivery_totals"));
    }

    [OnEachEngine]
    public async Task Old_events_go_but_for_the_newest_thousand(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await TellAsync(shop, 1500);
        shop.Db.Clock.Advance(TimeSpan.FromDays(Days.Events + 1));
        Assert.True(await PurgeAsync(shop));
        Assert.Equal((1000, 501), (await shop.CountAsync("shop_events"), await shop.FindAsync<int>("MIN(seq)", "shop_events")));

        await TellAsync(shop, 1200);
        Assert.True(await PurgeAsync(shop));

        Assert.Equal((1200, 1501), (await shop.CountAsync("shop_events"), await shop.FindAsync<int>("MIN(seq)", "shop_events")));
    }

    [OnEachEngine]
    public async Task Carried_out_privacy_requests_and_given_up_work_go_after_their_time(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        var now = shop.Db.Clock.GetUtcNow();
        foreach (var (id, done) in new (string, DateTimeOffset?)[] { ("done", now), ("open", null) })
        {
            await shop.Db.AddAsync("privacy_requests", new { WebhookId = id, Kind = "data_request", Body = "{}", ReceivedAt = now, DueAt = now, DoneAt = done, Version = 1, VersionRank = 1 });
        }

        await shop.Db.AddAsync("work", new { Kind = "dead", Lane = 0, DueAt = now, CreatedAt = now, DiedAt = now, Error = "FormatException" });
        await shop.Db.AddAsync("work", new { Kind = "waits", Lane = 0, DueAt = now, CreatedAt = now });
        shop.Db.Clock.Advance(TimeSpan.FromDays(Days.PrivacyRequests + 1));

        Assert.True(await PurgeAsync(shop));

        Assert.Equal(("open", "waits"), (await shop.FindAsync<string>("webhook_id", "privacy_requests"), await shop.FindAsync<string>("kind", "work")));
        Assert.Equal((1, 1), (await shop.CountAsync("privacy_requests"), await shop.CountAsync("work")));
        await shop.Db.ExecuteAsync("DELETE FROM work WHERE shop_id = @ShopId", new { shop.Db.ShopId });
    }

    [OnEachEngine]
    public async Task Drafts_that_nobody_went_on_with_and_old_read_marks_go_after_their_time(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        var now = shop.Db.Clock.GetUtcNow();
        foreach (var (id, at) in new[] { (1L, now), (2L, now), (3L, now.AddDays(2)) })
        {
            await shop.Db.AddAsync("drafts", new { ConversationId = id, AgentId = 1L, Kind = "note", Body = "書きかけ", BegunAt = now, SavedAt = at });
            await shop.Db.AddAsync("conversation_reads", new { ConversationId = id, AgentId = 1L, SeenAt = at });
        }

        shop.Db.Clock.Advance(TimeSpan.FromDays(Days.Drafts + 1));

        var events = new ShopEventStore(shop.Db.Database);
        var before = await events.LastNumberAsync(shop.Db.ShopId, default);
        Assert.True(await PurgeAsync(shop));

        var told = await events.ListAfterAsync(shop.Db.ShopId, before, 10, default);
        Assert.Equal([(ShopEventKind.Draft, 1L), (ShopEventKind.Draft, 2L)], told.Select(change => (change.Kind, change.ConversationId!.Value.Value)).Order());
        Assert.Equal((3L, 3L), (await shop.FindAsync<long>("MIN(conversation_id)", "drafts"), await shop.FindAsync<long>("MIN(conversation_id)", "conversation_reads")));
        Assert.Equal((1, 1), (await shop.CountAsync("drafts"), await shop.CountAsync("conversation_reads")));
    }

    [Fact]
    public async Task Read_marks_have_a_time_of_their_own()
    {
        await using var shop = await SyncedShop.OpenAsync(DatabaseProvider.Sqlite);
        var now = shop.Db.Clock.GetUtcNow();
        await shop.Db.AddAsync("drafts", new { ConversationId = 1L, AgentId = 1L, Kind = "note", Body = "書きかけ", BegunAt = now, SavedAt = now });
        await shop.Db.AddAsync("conversation_reads", new { ConversationId = 1L, AgentId = 1L, SeenAt = now });

        Assert.True(await new PurgeStore(shop.Db.Database, new Retention { Drafts = 10, Reads = 20 }).PurgeAsync(shop.Db.ShopId, now.AddDays(11), 99, default));
        Assert.Equal((0, 1), (await shop.CountAsync("drafts"), await shop.CountAsync("conversation_reads")));

        Assert.True(await new PurgeStore(shop.Db.Database, new Retention { Drafts = 0, Reads = 20 }).PurgeAsync(shop.Db.ShopId, now.AddDays(21), 99, default));
        Assert.Equal(0, await shop.CountAsync("conversation_reads"));
    }

    [OnEachEngine]
    public async Task More_than_one_sitting_takes_go_in_the_next(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        var now = shop.Db.Clock.GetUtcNow();
        await shop.Db.Database.WriteAsync(
            transaction => DeliveryLog.AddAsync(transaction, [.. Enumerable.Range(0, 2500).Select(i => Row(shop, i, now))], default),
            default);
        shop.Db.Clock.Advance(TimeSpan.FromDays(Days.Deliveries + 1));

        Assert.False(await PurgeAsync(shop, batches: 2));
        Assert.Equal(500, await shop.CountAsync("deliveries"));
        Assert.True(await PurgeAsync(shop));

        Assert.Equal(0, await shop.CountAsync("deliveries"));
    }

    [Fact]
    public async Task No_days_keep_rows_for_ever()
    {
        await using var shop = await SyncedShop.OpenAsync(DatabaseProvider.Sqlite);
        await shop.ApplyAllAsync(shop.Delivery("orders/create", Order()));
        shop.Db.Clock.Advance(TimeSpan.FromDays(9999));

        Assert.True(await new PurgeStore(shop.Db.Database, new Retention { Deliveries = 0, Events = 0 }).PurgeAsync(shop.Db.ShopId, shop.Db.Clock.GetUtcNow(), 99, default));

        Assert.Equal((1, true), (await shop.CountAsync("deliveries"), await shop.CountAsync("shop_events") > 0));
        Assert.Throws<SettingException>(() => new Retention { Dead = -1 }.Checked());
    }

    private static Task<bool> PurgeAsync(SyncedShop shop, int batches = 99) =>
        new PurgeStore(shop.Db.Database, Days).PurgeAsync(shop.Db.ShopId, shop.Db.Clock.GetUtcNow(), batches, CancellationToken.None);

    private static Task TellAsync(SyncedShop shop, int count)
    {
        var events = Enumerable.Range(0, count).Select(i => new ShopEvent { Kind = ShopEventKind.Stock, SubjectId = i }).ToList();
        return shop.Db.Database.WriteAsync(
            transaction => ShopEventStore.AddAsync(transaction, shop.Db.ShopId, events, shop.Db.Clock.GetUtcNow(), default), default);
    }

    private static DeliveryRow Row(SyncedShop shop, int number, DateTimeOffset now) => new()
    {
        ShopId = shop.Db.ShopId,
        WebhookId = number.ToString(CultureInfo.InvariantCulture),
        Topic = "orders/create",
        Outcome = "applied",
        MessageId = "1",
        Tries = 0,
        ReceivedAt = now,
        HandledAt = now,
    };
}
