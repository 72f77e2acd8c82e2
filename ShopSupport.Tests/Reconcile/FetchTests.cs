using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Reconcile;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Reconcile.ReconcileSteps;

namespace ShopSupport.Tests.Reconcile;

/// <summary>What is to be fetched is fetched, and nothing is believed too soon.</summary>
public sealed class FetchTests
{
    [OnEachEngine]
    public async Task What_Shopify_does_not_know_once_is_not_yet_taken_for_deleted(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        await FetchAsync(desk);
        var order = desk.Store.Shop.Orders.All().First();
        desk.Store.Acts.DeleteOrder(order.Id);
        await AskAsync(desk, "order", order.Id);

        await RunAsync(desk, "fetch");
        Assert.Equal((1, 1), (await desk.CountAsync("orders", $"id = {order.Id} AND is_deleted = 0"), await desk.CountAsync("fetch_requests")));
        await RunAsync(desk, "fetch");
        Assert.Equal((1, 1), (await desk.CountAsync("orders", $"id = {order.Id} AND is_deleted = 0"), await desk.CountAsync("fetch_requests")));

        desk.Pass(TimeSpan.FromMinutes(11));
        await RunAsync(desk, "fetch");
        Assert.Equal((1, 0), (await desk.CountAsync("orders", $"id = {order.Id} AND is_deleted = 1"), await desk.CountAsync("fetch_requests")));
    }

    [OnEachEngine]
    public async Task A_contract_that_Shopify_did_not_know_twice_is_gone_and_what_it_was_is_noted(DatabaseProvider engine)
    {
        await using var desk = await ImportedAsync(engine);
        await FetchAsync(desk);
        var contract = desk.Store.Shop.Contracts.All().First(one => one.Status is "active");
        desk.Store.Shop.Contracts.Remove(contract.Id);
        desk.Pass(TimeSpan.FromDays(1));

        await RunAsync(desk, "count");
        await RunAsync(desk, "fetch");
        Assert.Equal((1, 0), (await desk.CountAsync("subscription_contracts", $"id = {contract.Id} AND is_deleted = 0"), await desk.CountAsync("happenings", "kind = 'deleted'")));
        desk.Pass(TimeSpan.FromMinutes(11));
        await RunAsync(desk, "fetch");

        Assert.Equal((1, 0), (await desk.CountAsync("subscription_contracts", $"id = {contract.Id} AND is_deleted = 1"), await desk.CountAsync("fetch_requests", $"resource_id = {contract.Id}")));
        Assert.Equal(0, await desk.CountAsync("contract_lines", $"contract_id = {contract.Id}"));
        Assert.Equal(1, await desk.CountAsync("happenings", $"kind = 'deleted' AND subject_id = {contract.Id} AND shopify_customer_id = {contract.CustomerId}"));
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
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        var fetches = desk.Services.GetRequiredService<FetchStore>();

        await fetches.HurryAsync(desk.Db.ShopId, [ids[40], 1], CancellationToken.None);

        Assert.Equal(ids[40], (await fetches.ListAsync(desk.Db.ShopId, [], take: 1, CancellationToken.None)).Single().ResourceId);
        Assert.Equal(60, await desk.CountAsync("fetch_requests"));
    }
}
