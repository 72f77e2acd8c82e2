using System.Collections.Frozen;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Orders;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Subscriptions;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core;

/// <summary>The one place that names every domain to <see cref="Sync"/>: topics, projections, and whose things are.</summary>
public static class SyncCatalogue
{
    private static readonly FrozenDictionary<string, Action<Payload, Changes>> Topics = new Dictionary<string, Action<Payload, Changes>>(StringComparer.Ordinal)
    {
        ["orders/create"] = OrderTopics.Snapshot,
        ["orders/updated"] = OrderTopics.Snapshot,
        ["orders/paid"] = OrderTopics.Snapshot,
        ["orders/cancelled"] = OrderTopics.Snapshot,
        ["orders/fulfilled"] = OrderTopics.Snapshot,
        ["orders/partially_fulfilled"] = OrderTopics.Snapshot,
        ["orders/edited"] = OrderTopics.Edited,
        ["orders/delete"] = OrderTopics.Deleted,
        ["refunds/create"] = RefundTopics.Refunded,
        ["order_transactions/create"] = RefundTopics.Transaction,
        ["fulfillments/create"] = FulfillmentTopics.Snapshot,
        ["fulfillments/update"] = FulfillmentTopics.Snapshot,
        ["fulfillment_events/create"] = FulfillmentTopics.Event,
        ["fulfillment_events/delete"] = FulfillmentTopics.EventDeleted,
        ["returns/request"] = RefundTopics.Returned(HappeningKind.ReturnRequested),
        ["returns/approve"] = RefundTopics.Returned(HappeningKind.ReturnApproved),
        ["returns/decline"] = RefundTopics.Returned(HappeningKind.ReturnDeclined),
        ["returns/cancel"] = RefundTopics.Returned(HappeningKind.ReturnCancelled),
        ["returns/close"] = RefundTopics.Returned(HappeningKind.ReturnClosed),
        ["returns/reopen"] = RefundTopics.Returned(HappeningKind.ReturnReopened),
        ["returns/update"] = RefundTopics.Returned(step: null),
        ["returns/process"] = RefundTopics.Returned(step: null),
        ["customers/create"] = CustomerTopics.Snapshot,
        ["customers/update"] = CustomerTopics.Snapshot,
        ["customers/enable"] = CustomerTopics.Snapshot,
        ["customers/disable"] = CustomerTopics.Snapshot,
        ["customers/delete"] = CustomerTopics.Deleted,
        ["customers/merge"] = CustomerTopics.Merged,
        ["customers/purchasing_summary"] = CustomerTopics.PurchasingSummary,
        ["customer.tags_added"] = CustomerTopics.TagsAdded,
        ["customer.tags_removed"] = CustomerTopics.TagsRemoved,
        ["customers_email_marketing_consent/update"] = CustomerTopics.MailConsent,
        ["customers_marketing_consent/update"] = CustomerTopics.SmsConsent,
        ["products/create"] = InventoryTopics.Product,
        ["products/update"] = InventoryTopics.Product,
        ["products/delete"] = InventoryTopics.ProductDeleted,
        ["inventory_items/create"] = InventoryTopics.Item,
        ["inventory_items/update"] = InventoryTopics.Item,
        ["inventory_items/delete"] = InventoryTopics.ItemDeleted,
        ["inventory_levels/connect"] = InventoryTopics.Level,
        ["inventory_levels/update"] = InventoryTopics.Level,
        ["inventory_levels/disconnect"] = InventoryTopics.LevelDisconnected,
        ["locations/create"] = InventoryTopics.Location,
        ["locations/update"] = InventoryTopics.Location,
        ["locations/activate"] = InventoryTopics.Location,
        ["locations/deactivate"] = InventoryTopics.Location,
        ["locations/delete"] = InventoryTopics.LocationDeleted,
        ["subscription_contracts/create"] = SubscriptionTopics.Contract(step: null),
        ["subscription_contracts/update"] = SubscriptionTopics.Contract(step: null),
        ["subscription_contracts/activate"] = SubscriptionTopics.Contract(HappeningKind.Activated),
        ["subscription_contracts/pause"] = SubscriptionTopics.Contract(HappeningKind.Paused),
        ["subscription_contracts/cancel"] = SubscriptionTopics.Contract(HappeningKind.Cancelled),
        ["subscription_contracts/expire"] = SubscriptionTopics.Contract(HappeningKind.Expired),
        ["subscription_contracts/fail"] = SubscriptionTopics.Contract(HappeningKind.Failed),
        ["subscription_billing_attempts/success"] = SubscriptionTopics.Paid,
        ["subscription_billing_attempts/failure"] = SubscriptionTopics.PaymentFailed,
        ["subscription_billing_attempts/challenged"] = SubscriptionTopics.PaymentChallenged,
        ["subscription_billing_cycles/skip"] = SubscriptionTopics.Skipped,
        ["subscription_billing_cycles/unskip"] = SubscriptionTopics.Unskipped,
        ["app/uninstalled"] = ShopTopics.Uninstalled,
        ["app/scopes_update"] = ShopTopics.ScopesChanged,
        ["shop/update"] = ShopTopics.Updated,
        ["bulk_operations/finish"] = ShopTopics.BulkFinished,
        ["customers/data_request"] = ShopTopics.DataRequested,
        ["customers/redact"] = ShopTopics.CustomerRedacted,
        ["shop/redact"] = ShopTopics.ShopRedacted,
        [ChannelMessage.Topic] = InboxTopics.Message,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // By their types' names in the Admin API.
    private static readonly FrozenDictionary<string, Action<Payload, Changes>> Nodes = new Dictionary<string, Action<Payload, Changes>>(StringComparer.Ordinal)
    {
        ["Customer"] = CustomerNodes.Read,
        ["Order"] = OrderNodes.Read,
        ["Product"] = InventoryNodes.Product,
        ["InventoryItem"] = InventoryNodes.Item,
        ["Location"] = InventoryNodes.Location,
        ["SubscriptionContract"] = SubscriptionNodes.Read,
        // That something is gone for good is said as by a delivery.
        ["DeletedCustomer"] = CustomerTopics.Deleted,
        ["DeletedOrder"] = OrderTopics.Deleted,
        ["DeletedProduct"] = InventoryTopics.ProductDeleted,
        ["DeletedInventoryItem"] = InventoryTopics.ItemDeleted,
        ["DeletedSubscriptionContract"] = SubscriptionNodes.Deleted,
        ["DeletedLocation"] = InventoryTopics.LocationDeleted,
        ["Shop"] = ShopNodes.Profile,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Shopify's topics that are read; ours among channels are not in it.</summary>
    public static IReadOnlyCollection<string> KnownTopics { get; } =
        [.. Topics.Keys.Where(topic => !topic.StartsWith("desk/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Whatever is read.</summary>
    internal static IEnumerable<string> AllTopics => Topics.Keys;

    /// <summary>Every table that changes are written to, in the order in which a batch writes them: whoever writes is recognised behind the customers.</summary>
    internal static IReadOnlyList<IProjection> Projections { get; } =
    [
        .. ShopProjections.All,
        .. CustomerProjections.All,
        .. OrderProjections.All,
        .. InventoryProjections.All,
        .. SubscriptionProjections.All,
        new Happenings(),
        new Projection<FetchRequest>("fetch_requests", ["resource", "resource_id"]) { After = FetchRequests.CallAsync },
        new MessageIntake(),
    ];

    /// <summary>The catalogue of a desk that finds the shop of a verified domain, or makes it, by <paramref name="findShop"/>.</summary>
    public static Catalogue Of(Func<string, CancellationToken, Task<ShopId>> findShop)
    {
        var owners = new Dictionary<EventSubject, FindOwners>
        {
            [EventSubject.Order] = OrderProjections.FindCustomersAsync,
            [EventSubject.Contract] = SubscriptionProjections.FindCustomersAsync,
        };
        return new Catalogue(Topics, Nodes, Projections, owners, CustomerMerges.FindKeptAsync, findShop);
    }
}
