using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Reconcile;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Import;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;
using static ShopSupport.Tests.Reconcile.ReconcileSteps;

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
    public async Task A_location_that_was_renamed_opened_or_closed_unheard_is_as_Shopify_has_it_again(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        var (renamed, opened) = (desk.Store.Shop.Locations[0], desk.Store.Shop.Locations[^1]);
        Assert.NotEqual(renamed, opened);
        await desk.Db.ExecuteAsync("UPDATE locations SET name = '前の名前', version = 1 WHERE shop_id = @ShopId AND id = @Id", new { desk.Db.ShopId, renamed.Id });
        await desk.Db.ExecuteAsync("DELETE FROM locations WHERE shop_id = @ShopId AND id = @Id", new { desk.Db.ShopId, opened.Id });
        await desk.Db.AddAsync("locations", new { Id = 987_654L, Name = "閉めた倉庫", IsActive = true, IsDeleted = false, Version = 1L, VersionRank = 0L });

        await ReconcileAsync(desk);

        foreach (var place in desk.Store.Shop.Locations)
        {
            Assert.Equal(place.Name, await desk.Db.FindAsync<string>("SELECT name FROM locations WHERE shop_id = @ShopId AND id = @Id", new { desk.Db.ShopId, place.Id }));
        }

        Assert.Equal(desk.Store.Shop.Locations.Count, await desk.CountAsync("locations", "is_deleted = 0"));
        Assert.Equal(1, await desk.CountAsync("locations", "id = 987654 AND is_deleted = 1"));
        var reconciled = (await desk.Services.GetRequiredService<ReconcileStore>().ListAsync(desk.Db.ShopId, CancellationToken.None)).Single(one => one.Resource is "locations");
        Assert.Equal((2L, desk.Store.Shop.Locations.Count, null), (reconciled.Mended, reconciled.CountedShopify, reconciled.Error));
    }

    [OnEachEngine]
    public async Task Nothing_is_compared_before_it_is_imported(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);

        await RunAsync(desk, "reconcile");
        await RunAsync(desk, "count");

        Assert.Equal((0, 0), (await desk.CountAsync("reconciles"), await desk.CountAsync("fetch_requests")));
    }

    // What is gone stays as a tombstone where it was known, and was never heard of where it was not.
    private static string Living(string table) => table is "order_lines" or "variants" ? "1 = 1" : $"version < {VersionedRow.Gone}";

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
