using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Shop;

public sealed class SimulatedShopTests
{
    private static readonly RowOrder<Order> ByUpdate = new("UPDATED_AT", order => order.UpdatedAt.UtcTicks);

    [Fact]
    public void Every_row_is_found_by_its_id_and_knows_its_parts()
    {
        var shop = MadeShops.Make();

        Assert.Equal(300, shop.Orders.Count);
        Assert.All(shop.Orders.All(), order =>
        {
            Assert.Equal(order.Id, shop.Orders.Find(order.Id)?.Id);
            Assert.All(order.Lines, line => Assert.Equal(order.Id, shop.OwnerOf("LineItem", line.Id)?.Id));
            Assert.All(order.Fulfillments, parcel => Assert.Equal(order.Id, shop.OwnerOf("Fulfillment", parcel.Id)?.Id));
            Assert.All(order.Refunds, refund => Assert.Equal(order.Id, shop.OwnerOf("Refund", refund.Id)?.Id));
            Assert.All(order.Transactions, transaction => Assert.Equal(order.Id, shop.OwnerOf("OrderTransaction", transaction.Id)?.Id));
            Assert.NotNull(shop.Customers.Find(order.CustomerId!.Value));
        });
        Assert.All(shop.Items.All(), item => Assert.Equal(item.Id, shop.Variant(item.VariantId)?.ItemId));
        Assert.All(shop.Contracts.All(), contract => Assert.Equal(contract.OriginOrderId, shop.OrdersOf(contract.CustomerId).First(order => order.ContractId == contract.Id).Id));
    }

    [Fact]
    public void What_is_no_id_of_a_row_finds_none()
    {
        var shop = MadeShops.Make();

        Assert.Null(shop.Orders.Find(1));
        Assert.Null(shop.Orders.Find(shop.Customers.All().First().Id));
        Assert.Null(shop.OwnerOf("Fulfillment", 17));
        Assert.Null(shop.OwnerOf("Unheard", 17));
    }

    [Fact]
    public void Reading_by_a_key_in_pages_meets_every_row_once_in_order_and_stays_true_after_changes()
    {
        var shop = MadeShops.Make();
        _ = shop.Orders.Next(ByUpdate, after: null, isBackwards: false, long.MinValue, long.MaxValue, _ => true, 1);
        var acts = new ShopActs(shop);
        var old = shop.Orders.All().Take(5).Select(order => order.Id).ToList();
        old.ForEach(id => acts.ChangeOrder(id, order => order with { Note = "changed" }));
        acts.DeleteOrder(old[0]);

        var read = new List<Order>();
        Place? after = null;
        while (shop.Orders.Next(ByUpdate, after, isBackwards: false, long.MinValue, long.MaxValue, _ => true, 7) is { Count: > 0 } page)
        {
            read.AddRange(page.Select(row => row.Row));
            after = page[^1].At;
        }

        Assert.Equal(299, shop.Orders.Count);
        Assert.Equal(shop.Orders.All().Select(order => order.Id).Order(), read.Select(order => order.Id).Order());
        Assert.Equal(read.Select(order => order.UpdatedAt), read.Select(order => order.UpdatedAt).Order());
        Assert.Equal(old[1..].Order(), read[^4..].Select(order => order.Id).Order());
    }

    [Fact]
    public void A_key_is_read_backwards_and_between_two_ends()
    {
        var shop = MadeShops.Make();
        var all = shop.Orders.All().OrderByDescending(order => order.UpdatedAt).ToList();
        var (high, low) = (all[10].UpdatedAt.UtcTicks, all[20].UpdatedAt.UtcTicks);

        var read = shop.Orders.Next(ByUpdate, after: null, isBackwards: true, low, high, _ => true, 100);

        Assert.Equal(all[10..21].Select(order => order.UpdatedAt), read.Select(row => row.Row.UpdatedAt));
    }
}
