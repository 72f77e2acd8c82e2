using ShopSupport.Core.Customers;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Orders;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Subscriptions;

namespace ShopSupport.Core.Sync;

/// <summary>Every table that deliveries write, in the order in which a batch writes them.</summary>
internal static class Projections
{
    public static IReadOnlyList<IProjection> All { get; } =
    [
        new Projection<ShopProfileRow>("shop_profiles", []),
        new Projection<ShopUninstallRow>("shop_uninstalls", []),
        new Projection<ShopScopesRow>("shop_scopes", []),
        new Projection<BulkOperationRow>("bulk_operations", ["id"]),
        new Projection<PrivacyRequestRow>("privacy_requests", ["webhook_id"]),
        .. CustomerProjections.All,
        .. OrderProjections.All,
        .. InventoryProjections.All,
        new Projection<SubscriptionContractRow>("subscription_contracts", ["id"]) { Event = row => OfCustomer(row.CustomerId) },
        new Projection<BillingAttemptRow>("billing_attempts", ["attempt_key"]) { Event = row => OfContract(row.ContractId) },
        new Projection<BillingCycleRow>("billing_cycles", ["contract_id", "cycle_index"]) { Event = row => OfContract(row.ContractId) },
        new Projection<FetchRequest>("fetch_requests", ["resource", "resource_id"]),
    ];

    private static ShopEvent OfCustomer(long? id) => new() { Kind = ShopEventKind.Customer, CustomerId = id };

    private static ShopEvent OfContract(long id) => new() { Kind = ShopEventKind.Customer, SubjectId = id };
}
