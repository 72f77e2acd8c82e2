using System.Collections;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Demo;

/// <summary>
/// A shop as large as one likes, of which nothing is held: customers and orders are worked out from their numbers whenever one is
/// asked for. Every customer buys in turn, over three years.
/// </summary>
internal static class LargeSource
{
    public static ShopSource Of(DemoOptions options, DateTimeOffset anchor)
    {
        anchor = options.Country.Local(anchor);
        var (country, goods, people) = (options.Country, new DemoCatalogue(options, anchor), new DemoPeople(Empty(options)));
        var (customers, orders) = (options.Customers, options.Orders);
        (DemoProduct Product, DemoVariant Variant)[] variants = [.. goods.Products.SelectMany(product => product.Variants.Select(variant => (product, variant)))];
        // Of a customer, times depend only on whether they live abroad.
        Lazy<(BitArray IsAbroad, DemoCustomer?[] Standing)> homes = new(() =>
        {
            var (isAbroad, standing) = (new BitArray(customers), new DemoCustomer?[2]);
            for (var i = 0; i < customers; i++)
            {
                var customer = people.At(i);
                isAbroad[i] = customer.IsAbroad;
                standing[customer.IsAbroad ? 1 : 0] ??= customer;
            }

            return (isAbroad, standing);
        });
        var itemAt = variants.Select((variant, i) => (variant.Variant.ItemId, i)).ToDictionary();
        return new()
        {
            Profile = DemoRows.Profile(country, anchor),
            Locations = [.. country.Locations.Select((_, i) => DemoRows.Location(country, i, anchor))],
            Customers = new(customers, i => DemoRows.Customer(people.At(i), Since(i)), id => DemoSource.Position(DemoIds.Customer, id, customers)),
            Products = new(goods.Products.Count, i => DemoRows.Product(goods.Products[i], country), id => DemoSource.Position(DemoIds.Product, id, goods.Products.Count)),
            Items = new(variants.Length, i => DemoRows.Item(variants[i].Product, variants[i].Variant, anchor.AddMinutes(-20)), id => itemAt.GetValueOrDefault(id, -1)),
            Orders = new(orders, i => DemoOrders.Order(Order(i)), id => DemoSource.Position(DemoIds.Order, id, orders)) { Times = Times },
            Contracts = new(0, _ => throw new InvalidOperationException("There are no contracts."), _ => -1),
            OrdersOf = i => Enumerable.Range(0, i < orders ? ((orders - i - 1) / customers) + 1 : 0).Select(turn => i + (turn * customers)),
            ContractsOf = _ => [],
            OwnerOf = (type, id) => DemoSource.OrderNumber(type, id) is { } number ? DemoIds.Of(DemoIds.Order, number) : null,
        };

        DateTimeOffset Since(int customer) => customer < orders ? At(customer).AddMinutes(-7) : anchor.AddDays(-people.At(customer).KnownDays);

        // Evenly spread, so that a later order has a greater number.
        DateTimeOffset At(int order) => anchor.AddDays(-DemoTrade.HistoryDays).AddSeconds((long)DemoTrade.HistoryDays * 86_400 * order / Math.Max(1, orders));

        RowTimes Times(int i)
        {
            var (isAbroad, standing) = homes.Value;
            var bare = Bare(i, standing[isAbroad[i % customers] ? 1 : 0]!, DemoRandom.For(options.Seed, "large", i));
            return new(bare.At, DemoOrders.UpdatedAt(bare));
        }

        DemoOrder Order(int i)
        {
            var (random, customer) = (DemoRandom.For(options.Seed, "large", i), people.At(i % customers));
            return Bare(i, customer, random) with
            {
                Lines = DemoBuying.Basket(options.Seed, customer, goods, random),
                Carrier = customer.IsAbroad ? DemoCarriers.Abroad : random.Weighted(50, 25, 25),
            };
        }

        DemoOrder Bare(int i, DemoCustomer customer, DemoRandom random) => new()
        {
            Number = i + 1,
            Customer = customer,
            At = At(i),
            Lines = [],
            Stage = DemoBuying.StageAfter(anchor - At(i), random, customer.IsAbroad, isSubscription: false),
            Carrier = 0,
        };
    }

    private static DemoOptions Empty(DemoOptions options) => new() { Language = options.Language, Seed = options.Seed, Copy = options.Copy, Customers = 0, Orders = 0, Conversations = 0 };
}
