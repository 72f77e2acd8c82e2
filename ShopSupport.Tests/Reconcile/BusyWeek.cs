using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Reconcile;

/// <summary>Some hundred things that happen in a shop, of every kind.</summary>
internal static class BusyWeek
{
    public static void Live(ShopActs acts, DemoRandom random)
    {
        var shop = acts.Shop;
        var (orders, customers, items) = (shop.Orders.All().ToList(), shop.Customers.All().ToList(), shop.Items.All().ToList());
        foreach (var order in orders.Where(order => order.CancelledAt is null))
        {
            Try(() => ToOrder(acts, shop.Orders.Find(order.Id)!, random.Below(8)));
        }

        foreach (var customer in customers.SkipLast(4))
        {
            Try(() => ToCustomer(acts, customer, random.Below(3)));
        }

        foreach (var item in items)
        {
            acts.SetStock(item.Id, item.Levels[0].LocationId, random.Below(50));
        }

        foreach (var contract in shop.Contracts.All().ToList())
        {
            Try(() => ToContract(acts, contract, random.Below(4)));
        }

        acts.SetPrice(items[0].VariantId, 1234);
        acts.ChangeProduct(items[1].ProductId, product => product with { Title = "新しい名前" });
        acts.Merge(customers[^1].Id, customers[^2].Id);
    }

    private static void ToOrder(ShopActs acts, Order order, int what)
    {
        switch (what)
        {
            case 0:
                acts.ChangeOrder(order.Id, one => one with { Note = $"メモ {one.Number}" });
                break;
            case 1:
                acts.EditLine(order.Id, order.Lines[0].Id, order.Lines[0].Quantity + 1);
                break;
            case 2 when order.Fulfillments is []:
                acts.See(order.Id, acts.Fulfil(order.Id, "ヤマト運輸", $"{order.Number}", url: null).Id, "in_transit");
                break;
            case 2:
                acts.See(order.Id, order.Fulfillments[0].Id, "delivered");
                break;
            case 3:
                acts.Refund(order.Id, [new(order.Lines[0].Id, 1)], amount: null, restock: true, note: "返金");
                break;
            case 4:
                acts.Cancel(order.Id, "customer", restock: true);
                break;
            case 5:
                acts.AskReturn(order.Id, 1);
                break;
            case 6:
                acts.Pay(order.Id);
                break;
            default:
                break;
        }
    }

    private static void ToCustomer(ShopActs acts, Customer customer, int what)
    {
        switch (what)
        {
            case 0:
                acts.ChangeCustomer(customer.Id, one => one with { Note = "電話は午後" });
                break;
            case 1:
                acts.Tag(customer.Id, ["vip"], []);
                break;
            default:
                acts.Consent(customer.Id, "unsubscribed");
                break;
        }
    }

    private static void ToContract(ShopActs acts, SubscriptionContract contract, int what)
    {
        switch (what)
        {
            case 0:
                acts.Skip(contract.Id, contract.NextCycle, isSkipped: true);
                break;
            case 1:
                acts.Bill(contract.Id, order: null, "insufficient_funds");
                break;
            case 2:
                acts.MoveContract(contract.Id, "paused");
                break;
            default:
                acts.SetNextBilling(contract.Id, acts.Shop.Now.AddDays(20));
                break;
        }
    }

    // Not everything can be done to everything.
    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (ShopRefusalException)
        {
        }
    }
}
