using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Demo;

/// <summary>The demo shop as what the simulator answers from: each row is made when it is asked for.</summary>
internal static class DemoSource
{
    public static ShopSource Of(DemoShop shop)
    {
        var products = shop.Goods.Products;
        (DemoProduct Product, DemoVariant Variant)[] variants = [.. products.SelectMany(product => product.Variants.Select(variant => (product, variant)))];
        var itemAt = variants.Select((variant, i) => (variant.Variant.ItemId, i)).ToDictionary();
        return new()
        {
            Profile = DemoRows.Profile(shop.Country, shop.Anchor),
            Locations = [.. shop.Country.Locations.Select((_, i) => DemoRows.Location(shop.Country, i, shop.Anchor))],
            Customers = new(shop.Customers.Count, i => DemoRows.Customer(shop.Customers[i], shop.Since(shop.Customers[i])), id => Position(DemoIds.Customer, id, shop.Customers.Count)),
            Products = new(products.Count, i => DemoRows.Product(products[i], shop.Country), id => Position(DemoIds.Product, id, products.Count)),
            Items = new(variants.Length, i => DemoRows.Item(variants[i].Product, variants[i].Variant, shop.StockedAt(variants[i].Product)), id => itemAt.GetValueOrDefault(id, -1)),
            Orders = new(shop.Trade.Orders.Count, i => DemoOrders.Order(shop.Trade.Orders[i]), id => Position(DemoIds.Order, id, shop.Trade.Orders.Count)),
            Contracts = new(shop.Trade.Contracts.Count, i => DemoContracts.Now(shop.Trade.Contracts[i]), id => Position(DemoIds.Contract, id, shop.Trade.Contracts.Count)),
            OrdersOf = i => shop.OrdersOf(shop.Customers[i]).Select(order => order.Number - 1),
            ContractsOf = i => shop.ContractsOf(shop.Customers[i]).Select(contract => contract.Index - 1),
            OwnerOf = (type, id) => OrderNumber(type, id) is { } number ? DemoIds.Of(DemoIds.Order, number) : null,
        };
    }

    /// <summary>The number of the order that a part belongs to.</summary>
    public static long? OrderNumber(string type, long id) => type switch
    {
        "LineItem" => DemoIds.NumberOf(DemoIds.Line, id) / DemoOrders.LinesAtMost,
        "Fulfillment" => DemoIds.NumberOf(DemoIds.Fulfillment, id),
        "FulfillmentEvent" => DemoIds.NumberOf(DemoIds.FulfillmentEvent, id) / DemoOrders.EventsAtMost,
        "Refund" => DemoIds.NumberOf(DemoIds.Refund, id),
        "Return" => DemoIds.NumberOf(DemoIds.Return, id),
        "OrderTransaction" => DemoIds.NumberOf(DemoIds.Transaction, id) ?? DemoIds.NumberOf(DemoIds.Sale, id),
        _ => null,
    };

    /// <summary>The position of the row whose number counts from 1.</summary>
    public static int Position(int kind, long id, int count) =>
        DemoIds.NumberOf(kind, id) is { } number && number >= 1 && number <= count ? (int)number - 1 : -1;
}
