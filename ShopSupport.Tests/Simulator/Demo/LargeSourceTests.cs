using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Demo;

public sealed class LargeSourceTests
{
    private static readonly DateTimeOffset Anchor = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_million_orders_are_told_one_by_one_and_each_is_its_customers()
    {
        var shop = new SimulatedShop(LargeSource.Of(new DemoOptions { Language = "ja", Customers = 40_000, Orders = 1_000_000 }, Anchor), TimeProvider.System);

        Assert.Equal((40_000, 1_000_000), (shop.Customers.Count, shop.Orders.Count));
        foreach (var number in (int[])[1, 777, 500_000, 1_000_000])
        {
            var order = shop.Orders.Find(DemoIds.Of(DemoIds.Order, number))!;
            Assert.Equal(number, order.Number);
            Assert.Contains(shop.OrdersOf(order.CustomerId!.Value), one => one.Id == order.Id);
            Assert.Equal(order.Id, shop.OwnerOf("LineItem", order.Lines[0].Id)?.Id);
            Assert.True(shop.Customers.Find(order.CustomerId.Value)!.CreatedAt <= order.CreatedAt);
        }
    }

    [Fact]
    public void The_times_of_an_order_are_those_that_are_told_without_it()
    {
        var source = LargeSource.Of(new DemoOptions { Language = "en", Customers = 300, Orders = 4000 }, Anchor);

        Assert.All(Enumerable.Range(0, 4000), i =>
        {
            var (order, times) = (source.Orders.At(i), source.Orders.Times!(i));
            Assert.Equal((order.CreatedAt, order.UpdatedAt), (times.CreatedAt, times.UpdatedAt));
            Assert.True(order.UpdatedAt <= Anchor.AddDays(1));
        });
    }

    [Fact]
    public void The_newest_of_a_large_shop_are_found_and_one_that_is_changed_becomes_the_newest()
    {
        var shop = new SimulatedShop(LargeSource.Of(new DemoOptions { Language = "ja", Customers = 500, Orders = 20_000 }, Anchor), TimeProvider.System);
        var order = new RowOrder<Order>("UPDATED_AT", one => one.UpdatedAt.UtcTicks) { KeyOfTimes = times => times.UpdatedAt.UtcTicks };
        List<(Place At, Order Row)> Newest() => shop.Orders.Next(order, after: null, isBackwards: true, long.MinValue, long.MaxValue, _ => true, 5);

        var before = Newest();
        new ShopActs(shop).ChangeOrder(DemoIds.Of(DemoIds.Order, 3), one => one with { Note = "x" });

        Assert.Equal(before.Select(row => row.Row.UpdatedAt), before.Select(row => row.Row.UpdatedAt).OrderDescending());
        Assert.Equal(Gid.Of("Order", DemoIds.Of(DemoIds.Order, 3)), Gid.Of("Order", Newest()[0].Row.Id));
    }
}
