using Microsoft.Extensions.Time.Testing;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Shop;

/// <summary>Small shops to ask and to change.</summary>
internal static class MadeShops
{
    public static readonly DateTimeOffset Anchor = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    public static DemoOptions Small => new() { Language = "ja", Customers = 60, Orders = 300, Conversations = 20 };

    public static FakeTimeProvider Clock() => new(Anchor.AddHours(1));

    public static SimulatedShop Make(TimeProvider? clock = null) => new(DemoSource.Of(new DemoShop(Small, Anchor)), clock ?? Clock());

    /// <summary>What one act says, with the shop it was done to.</summary>
    public static (SimulatedShop Shop, ShopActs Acts, List<ShopChange> Said) Listened(TimeProvider? clock = null)
    {
        var acts = new ShopActs(Make(clock));
        var said = new List<ShopChange>();
        acts.Tell((_, changes) => said.AddRange(changes));
        return (acts.Shop, acts, said);
    }

    public static Order FirstWhere(this SimulatedShop shop, Func<Order, bool> fits) => shop.Orders.All().First(fits);
}
