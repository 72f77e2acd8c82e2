using System.Text;
using ShopSupport.Tests.Simulator.Serve;

namespace ShopSupport.Tests.Simulator.Webhooks;

public sealed class TellingTests
{
    [Fact]
    public void A_cancelled_order_is_told_with_its_refund_and_what_goes_back_on_the_shelf()
    {
        using var one = new OneStore();
        var order = one.Store.Shop.Orders.All().First(placed => placed is { FinancialStatus: "paid", FulfillmentStatus: null } && placed.Lines.Count == 1);

        one.Store.Acts.Cancel(order.Id, "customer", restock: true);

        Assert.Equal(
            [
                "orders/cancelled", "orders/updated", "customers/purchasing_summary", "refunds/create", "order_transactions/create", "orders/updated",
                "customers/purchasing_summary", "inventory_levels/update", "products/update",
            ],
            one.Told.Select(delivery => delivery.Topic),
            StringComparer.Ordinal);
        Assert.Single(one.Told.Select(delivery => delivery.EventId).Distinct(StringComparer.Ordinal));
        Assert.Equal(one.Told.Count, one.Told.Select(delivery => delivery.WebhookId).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("\"cancel_reason\":\"customer\"", Encoding.UTF8.GetString(one.Told[0].Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_can_be_done_is_told_in_topics_that_the_app_subscribes_to()
    {
        using var one = new OneStore();
        var (acts, shop) = (one.Store.Acts, one.Store.Shop);
        var open = shop.Orders.All().Where(order => order is { FinancialStatus: "paid", FulfillmentStatus: null, CancelledAt: null }).Take(3).ToList();
        var (customers, contract, item) = (shop.Customers.All().Take(3).ToList(), shop.Contracts.All().First(one => one.Status is "active"), shop.Items.All().First());

        acts.ChangeOrder(open[0].Id, order => order with { Note = "x" });
        acts.EditLine(open[0].Id, open[0].Lines[0].Id, open[0].Lines[0].Quantity + 1);
        var parcel = acts.Fulfil(open[0].Id, "Yamato", "1", url: null);
        acts.See(open[0].Id, parcel.Id, "delivered");
        acts.Track(open[0].Id, parcel.Id, "Sagawa", "2", url: null);
        acts.Refund(open[0].Id, [new(open[0].Lines[0].Id, 1)], amount: null, restock: true, note: null);
        acts.AskReturn(open[0].Id, 1);
        acts.MoveReturn(open[0].Id, shop.Orders.Find(open[0].Id)!.Returns[0].Id, "approve");
        acts.Cancel(open[1].Id, "other", restock: false);
        acts.DeleteOrder(open[1].Id);
        acts.SetStock(item.Id, item.Levels[0].LocationId, 3);
        acts.SetPrice(item.VariantId, 1234);
        acts.Tag(customers[0].Id, ["a"], []);
        acts.Tag(customers[0].Id, [], ["a"]);
        acts.Consent(customers[0].Id, "unsubscribed");
        acts.ChangeCustomer(customers[0].Id, customer => customer with { Note = "n" });
        acts.Skip(contract.Id, contract.NextCycle, isSkipped: true);
        acts.Skip(contract.Id, contract.NextCycle, isSkipped: false);
        acts.SetNextBilling(contract.Id, shop.Now.AddDays(9));
        acts.Bill(contract.Id, order: null, "insufficient_funds");
        acts.MoveContract(contract.Id, "paused");
        acts.AskLaw(customers[0].Id, isErasure: false);
        acts.AskLaw(customers[0].Id, isErasure: true);
        acts.Merge(customers[1].Id, customers[2].Id);
        acts.ChangeShop(shop => shop with { Name = "New" });

        var topics = one.Simulator.App.Subscriptions.Select(subscription => subscription.Topic).ToHashSet(StringComparer.Ordinal);
        Assert.All(one.Told, delivery => Assert.Contains(delivery.Topic, topics));
        Assert.True(one.Told.Select(delivery => delivery.Topic).Distinct(StringComparer.Ordinal).Count() > 25);
    }

    [Fact]
    public void A_shop_that_took_the_app_off_tells_nothing_but_what_the_law_asks()
    {
        using var one = new OneStore();
        one.Simulator.Uninstall(one.Store);
        one.Told.Clear();

        one.Store.Acts.ChangeOrder(one.Store.Shop.Orders.All().First().Id, order => order with { Note = "x" });
        one.Store.Acts.AskLaw(one.Store.Shop.Customers.All().First().Id, isErasure: true);

        Assert.Equal("customers/redact", Assert.Single(one.Told).Topic);
    }

    [Fact]
    public void What_changes_twice_in_a_second_has_two_times()
    {
        using var one = new OneStore();
        var id = one.Store.Shop.Orders.All().First().Id;

        one.Store.Acts.ChangeOrder(id, order => order with { Note = "one" });
        var first = one.Store.Shop.Orders.Find(id)!.UpdatedAt;
        one.Store.Acts.ChangeOrder(id, order => order with { Note = "two" });

        Assert.True(one.Store.Shop.Orders.Find(id)!.UpdatedAt > first);
    }
}
