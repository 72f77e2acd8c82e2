using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Reconcile;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Work;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Import;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Reconcile;

/// <summary>What deliveries did not tell is found and mended.</summary>
public sealed class ReconcileTests
{
    [OnEachEngine]
    public async Task After_losses_repetitions_and_shuffling_one_reconcile_makes_every_row_what_Shopify_holds(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        // A file leaves out parts of orders that nobody writes about any more: here all is known before the week begins.
        await AskAsync(desk, "order", [.. desk.Store.Shop.Orders.All().Select(one => one.Id)]);
        await FetchAsync(desk);
        BusyWeek.Live(desk.Store.Acts, DemoRandom.For(7, "reconcile"));
        await DeliverBadlyAsync(desk, DemoRandom.For(8, "reconcile"));

        await ReconcileAsync(desk);

        // The same shop, asked for thing by thing by a desk that heard nothing.
        await using var asked = await AskedWholeAsync(engine, desk);
        foreach (var table in ShopifyRows.Tables.Keys)
        {
            var (theirs, ours) = (await ShopifyRows.ListAsync(asked.Db, table, Living(table)), await ShopifyRows.ListAsync(desk.Db, table, Living(table)));
            Assert.NotEmpty(theirs);
            Assert.True(theirs.SequenceEqual(ours, StringComparer.Ordinal), $"{table}\n{string.Join('\n', theirs.Except(ours, StringComparer.Ordinal).Take(3))}\nbut here\n{string.Join('\n', ours.Except(theirs, StringComparer.Ordinal).Take(3))}");
        }

        await HeldAsShopify.AssertAsync(desk.Db, desk.Store.Shop);
        Assert.Equal(0, await desk.CountAsync("fetch_requests"));
    }

    [OnEachEngine]
    public async Task What_was_missed_is_counted_and_what_came_by_itself_is_not(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        var orders = desk.Store.Shop.Orders.All().Take(3).ToList();
        desk.Store.Acts.ChangeOrder(orders[0].Id, order => order with { Note = "届いた" });
        await desk.DeliverAsync();
        desk.Store.Acts.ChangeOrder(orders[1].Id, order => order with { Note = "失われた" });
        desk.Told.Clear();
        desk.Clock.Advance(TimeSpan.FromMinutes(5));

        await RunAsync(desk, "reconcile");

        var reconciled = (await desk.Services.GetRequiredService<ReconcileStore>().ListAsync(desk.Db.ShopId, CancellationToken.None)).ToDictionary(one => one.Resource, StringComparer.Ordinal);
        Assert.Equal((1, null), (reconciled["orders"].Mended, reconciled["orders"].Error));
        Assert.Equal((0, null), (reconciled["products"].Mended, reconciled["products"].Error));
        Assert.True(reconciled["orders"].MarkedAt > desk.Clock.GetUtcNow().AddMinutes(-1));
        await FetchAsync(desk);
        Assert.Equal("失われた", await desk.Db.FindAsync<string>("SELECT note FROM orders WHERE shop_id = @ShopId AND id = @Id", new { desk.Db.ShopId, orders[1].Id }));
    }

    [OnEachEngine]
    public async Task What_was_deleted_unheard_is_found_by_counting(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        var order = desk.Store.Shop.Orders.All().First(one => one.CancelledAt is not null);
        desk.Store.Acts.DeleteOrder(order.Id);
        desk.Told.Clear();

        await RunAsync(desk, "count");
        await FetchAsync(desk);

        Assert.Equal(1, await desk.CountAsync("orders", $"id = {order.Id} AND is_deleted = 1"));
        Assert.Equal(desk.Store.Shop.Orders.Count, await desk.CountAsync("orders", "is_deleted = 0"));
        var counted = (await desk.Services.GetRequiredService<ReconcileStore>().ListAsync(desk.Db.ShopId, CancellationToken.None)).Single(one => one.Resource is "orders");
        Assert.Equal((desk.Store.Shop.Orders.Count + 1, desk.Store.Shop.Orders.Count), (counted.CountedOurs, counted.CountedShopify));
    }

    [OnEachEngine]
    public async Task An_order_that_Shopify_may_not_tell_of_is_not_taken_for_deleted(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        var old = desk.Store.Shop.Orders.All().First(one => one.ProcessedAt < desk.Clock.GetUtcNow().AddDays(-90));
        desk.Store.App.Scopes = desk.Store.App.Scopes.Where(scope => scope is not "read_all_orders").ToHashSet(StringComparer.Ordinal);
        await desk.Db.ExecuteAsync("UPDATE shop_access SET scopes = 'read_orders' WHERE shop_id = @ShopId", new { desk.Db.ShopId });
        await AskAsync(desk, "order", old.Id);

        await FetchAsync(desk);

        Assert.Equal(1, await desk.CountAsync("orders", $"id = {old.Id} AND is_deleted = 0"));
    }

    [OnEachEngine]
    public async Task Nothing_is_compared_before_it_is_imported(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);

        await RunAsync(desk, "reconcile");
        await RunAsync(desk, "count");

        Assert.Equal((0, 0), (await desk.CountAsync("reconciles"), await desk.CountAsync("fetch_requests")));
    }

    [OnEachEngine]
    public async Task A_delivery_that_holds_only_an_id_brings_the_whole_thing(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        var contract = desk.Store.Shop.Contracts.All().First(one => one.Status is "active");
        desk.Store.Acts.SetNextBilling(contract.Id, desk.Clock.GetUtcNow().AddDays(9));
        await desk.DeliverAsync();

        await FetchAsync(desk);

        Assert.Equal(desk.Store.Shop.Contracts.Find(contract.Id)!.NextBillingAt!.Value.ToUnixTimeSeconds(), (await desk.Db.FindAsync<DateTimeOffset>("SELECT next_billing_at FROM contract_details WHERE shop_id = @ShopId AND contract_id = @Id", new { desk.Db.ShopId, contract.Id })).ToUnixTimeSeconds());
    }

    [OnEachEngine]
    public async Task What_a_missing_scope_keeps_from_us_waits_and_the_rest_is_fetched(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        await FetchAsync(desk);
        desk.Store.App.Scopes = desk.Store.App.Scopes.Where(scope => !scope.EndsWith("_customers", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        await AskAsync(desk, "customer", desk.Store.Shop.Customers.All().First().Id);
        await AskAsync(desk, "product", desk.Store.Shop.Products.All().First().Id);

        await RunAsync(desk, "fetch");

        Assert.Equal((1, 0), (await desk.CountAsync("fetch_requests", "resource = 'customer'"), await desk.CountAsync("fetch_requests", "resource = 'product'")));
        Assert.True(await desk.Db.FindAsync<DateTimeOffset>("SELECT due_at FROM work WHERE shop_id = @ShopId AND kind = 'fetch'", new { desk.Db.ShopId }) > desk.Clock.GetUtcNow().AddHours(5));
    }

    [OnEachEngine]
    public async Task An_order_that_somebody_looks_at_is_fetched_before_the_others(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        await FetchAsync(desk);
        var ids = desk.Store.Shop.Orders.All().Select(one => one.Id).Take(60).ToArray();
        await AskAsync(desk, "order", ids);
        desk.Clock.Advance(TimeSpan.FromSeconds(1));
        var fetches = desk.Services.GetRequiredService<FetchStore>();

        await fetches.HurryAsync(desk.Db.ShopId, [ids[40], 1], CancellationToken.None);

        Assert.Equal(ids[40], (await fetches.ListAsync(desk.Db.ShopId, [], take: 1, CancellationToken.None)).Single().ResourceId);
        Assert.Equal(60, await desk.CountAsync("fetch_requests"));
    }

    // What is gone stays as a tombstone where it was known, and was never heard of where it was not.
    private static string Living(string table) => table is "order_lines" or "variants" ? "1 = 1" : $"version < {VersionedRow.Gone}";

    private static async Task<ImportDesk> ImportedAsync(DatabaseProvider engine)
    {
        var desk = await ImportDesk.OpenAsync(engine);
        // A plan under which nobody waits.
        desk.Store.App.Bucket.SetRate(100_000);
        await desk.RunAsync();
        return desk;
    }

    private static async Task DeliverBadlyAsync(ImportDesk desk, DemoRandom random)
    {
        var told = desk.Told.Where(_ => random.Below(100) >= 5).ToList();
        Assert.True(told.Count < desk.Told.Count && told.Count > 200, $"{told.Count} of {desk.Told.Count}");
        told.AddRange([.. told.Where(_ => random.Below(100) < 5)]);
        desk.Told.Clear();
        desk.Told.AddRange(told.OrderBy(_ => random.Below(1_000_000)));
        await desk.DeliverAsync();
    }

    private static async Task ReconcileAsync(ImportDesk desk)
    {
        await RunAsync(desk, "reconcile");
        await RunAsync(desk, "count");
        await FetchAsync(desk);
    }

    private static Task FetchAsync(ImportDesk desk) => Patience.UntilAsync(
        async () =>
        {
            await RunAsync(desk, "fetch");
            return await desk.CountAsync("fetch_requests") == 0;
        },
        () => $"all to be fetched; {string.Join('\n', desk.Logs.TakeLast(20))}");

    private static async Task RunAsync(ImportDesk desk, string kind)
    {
        await desk.Db.Database.WriteAsync(
            transaction => WorkStore.AddAsync(transaction, new WorkItem { ShopId = desk.Db.ShopId, Kind = kind, Key = WorkQueue.Repeated, Lane = Lane.Change, DueAt = desk.Clock.GetUtcNow() }, desk.Clock.GetUtcNow(), CancellationToken.None),
            CancellationToken.None);
        var item = (await desk.Db.FindAsync<WorkItem>("""SELECT id, shop_id, kind, work_key AS "key", lane, due_at, payload, tries, receipt FROM work WHERE shop_id = @ShopId AND kind = @kind""", new { desk.Db.ShopId, kind }))!;
        await desk.Services.GetServices<IWorkHandler>().Single(handler => string.Equals(handler.Kind, kind, StringComparison.Ordinal)).RunAsync(item, CancellationToken.None);
    }

    private static Task AskAsync(ImportDesk desk, string resource, params long[] ids) =>
        desk.Services.GetRequiredService<FetchStore>().AskAsync(desk.Db.ShopId, resource, ids, "test", CancellationToken.None);

    private static async Task<ImportDesk> AskedWholeAsync(DatabaseProvider engine, ImportDesk like)
    {
        var asked = await ImportDesk.OpenAsync(engine, simulated: like);
        var shop = like.Store.Shop;
        await AskAsync(asked, "customer", [.. shop.Customers.All().Select(one => one.Id)]);
        await AskAsync(asked, "order", [.. shop.Orders.All().Select(one => one.Id)]);
        await AskAsync(asked, "product", [.. shop.Products.All().Select(one => one.Id)]);
        await AskAsync(asked, "inventory_item", [.. shop.Items.All().Select(one => one.Id)]);
        await AskAsync(asked, "subscription_contract", [.. shop.Contracts.All().Select(one => one.Id)]);
        await AskAsync(asked, "location", 1);
        await FetchAsync(asked);
        return asked;
    }
}
