using System.Text.Json;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Webhooks;

/// <summary>
/// Which deliveries follow from what happened in a shop: the one place that knows. All of one act carry the same event id.
/// </summary>
internal sealed class Telling(SimulatedShop shop) : IDisposable
{
    private readonly DeliveryWriter _writer = new(shop.Profile.Domain);
    private readonly Lock _lock = new();

    /// <summary>The deliveries of one act, in the order in which Shopify would begin to send them.</summary>
    public IReadOnlyList<Delivery> Of(IReadOnlyList<ShopChange> changes)
    {
        lock (_lock)
        {
            var eventId = Guid.NewGuid().ToString();
            return [.. changes.SelectMany(Of).Select(delivery => delivery with { EventId = eventId })];
        }
    }

    public void Dispose() => _writer.Dispose();

    private IEnumerable<Delivery> Of(ShopChange change) => change switch
    {
        OrderPlaced or OrderUpdated or OrderEdited or OrderPaid or OrderCancelled or OrderDeleted => OfOrder(change),
        ParcelSent or ParcelChanged or ParcelSeen or MoneyReturned or ReturnMoved => OfParcel(change),
        StockMoved or ProductUpdated => OfGoods(change),
        ContractMoved or ContractUpdated or ContractBilled or CycleSkipped => OfContract(change),
        CustomerUpdated or CustomerTagged or ConsentGiven or CustomersMerged or CustomerDeleted or LawAsked => OfCustomer(change),
        DraftMoved { Step: "delete" } told => [Write("draft_orders/delete", told.At, told.Draft.Id, DraftPayloads.Deleted)],
        DraftMoved told => [Write($"draft_orders/{told.Step}", told.At, (told.Draft, told.Draft.CustomerId is { } id ? shop.Customers.Find(id) : null), DraftPayloads.Draft)],
        DiscountMoved told => [Write($"discounts/{told.Step}", told.At, told, DraftPayloads.Discount)],
        MailSent => [],
        ShopUpdated told => [Write("shop/update", told.At, told.Shop, ShopPayloads.Shop)],
        ScopesChanged told => [Write("app/scopes_update", told.At, (shop.Profile.Id, told), ShopPayloads.Scopes)],
        ShopErased told => [Write("shop/redact", told.At, told.Shop, ShopPayloads.Erased)],
        AppUninstalled told => [Write("app/uninstalled", told.At, told.Shop, ShopPayloads.Shop)],
        BulkFinished told => [Write("bulk_operations/finish", told.At, told, BulkPayloads.Finished)],
        _ => throw new InvalidOperationException($"Nobody knows what Shopify tells of a {change.GetType().Name}."),
    };

    private IEnumerable<Delivery> OfOrder(ShopChange change) => change switch
    {
        OrderPlaced told => [Order("orders/create", told.Order, told.At), .. Purchases(told.Order, told.At)],
        OrderUpdated told => [Order("orders/updated", told.Order, told.At)],
        OrderEdited told =>
        [
            Write("orders/edited", told.At, (told, shop.NewId()), OrderPayloads.Edited),
            Order("orders/updated", told.Order, told.At),
        ],
        OrderPaid told =>
        [
            Order("orders/paid", told.Order, told.At),
            Write("order_transactions/create", told.At, (told.Order, told.Transaction), RefundPayloads.Transaction),
            Order("orders/updated", told.Order, told.At),
        ],
        OrderCancelled told => [Order("orders/cancelled", told.Order, told.At), Order("orders/updated", told.Order, told.At), .. Purchases(told.Order, told.At)],
        OrderDeleted told => [Write("orders/delete", told.At, told.OrderId, OrderPayloads.Deleted)],
        _ => [],
    };

    private IEnumerable<Delivery> OfParcel(ShopChange change) => change switch
    {
        ParcelSent told =>
        [
            Write("fulfillments/create", told.At, (told.Order, told.Parcel), ParcelPayloads.Parcel),
            Order(told.Order.FulfillmentStatus is "fulfilled" ? "orders/fulfilled" : "orders/partially_fulfilled", told.Order, told.At),
            Order("orders/updated", told.Order, told.At),
        ],
        ParcelChanged told => [Write("fulfillments/update", told.At, (told.Order, told.Parcel), ParcelPayloads.Parcel), Order("orders/updated", told.Order, told.At)],
        ParcelSeen told =>
        [
            Write("fulfillment_events/create", told.At, (told.Order, told.Parcel, told.Event, shop.Profile.Id), ParcelPayloads.Event),
            Write("fulfillments/update", told.At, (told.Order, told.Parcel), ParcelPayloads.Parcel),
            Order("orders/updated", told.Order, told.At),
        ],
        MoneyReturned told =>
        [
            Write("refunds/create", told.At, (told.Order, told.Refund), RefundPayloads.Refund),
            .. told.Refund.Transactions.Select(moved => Write("order_transactions/create", told.At, (told.Order, moved), RefundPayloads.Transaction)),
            Order("orders/updated", told.Order, told.At),
            .. Purchases(told.Order, told.At),
        ],
        ReturnMoved told => [Write($"returns/{told.Step}", told.At, (told.Order, told.Return), ParcelPayloads.Return), Order("orders/updated", told.Order, told.At)],
        _ => [],
    };

    // Shopify tells of the product too whenever a piece of it moves: its bodies hold how many there are.
    private IEnumerable<Delivery> OfGoods(ShopChange change) => change switch
    {
        StockMoved told =>
        [
            Write("inventory_levels/update", told.At, told.Level, ShopPayloads.Level),
            .. shop.Items.Find(told.Level.ItemId) is { } item && shop.Products.Find(item.ProductId) is { } product ? [Product(product, told.At)] : Array.Empty<Delivery>(),
        ],
        ProductUpdated told => [Product(told.Product, told.At)],
        _ => [],
    };

    private IEnumerable<Delivery> OfContract(ShopChange change) => change switch
    {
        ContractMoved told =>
        [
            Write(SubscriptionPayloads.TopicOf(told.Contract.Status), told.At, told.Contract, SubscriptionPayloads.Contract),
            Write("subscription_contracts/update", told.At, told.Contract, SubscriptionPayloads.Contract),
        ],
        ContractUpdated told => [Write("subscription_contracts/update", told.At, told.Contract, SubscriptionPayloads.Contract)],
        ContractBilled told =>
        [
            Write(told.Attempt.OrderId is null ? "subscription_billing_attempts/failure" : "subscription_billing_attempts/success", told.At, (told.Contract, told.Attempt), SubscriptionPayloads.Attempt),
        ],
        CycleSkipped told =>
        [
            Write(told.IsSkipped ? "subscription_billing_cycles/skip" : "subscription_billing_cycles/unskip", told.At, (told.Contract, told.Cycle, told.IsSkipped), SubscriptionPayloads.Cycle),
        ],
        _ => [],
    };

    private IEnumerable<Delivery> OfCustomer(ShopChange change) => change switch
    {
        CustomerUpdated told => [Write("customers/update", told.At, told.Customer, CustomerPayloads.Customer)],
        CustomerTagged told =>
        [
            .. told.Added.Count > 0 ? [Write("customer.tags_added", told.At, (told.Customer.Id, told.Added, told.At), CustomerPayloads.Tags)] : Array.Empty<Delivery>(),
            .. told.Removed.Count > 0 ? [Write("customer.tags_removed", told.At, (told.Customer.Id, told.Removed, told.At), CustomerPayloads.Tags)] : Array.Empty<Delivery>(),
            Write("customers/update", told.At, told.Customer, CustomerPayloads.Customer),
        ],
        ConsentGiven told => [Write("customers_email_marketing_consent/update", told.At, told.Customer, CustomerPayloads.Consent)],
        CustomersMerged told => [Write("customers/merge", told.At, (told.KeptId, told.GoneId), CustomerPayloads.Merged)],
        CustomerDeleted told => [Write("customers/delete", told.At, told.CustomerId, CustomerPayloads.Deleted)],
        LawAsked told =>
        [
            Write(
                told.IsErasure ? "customers/redact" : "customers/data_request",
                told.At,
                (shop.Profile, told.Customer, told.Orders, told.IsErasure ? "orders_to_redact" : "orders_requested", told.IsErasure ? (long?)null : shop.NewId()),
                CustomerPayloads.Law),
        ],
        _ => [],
    };

    private Delivery Order(string topic, Order order, DateTimeOffset at) =>
        Write(topic, at, (order, order.CustomerId is { } id ? shop.Customers.Find(id) : null), OrderPayloads.Order);

    private Delivery Product(Product product, DateTimeOffset at)
    {
        IReadOnlyList<InventoryItem> items = [.. product.Variants.Select(variant => shop.Items.Find(variant.ItemId)).OfType<InventoryItem>()];
        return Write("products/update", at, (product, items, shop.Profile.Currency), ShopPayloads.Product);
    }

    private IEnumerable<Delivery> Purchases(Order order, DateTimeOffset at) => order.CustomerId is { } id && shop.Customers.Find(id) is { } customer
        ? [Write("customers/purchasing_summary", at, (customer, shop.OrdersOf(id), at), CustomerPayloads.Purchases)]
        : [];

    private Delivery Write<T>(string topic, DateTimeOffset at, T subject, Action<Utf8JsonWriter, T> fields) => _writer.Write(topic, Guid.NewGuid().ToString(), at, subject, fields);
}
