using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Shop;

public sealed class ShopActsTests
{
    [Fact]
    public void A_cancelled_order_gives_its_money_and_its_pieces_back()
    {
        var (shop, acts, said) = MadeShops.Listened();
        var order = shop.FirstWhere(one => one is { FinancialStatus: "paid", FulfillmentStatus: null });
        var before = Stock(shop, order);

        acts.Cancel(order.Id, "customer", restock: true);

        var now = shop.Orders.Find(order.Id)!;
        Assert.Equal(("refunded", "customer", 0L), (now.FinancialStatus, now.CancelReason, now.CurrentTotal));
        Assert.Equal(order.Total, Assert.Single(now.Refunds).Amount);
        Assert.Equal(before + order.Lines.Sum(line => line.Quantity), Stock(shop, order));
        Assert.IsType<OrderCancelled>(said[0]);
        Assert.IsType<MoneyReturned>(said[1]);
        Assert.Equal(order.Lines.Count, said.OfType<StockMoved>().Count());
    }

    [Fact]
    public void What_was_sent_can_not_be_cancelled_and_nothing_is_said()
    {
        var (shop, acts, said) = MadeShops.Listened();
        var order = shop.FirstWhere(one => one.FulfillmentStatus is "fulfilled");

        Assert.Throws<ShopRefusalException>(() => acts.Cancel(order.Id, "customer", restock: true));

        Assert.Empty(said);
        Assert.Equal(order.UpdatedAt, shop.Orders.Find(order.Id)!.UpdatedAt);
    }

    [Fact]
    public void No_more_can_be_given_back_than_was_paid()
    {
        var (shop, acts, _) = MadeShops.Listened();
        var order = shop.FirstWhere(one => one is { FinancialStatus: "paid", FulfillmentStatus: "fulfilled" });
        var line = order.Lines[0];

        acts.Refund(order.Id, [new(line.Id, 1)], amount: null, restock: false, note: "broken");

        var now = shop.Orders.Find(order.Id)!;
        Assert.Equal(line.Quantity - 1, now.Lines[0].CurrentQuantity);
        Assert.Throws<ShopRefusalException>(() => acts.Refund(order.Id, [], order.Total, restock: false, note: null));
        Assert.Throws<ShopRefusalException>(() => acts.Refund(order.Id, [new(line.Id, line.Quantity)], amount: null, restock: false, note: null));
    }

    [Fact]
    public void An_edit_takes_only_what_is_not_sent()
    {
        var (shop, acts, said) = MadeShops.Listened();
        var order = shop.FirstWhere(one => one is { FulfillmentStatus: null, CancelledAt: null });
        var line = order.Lines[0];

        acts.EditLine(order.Id, line.Id, line.Quantity + 2);

        var edit = Assert.IsType<OrderEdited>(said[0]);
        Assert.Equal(2, Assert.Single(edit.Added).Quantity);
        Assert.Equal(order.Total + (2 * line.Price), shop.Orders.Find(order.Id)!.Total);
        var sent = shop.FirstWhere(one => one.FulfillmentStatus is "fulfilled" && one.Refunds.Count == 0);
        Assert.Throws<ShopRefusalException>(() => acts.EditLine(sent.Id, sent.Lines[0].Id, 0));
    }

    [Fact]
    public void A_parcel_goes_its_way()
    {
        var (shop, acts, said) = MadeShops.Listened();
        var order = shop.FirstWhere(one => one is { FinancialStatus: "paid", FulfillmentStatus: null });

        var parcel = acts.Fulfil(order.Id, "Yamato", "1234", "https://example.com/1234");
        acts.See(order.Id, parcel.Id, "delivered");

        var now = shop.Orders.Find(order.Id)!;
        Assert.Equal("fulfilled", now.FulfillmentStatus);
        Assert.Equal("delivered", now.Fulfillments[0].ShipmentStatus);
        Assert.NotNull(now.Fulfillments[0].DeliveredAt);
        Assert.Equal(order.Id, shop.OwnerOf("FulfillmentEvent", now.Fulfillments[0].Events[0].Id)?.Id);
        Assert.Equal([typeof(ParcelSent), typeof(ParcelSeen)], said.Select(change => change.GetType()));
        Assert.Throws<ShopRefusalException>(() => acts.Fulfil(order.Id, null, null, null));
    }

    [Fact]
    public void Of_two_customers_one_is_left_with_what_both_had()
    {
        var (shop, acts, said) = MadeShops.Listened();
        var (kept, gone) = (shop.Customers.All().First(), shop.Customers.All().First(one => shop.OrdersOf(one.Id).Count > 2 && one.Id != shop.Customers.All().First().Id));
        var both = shop.OrdersOf(kept.Id).Count + shop.OrdersOf(gone.Id).Count;

        acts.Merge(kept.Id, gone.Id);

        Assert.Null(shop.Customers.Find(gone.Id));
        Assert.Equal(both, shop.OrdersOf(kept.Id).Count);
        Assert.Empty(shop.OrdersOf(gone.Id));
        Assert.IsType<CustomersMerged>(said[0]);
    }

    [Fact]
    public void A_contract_that_has_ended_never_moves_again()
    {
        var (shop, acts, _) = MadeShops.Listened();
        var contract = shop.Contracts.All().First(one => one.Status is "active");

        acts.MoveContract(contract.Id, "paused");
        acts.Skip(contract.Id, contract.NextCycle, isSkipped: true);
        acts.MoveContract(contract.Id, "cancelled");

        var now = shop.Contracts.Find(contract.Id)!;
        Assert.Equal(contract.Revision + 2, now.Revision);
        Assert.Null(now.NextBillingAt);
        Assert.Contains(now.Skipped, cycle => cycle.Index == contract.NextCycle);
        Assert.Throws<ShopRefusalException>(() => acts.MoveContract(contract.Id, "active"));
    }

    [Fact]
    public void Who_is_to_be_forgotten_is()
    {
        var (shop, acts, said) = MadeShops.Listened();
        var customer = shop.Customers.All().First(one => shop.OrdersOf(one.Id).Count > 0);

        acts.AskLaw(customer.Id, isErasure: true);

        var asked = Assert.IsType<LawAsked>(Assert.Single(said));
        Assert.Equal(customer.Email, asked.Customer.Email);
        Assert.Null(shop.Customers.Find(customer.Id)!.Email);
        Assert.All(shop.OrdersOf(customer.Id), order => Assert.Null(order.Address));
    }

    private static int Stock(SimulatedShop shop, Order order) => order.Lines.Select(line => line.VariantId!.Value).Distinct()
        .Sum(variant => shop.ItemOf(variant)!.Levels.Sum(level => level.Available));
}
