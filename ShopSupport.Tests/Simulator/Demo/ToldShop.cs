using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Demo;

/// <summary>The deliveries that would have told of a demo shop: the other way to the rows that an import brings, and the messages.</summary>
internal sealed class ToldShop(DemoShop shop) : IDisposable
{
    private readonly DeliveryWriter _writer = new(shop.Country.Domain);
    private readonly DemoMessages _messages = new(shop);
    private readonly HashSet<int> _customers = [];
    private readonly HashSet<int> _products = [];

    /// <summary>The shop, its goods, each customer with all that they bought, and what was said.</summary>
    public static IReadOnlyList<Delivery> Deliveries(DemoShop shop)
    {
        using var told = new ToldShop(shop);
        return [.. told.Places(), .. shop.Goods.Products.SelectMany(told.Stock), .. shop.Customers.SelectMany(told.AllOf), .. told._messages.First(), .. told._messages.Rest()];
    }

    public void Dispose()
    {
        _writer.Dispose();
        _messages.Dispose();
    }

    private IEnumerable<Delivery> Places()
    {
        yield return _writer.Write("shop/update", "demo-shop", shop.Anchor, DemoRows.Profile(shop.Country, shop.Anchor), ShopPayloads.Shop);
        for (var i = 0; i < shop.Country.Locations.Length; i++)
        {
            yield return _writer.Write("locations/create", DemoShop.Key("location", i), shop.Anchor, DemoRows.Location(shop.Country, i, shop.Anchor), ShopPayloads.Location);
        }
    }

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

        foreach (var delivery in shop.OrdersOf(customer).SelectMany(order => ToldHistory.Of(_writer, order, row, shop.Anchor)))
        {
            yield return delivery;
        }

        foreach (var delivery in shop.ContractsOf(customer).SelectMany(contract => ToldHistory.Of(_writer, contract)))
        {
            yield return delivery;
        }
    }
}
