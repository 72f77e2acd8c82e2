using ShopSupport.Core.Events;
using ShopSupport.Core.Import;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Import;

public sealed class ImportTests
{
    [OnEachEngine]
    public async Task Everything_that_the_shop_has_comes_in(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);

        await desk.RunAsync();

        await AssertWholeAsync(desk);
        var progress = await desk.Imports.ListAsync(desk.Db.ShopId, CancellationToken.None);
        Assert.False(progress.IsRunning);
        Assert.Equal((1.0, TimeSpan.Zero), (progress.Share, progress.TimeLeft));
        Assert.All(progress.Resources, import => Assert.Equal((ImportStatus.Done, null, 0L), (import.Status, import.Error, import.Refused)));
        Assert.Equal(Enum.GetValues<ImportedResource>(), progress.Resources.Select(import => import.Resource));
        Assert.Equal(desk.Store.Shop.Profile.Currency, await desk.Db.FindAsync<string>("SELECT currency FROM shop_profiles WHERE shop_id = @ShopId", new { desk.Db.ShopId }));
    }

    [OnEachEngine]
    public async Task Open_screens_hear_of_the_import_and_not_of_each_row(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);

        await desk.RunAsync();

        var events = await new ShopEventStore(desk.Db.Database).ListAfterAsync(desk.Db.ShopId, 0, 1000, CancellationToken.None);
        Assert.Contains(events, e => e.Kind is ShopEventKind.Import);
        Assert.Contains(events, e => e is { Kind: ShopEventKind.Stock, SubjectId: null });
        Assert.DoesNotContain(events, e => e.Kind is ShopEventKind.Customer || e.SubjectId is not null);
    }

    [OnEachEngine]
    public async Task What_a_delivery_said_after_Shopify_wrote_the_file_stays(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        var order = desk.Store.Shop.Orders.All().First(o => o.Note is null && o.CancelledAt is null);
        await desk.ReadyAsync();

        desk.Store.Acts.ChangeOrder(order.Id, o => o with { Note = "玄関前に" });
        await desk.DeliverAsync();
        await desk.RunAsync();

        Assert.Equal("玄関前に", await desk.Db.FindAsync<string>("SELECT note FROM orders WHERE shop_id = @ShopId AND id = @Id", new { desk.Db.ShopId, order.Id }));
        Assert.Equal(desk.Store.Shop.Orders.Count, await desk.CountAsync("orders"));
    }

    [OnEachEngine]
    public async Task A_scope_that_the_shop_did_not_grant_costs_only_what_needs_it(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        desk.Store.App.Scopes = desk.Store.App.Scopes.Where(scope => !scope.EndsWith("_own_subscription_contracts", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

        await desk.RunAsync();

        Assert.Equal((ImportStatus.Failed, ImportError.Denied), await StatusAsync(desk, ImportedResource.Contracts));
        Assert.Equal((ImportStatus.Done, null), await StatusAsync(desk, ImportedResource.Orders));
        Assert.Equal(desk.Store.Shop.Orders.Count, await desk.CountAsync("orders"));
        Assert.Equal(0, await desk.CountAsync("subscription_contracts"));
    }

    [OnEachEngine]
    public async Task Locations_that_may_not_be_read_keep_back_no_products(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        desk.Store.App.Scopes = desk.Store.App.Scopes.Where(scope => scope is not "read_locations").ToHashSet(StringComparer.Ordinal);

        await desk.RunAsync();

        Assert.Equal((ImportStatus.Failed, ImportError.Denied), await StatusAsync(desk, ImportedResource.Locations));
        Assert.Equal((ImportStatus.Done, null), await StatusAsync(desk, ImportedResource.Products));
        Assert.Equal(desk.Store.Shop.Products.Count, await desk.CountAsync("products"));
    }

    [OnEachEngine]
    public async Task An_operation_that_fails_gives_what_it_had_and_is_begun_anew_three_times(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        desk.Store.Bulk.Fault = new(100);

        await desk.RunAsync();

        Assert.Equal((ImportStatus.Failed, "INTERNAL_SERVER_ERROR"), await StatusAsync(desk, ImportedResource.Orders));
        Assert.Equal(2, (await desk.StateAsync(ImportedResource.Orders)).Tries);
        Assert.Equal(3, desk.Store.Bulk.All.Count(one => one.Query.Contains("orders {", StringComparison.Ordinal)));
        var came = (await desk.Db.QueryAsync<long>("SELECT id FROM orders WHERE shop_id = @ShopId", new { desk.Db.ShopId })).ToHashSet();
        Assert.InRange(came.Count, 1, 99);
        // The last one may have lost lines: it is left out.
        Assert.Equal(desk.Store.Shop.Orders.All().Where(order => came.Contains(order.Id)).Sum(order => order.Lines.Count), await desk.CountAsync("order_lines"));
    }

    [OnEachEngine]
    public async Task An_operation_that_fails_once_costs_nothing(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        desk.Store.Bulk.Fault = new(100);
        await desk.ReadyAsync();

        desk.Store.Bulk.Fault = null;
        await desk.RunAsync();

        await AssertWholeAsync(desk);
    }

    [OnEachEngine]
    public async Task An_operation_whose_answer_was_lost_is_found_again_and_not_begun_twice(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        await desk.RunOnceAsync();
        await desk.RunOnceAsync();
        var begun = desk.Store.Bulk.All.Select(one => one.Id).ToList();

        // As if the process had died before it noted any of them.
        await desk.Db.ExecuteAsync("UPDATE imports SET status = 'waiting', operation_id = NULL WHERE shop_id = @ShopId AND resource <> 'locations'", new { desk.Db.ShopId });
        await desk.RunAsync();

        Assert.Equal(5, begun.Count);
        Assert.Equal(begun, desk.Store.Bulk.All.Select(one => one.Id));
        await AssertWholeAsync(desk);
    }

    [OnEachEngine]
    public async Task An_import_ends_quietly_when_the_app_is_taken_out(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        await desk.ReadyAsync();
        desk.Told.Clear();

        desk.Simulator.Uninstall(desk.Store);
        await desk.DeliverAsync();
        await desk.RunAsync();

        Assert.Equal((ImportStatus.Failed, ImportError.Uninstalled), await StatusAsync(desk, ImportedResource.Orders));
        Assert.Equal(0, await desk.CountAsync("work", "kind = 'import'"));
        Assert.False((await desk.Imports.ListAsync(desk.Db.ShopId, CancellationToken.None)).IsRunning);
    }

    [OnEachEngine]
    public async Task A_second_import_begins_anew_and_doubles_nothing(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        await desk.RunAsync();
        var first = desk.Store.Bulk.All.Count;

        await desk.AskAgainAsync();
        await desk.RunAsync();

        Assert.Equal(first * 2, desk.Store.Bulk.All.Count);
        await AssertWholeAsync(desk);
    }

    [OnEachEngine]
    public async Task Shopifys_word_that_a_file_is_written_makes_the_next_look_due_at_once(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        await desk.BegunAsync();
        var later = desk.Clock.GetUtcNow().AddHours(1);
        await desk.Db.ExecuteAsync("UPDATE work SET due_at = @later, visible_at = @later WHERE shop_id = @ShopId AND kind = 'import'", new { desk.Db.ShopId, later });

        await desk.DeliverAsync();

        Assert.True(await desk.Db.FindAsync<DateTimeOffset>("SELECT visible_at FROM work WHERE shop_id = @ShopId AND kind = 'import'", new { desk.Db.ShopId }) < later);
    }

    /// <summary>What the simulator holds is what stands in our tables.</summary>
    internal static async Task AssertWholeAsync(ImportDesk desk)
    {
        var shop = desk.Store.Shop;
        var orders = shop.Orders.All().ToList();
        Assert.Equal(shop.Customers.Count, await desk.CountAsync("customers"));
        Assert.Equal(orders.Count, await desk.CountAsync("orders"));
        Assert.Equal(orders.Sum(order => order.Lines.Count), await desk.CountAsync("order_lines"));
        Assert.Equal(orders.Sum(order => order.Fulfillments.Count), await desk.CountAsync("fulfillments"));
        Assert.Equal(orders.Sum(order => order.Returns.Count), await desk.CountAsync("returns"));
        Assert.Equal(shop.Products.Count, await desk.CountAsync("products"));
        Assert.Equal(shop.Items.Count, await desk.CountAsync("inventory_items"));
        Assert.Equal(shop.Contracts.Count, await desk.CountAsync("subscription_contracts"));
        Assert.True(await desk.CountAsync("inventory_levels") > 0);
        Assert.True(await desk.CountAsync("locations") > 0);
        foreach (var order in orders.Where((_, i) => i % 25 == 0))
        {
            var row = await desk.Db.FindAsync<(string, long?)>(
                "SELECT name, shopify_customer_id FROM orders WHERE shop_id = @ShopId AND id = @Id", new { desk.Db.ShopId, order.Id });
            Assert.Equal((order.Name, order.CustomerId), row);
            Assert.Equal(
                order.Lines.Select(line => line.Id).Order(),
                (await desk.Db.QueryAsync<long>("SELECT id FROM order_lines WHERE shop_id = @ShopId AND order_id = @Id", new { desk.Db.ShopId, order.Id })).Order());
        }

        var done = await desk.StateAsync(ImportedResource.Orders);
        Assert.Equal((orders.Count, (long?)orders.Count, done.BytesTotal), (done.RowsDone, done.RowsTotal, (long?)done.BytesDone));
    }

    private static async Task<(ImportStatus Status, string? Error)> StatusAsync(ImportDesk desk, ImportedResource resource)
    {
        var import = await desk.StateAsync(resource);
        return (import.Status, import.Error);
    }
}
