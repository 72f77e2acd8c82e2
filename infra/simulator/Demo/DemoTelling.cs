using System.Globalization;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Demo;

/// <summary>
/// The deliveries that would have told of a demo shop. First what makes an inbox's first page true: the conversations that
/// somebody has to do something about, with all of their customers and the stock of what they are about. Then the rest.
/// </summary>
internal sealed class DemoTelling(DemoShop shop, bool isCounting = false) : IDisposable
{
    /// <summary>The conversations sent before the rest of history, so that an inbox fills from its top.</summary>
    public const int Newest = 200;

    private readonly DeliveryWriter _writer = new(shop.Country.Domain, isCounting);
    private readonly HashSet<int> _customers = [];
    private readonly HashSet<int> _products = [];
    private readonly HashSet<int> _threads = [];

    /// <summary>How many there are, at the price of no bodies.</summary>
    public static int Count(DemoShop shop)
    {
        using var telling = new DemoTelling(shop, isCounting: true);
        return telling.First().Concat(telling.Rest()).Count();
    }

    /// <summary>In the order in which the view of waiting conversations lists them.</summary>
    public IEnumerable<Delivery> First()
    {
        yield return _writer.Write("shop/update", "demo-shop", shop.Anchor, DemoRows.Profile(shop.Country, shop.Anchor), ShopPayloads.Shop);
        for (var i = 0; i < shop.Country.Locations.Length; i++)
        {
            yield return _writer.Write("locations/create", DemoShop.Key("location", i), shop.Anchor, DemoRows.Location(shop.Country, i, shop.Anchor), ShopPayloads.Location);
        }

        foreach (var thread in shop.Threads.Where(thread => thread.IsOpen && (thread.IsWaiting || thread.SnoozedUntil is not null)).OrderBy(thread => thread.WaitingSince))
        {
            DemoProduct[] named = [thread.Product, .. thread.Order?.Lines.Select(line => line.Product) ?? []];
            foreach (var delivery in Tell(thread).Concat(named.SelectMany(Stock)))
            {
                yield return delivery;
            }
        }
    }

    /// <summary>Whatever <see cref="First"/> did not tell.</summary>
    public IEnumerable<Delivery> Rest() => shop.Goods.Products.SelectMany(Stock)
        .Concat(shop.Threads.Take(Newest).SelectMany(Tell))
        .Concat(shop.Customers.SelectMany(AllOf))
        .Concat(shop.Threads.SelectMany(Tell));

    public void Dispose() => _writer.Dispose();

    private IEnumerable<Delivery> Tell(DemoThread thread) => AllOf(thread.Customer).Concat(Messages(thread));

    private IEnumerable<Delivery> Stock(DemoProduct product)
    {
        if (!_products.Add(product.Index))
        {
            yield break;
        }

        var (sold, currency) = (DemoRows.Product(product, shop.Country), shop.Country.Currency);
        InventoryItem[] items = [.. product.Variants.Select(variant => DemoRows.Item(product, variant, shop.StockedAt(product)))];
        yield return _writer.Write("products/create", DemoShop.Key("product", product.Index), sold.CreatedAt, (sold, (IReadOnlyList<InventoryItem>)items, currency), ShopPayloads.Product);
        for (var i = 0; i < items.Length; i++)
        {
            var (item, number) = (items[i], (product.Index * 10) + i);
            yield return _writer.Write("inventory_items/create", DemoShop.Key("item", number), item.CreatedAt, (item, currency), ShopPayloads.Item);
            yield return _writer.Write("inventory_levels/update", DemoShop.Key("stock-here", number), item.Levels[0].UpdatedAt, item.Levels[0], ShopPayloads.Level);
            yield return _writer.Write("inventory_levels/update", DemoShop.Key("stock-there", number), item.Levels[1].UpdatedAt, item.Levels[1], ShopPayloads.Level);
        }
    }

    private IEnumerable<Delivery> AllOf(DemoCustomer customer)
    {
        if (customer.IsStranger || !_customers.Add(customer.Index))
        {
            yield break;
        }

        var row = DemoRows.Customer(customer, shop.Since(customer));
        yield return _writer.Write("customers/create", DemoShop.Key("customer", customer.Index), row.CreatedAt, row, CustomerPayloads.Customer);
        if (row.Tags.Count > 0)
        {
            var at = row.CreatedAt.AddMinutes(3);
            yield return _writer.Write("customer.tags_added", DemoShop.Key("tags", customer.Index), at, (row.Id, row.Tags, at), CustomerPayloads.Tags);
        }

        if (row.MarketingAt is { } asked)
        {
            yield return _writer.Write("customers_email_marketing_consent/update", DemoShop.Key("consent", customer.Index), asked, row, CustomerPayloads.Consent);
        }

        foreach (var delivery in shop.OrdersOf(customer).SelectMany(order => DemoHistory.Of(_writer, order, row, shop.Anchor)))
        {
            yield return delivery;
        }

        foreach (var delivery in shop.ContractsOf(customer).SelectMany(contract => DemoHistory.Of(_writer, contract)))
        {
            yield return delivery;
        }
    }

    private IEnumerable<Delivery> Messages(DemoThread thread)
    {
        if (!_threads.Add(thread.Index))
        {
            yield break;
        }

        var key = DemoShop.KeyOf(thread);
        for (var i = 0; i < thread.Steps.Count; i++)
        {
            // What ended long ago must not stand among those who wait until its end has come in too.
            yield return DemoShop.Message(
                _writer, thread, key, string.Create(CultureInfo.InvariantCulture, $"{key}-{i + 1:00}"), thread.Steps[i], isImported: !thread.IsOpen);
        }
    }
}
