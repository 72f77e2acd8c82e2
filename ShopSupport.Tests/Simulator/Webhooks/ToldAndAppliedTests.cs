using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Simulator.Serve;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Simulator.Webhooks;

/// <summary>What the simulator tells, the desk understands.</summary>
public sealed class ToldAndAppliedTests
{
    [OnEachEngine]
    public async Task Everything_that_is_told_of_a_busy_day_is_applied_and_the_desk_holds_what_the_shop_holds(DatabaseProvider engine)
    {
        await using var desk = await SyncedShop.OpenAsync(engine);
        using var one = new OneStore(source => source with { Profile = source.Profile with { Domain = desk.Domain } });
        var order = Live(one);

        await desk.ApplyAllAsync([.. one.Told]);

        Assert.Empty(await desk.Db.QueryAsync<string>("SELECT CONCAT(topic, ' ', outcome, ' ', reason) FROM deliveries WHERE shop_id = @ShopId AND outcome NOT IN ('applied', 'stale')", new { desk.Db.ShopId }));
        Assert.Null(await desk.TotalAsync(DeliveryOutcome.Dead));
        var now = one.Store.Shop.Orders.Find(order)!;
        Assert.Equal(now.FinancialStatus, await desk.FindAsync<string>("financial_status", "orders", $"id = {order}"), StringComparer.Ordinal);
        Assert.Equal(now.Fulfillments[0].ShipmentStatus, await desk.FindAsync<string>("shipment_status", "fulfillments", $"id = {now.Fulfillments[0].Id}"), StringComparer.Ordinal);
        Assert.Equal(now.Refunded, await desk.FindAsync<long>("amount_minor", "refunds", $"order_id = {order}"));
    }

    private static long Live(OneStore one)
    {
        var (acts, shop) = (one.Store.Acts, one.Store.Shop);
        var open = shop.Orders.All().Where(order => order is { FinancialStatus: "paid", FulfillmentStatus: null, CancelledAt: null }).Take(2).ToList();
        var (customers, contract, item) = (shop.Customers.All().Take(3).ToList(), shop.Contracts.All().First(one => one.Status is "active"), shop.Items.All().First());
        acts.EditLine(open[0].Id, open[0].Lines[0].Id, open[0].Lines[0].Quantity + 1);
        var parcel = acts.Fulfil(open[0].Id, "Yamato", "1", url: null);
        acts.See(open[0].Id, parcel.Id, "delivered");
        acts.Refund(open[0].Id, [new(open[0].Lines[0].Id, 1)], amount: null, restock: true, note: null);
        acts.AskReturn(open[0].Id, 1);
        acts.Cancel(open[1].Id, "other", restock: true);
        acts.SetStock(item.Id, item.Levels[0].LocationId, 3);
        acts.SetPrice(item.VariantId, 1234);
        acts.Tag(customers[0].Id, ["a"], []);
        acts.Consent(customers[0].Id, "unsubscribed");
        acts.ChangeCustomer(customers[0].Id, customer => customer with { Note = "n" });
        acts.Skip(contract.Id, contract.NextCycle, isSkipped: true);
        acts.Bill(contract.Id, order: null, "insufficient_funds");
        acts.MoveContract(contract.Id, "paused");
        acts.Merge(customers[1].Id, customers[2].Id);
        acts.ChangeShop(profile => profile with { Name = "New" });
        one.Simulator.Grant(one.Store, "write_orders", isGranted: true);
        return open[0].Id;
    }
}
