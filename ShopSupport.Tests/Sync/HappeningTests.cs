using System.Text;
using ShopSupport.Core;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Purge;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;

namespace ShopSupport.Tests.Sync;

public sealed class HappeningTests
{
    private const string Columns = "subject, kind, mark, happened_at, name, contents, due_at";

    [OnEachEngine]
    public async Task An_edit_is_noted_once_at_its_time_with_what_it_added_and_took_out(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);

        await shop.ApplyAsync("orders/edited", Edit(), minute: 9);
        await shop.ApplyAsync("orders/create", Order());
        await shop.ApplyAsync("orders/edited", Edit(), minute: 11);
        await shop.ApplyAsync("orders/updated", Order(minute: 9, lines: Line(5)), minute: 9);

        var happened = Assert.Single(await ListAsync(shop));
        Assert.Equal(("edited", "3", SyncedShop.Noon.AddMinutes(8)), (happened.Kind, happened.Mark, happened.HappenedAt));
        Assert.Equal([(5L, 2L), (6L, -1L)], happened.Changed);
    }

    [OnEachEngine]
    public async Task Whatever_order_it_is_told_in_and_however_often_the_same_things_happened(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await using var late = await SyncedShop.OpenAsync(engine);
        var told = Told(shop);

        foreach (var delivery in told)
        {
            await shop.ApplyAllAsync(delivery);
        }

        foreach (var delivery in told.Reverse().Concat(told.Select(one => one with { WebhookId = $"{one.WebhookId}-again" })))
        {
            await late.ApplyAllAsync(delivery with { ShopDomain = late.Domain });
        }

        Assert.Equal(
            ["edited", "return_requested", "return_approved", "return_closed", "return_reopened", "return_closed", "paused", "activated", "cancelled", "skipped", "unskipped"],
            (await ListAsync(shop)).Select(happened => happened.Kind),
            StringComparer.Ordinal);
        Assert.Equal(await DumpAsync(shop), await DumpAsync(late));
    }

    [OnEachEngine]
    public async Task A_status_that_no_topic_told_of_is_noted_when_a_newer_row_shows_it_and_the_topic_that_comes_later_adds_none(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);

        await shop.ApplyAsync("subscription_contracts/update", Contract(revision: 1, "paused"), 1);
        Assert.Empty(await ListAsync(shop));
        await shop.ApplyAsync("subscription_contracts/update", Contract(revision: 3, "active"), 3);
        await shop.ApplyAsync("subscription_contracts/update", Contract(revision: 2, "cancelled"), 2);
        await shop.ApplyAsync("subscription_contracts/activate", Contract(revision: 3, "active"), 4);
        await shop.ApplyAsync("subscription_contracts/update", Contract(revision: 4, "active"), 5);

        var happened = Assert.Single(await ListAsync(shop));
        Assert.Equal(("activated", "3", SyncedShop.Noon.AddMinutes(3)), (happened.Kind, happened.Mark, happened.HappenedAt));
    }

    [OnEachEngine]
    public async Task What_is_read_for_the_first_time_happened_to_nobody_and_what_stayed_as_it_was_neither(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);

        await ReadAsync(shop, day: 1, revision: 5, next: "2026-12-24", status: "PAUSED");
        await ReadAsync(shop, day: 2, revision: 5, next: "2026-12-24", status: "PAUSED");

        Assert.Empty(await ListAsync(shop));
    }

    [OnEachEngine]
    public async Task A_next_date_that_was_still_to_come_and_is_another_one_was_moved(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await ReadAsync(shop, day: 1, revision: 1, next: "2026-12-01");

        await ReadAsync(shop, day: 3, revision: 2, next: "2026-12-24");
        await ReadAsync(shop, day: 2, revision: 2, next: "2026-12-09");

        var happened = Assert.Single(await ListAsync(shop));
        Assert.Equal("moved", happened.Kind);
        Assert.Equal((Day("2026-12-01"), Day("2026-12-24")), (happened.WasAt, happened.DueAt));
    }

    [OnEachEngine]
    public async Task A_date_that_a_payment_moves_and_one_that_was_over_are_no_news(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await ReadAsync(shop, day: 1, revision: 1, next: "2026-12-01");
        await shop.ApplyAsync("subscription_billing_attempts/success", Attempt(), minute: 60 * 24 * 30);

        await ReadAsync(shop, day: 31, revision: 2, next: "2026-11-20");
        await ReadAsync(shop, day: 99, revision: 3, next: "2027-05-05");

        Assert.DoesNotContain(await ListAsync(shop), happened => happened.Kind is "moved");
    }

    [OnEachEngine]
    public async Task An_order_that_is_gone_is_noted_with_its_number_and_whose_it_was(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync("orders/create", Order());

        await shop.ApplyAsync("orders/delete", Gone(OrderId), minute: 7);
        await shop.ApplyAsync("orders/delete", Gone(OrderId), minute: 8);
        await shop.ApplyAsync("orders/delete", Gone(OrderId + 1), minute: 9);
        await shop.ApplyAsync("orders/create", Order(OrderId + 1));

        var happened = Assert.Single(await ListAsync(shop));
        Assert.Equal(("deleted", "#1001", SyncedShop.Noon.AddMinutes(7)), (happened.Kind, happened.Name, happened.HappenedAt));
        Assert.Equal(Payloads.CustomerId, await shop.FindAsync<long>("shopify_customer_id", "happenings"));
    }

    [OnEachEngine]
    public async Task The_panel_holds_what_happened_to_the_customers_own_orders_and_contracts_and_which_payments_failed(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAllAsync([.. Told(shop), shop.Delivery("subscription_billing_attempts/failure", Attempt("\"card_expired\""), 55)]);
        await shop.ApplyAsync("orders/create", Order(OrderId + 1).Replace("#1001", "#1002", StringComparison.Ordinal));
        await shop.ApplyAsync("orders/delete", Gone(OrderId + 1), minute: 90);
        await shop.ApplyAsync("orders/create", Order(OrderId + 2, customer: Customer(Payloads.CustomerId + 1)));
        await shop.ApplyAsync("orders/edited", Edit(OrderId + 2));

        var panel = await PanelAsync(shop, Payloads.CustomerId);
        var other = await PanelAsync(shop, Payloads.CustomerId + 1);

        Assert.Equal(13, panel.Happenings.Count);
        Assert.Equal(("deleted", "#1002"), (panel.Happenings[^1].Kind, panel.Happenings[^1].Name));
        Assert.Contains(panel.Happenings, happened => happened is { Kind: "payment_failed", Subject: "contract" } && happened.HappenedAt == SyncedShop.Noon.AddMinutes(55));
        Assert.Equal("edited", Assert.Single(other.Happenings).Kind);
    }

    [OnEachEngine]
    public async Task What_happened_long_ago_is_purged(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync("orders/edited", Edit());
        await shop.ApplyAsync("returns/request", Return(), minute: 60 * 24);
        var purge = new PurgeStore(shop.Db.Database, new Retention { Happenings = 10 });

        Assert.True(await purge.PurgeAsync(shop.Db.ShopId, SyncedShop.Noon.AddDays(10.5), 99, default));

        Assert.Equal("return_requested", Assert.Single(await ListAsync(shop)).Kind);
    }

    private static Delivery[] Told(SyncedShop shop) =>
    [
        shop.Delivery("orders/create", Order(), 0),
        shop.Delivery("orders/edited", Edit(), 8),
        shop.Delivery("returns/request", Return("requested"), 10),
        shop.Delivery("returns/approve", Return("open"), 11),
        shop.Delivery("returns/close", Return("closed"), 12),
        shop.Delivery("returns/reopen", Return("open"), 13),
        shop.Delivery("returns/close", Return("closed"), 14),
        shop.Delivery("subscription_contracts/create", Contract(revision: 1), 20),
        shop.Delivery("subscription_contracts/pause", Contract(revision: 2, "paused"), 21),
        shop.Delivery("subscription_contracts/activate", Contract(revision: 3), 22),
        shop.Delivery("subscription_contracts/cancel", Contract(revision: 4, "cancelled"), 23),
        shop.Delivery("subscription_billing_cycles/skip", Cycle(), 30),
        shop.Delivery("subscription_billing_cycles/unskip", Cycle(), 31),
    ];

    private static string Edit(long order = OrderId) => $$$"""
        {"order_edit":{"id":3,"order_id":{{{order}}},"created_at":"{{{SyncedShop.At(8)}}}",
         "line_items":{"additions":[{"id":5,"delta":2}],"removals":[{"id":6,"delta":1}]}
        }}
        """;

    // What no delivery tells of a contract.
    private static async Task ReadAsync(SyncedShop shop, int day, int revision, string next, string status = "ACTIVE")
    {
        var node = $$$"""
            {"id":"gid://shopify/SubscriptionContract/{{{ContractId}}}","status":"{{{status}}}","revisionId":"{{{revision}}}",
             "nextBillingDate":"{{{next}}}T00:00:00Z","lines":{"nodes":[]}}
            """;
        var applier = new NodeApplier(shop.Db.Database, SyncCatalogue.Of((_, _) => Task.FromResult(shop.Db.ShopId)), new ShopTurns(), shop.Db.Clock);
        ShopifyNode[] nodes = [new("SubscriptionContract", Encoding.UTF8.GetBytes(node), SyncedShop.Noon.AddDays(day))];
        Assert.Empty((await applier.ApplyAsync(shop.Db.ShopId, nodes, isSilent: false, (_, _, _) => Task.CompletedTask, default))!.Problems);
    }

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse($"{day}T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<List<PanelHappening>> ListAsync(SyncedShop shop) => shop.Db.QueryAsync<PanelHappening>(
        "SELECT subject, subject_id, kind, mark, happened_at, name, contents, was_at, due_at FROM happenings WHERE shop_id = @ShopId ORDER BY happened_at", new { shop.Db.ShopId });

    private static Task<string> DumpAsync(SyncedShop shop) =>
        shop.Db.DumpAsync($"SELECT {Columns} FROM happenings WHERE shop_id = @ShopId ORDER BY happened_at", new { shop.Db.ShopId });

    private static async Task<CustomerPanel> PanelAsync(SyncedShop shop, long customer)
    {
        var id = await shop.FindAsync<CustomerId>("id", "customers", $"shopify_id = {customer}");
        return (await new CustomerPanelStore(shop.Db.Database).FindAsync(shop.Db.ShopId, id, new PanelQuestion(), default))!;
    }
}
