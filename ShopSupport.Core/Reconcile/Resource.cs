using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Reconcile;

/// <summary>What of a shop is compared with Shopify.</summary>
/// <param name="Key">Its word in <c>imports</c> and <c>reconciles</c>.</param>
/// <param name="Request">Its word in <c>fetch_requests</c>.</param>
/// <param name="Type">Its type's name in the Admin API.</param>
/// <param name="Changed">Lists which of it fit a search, or all of it, by id and time of change.</param>
internal sealed record Resource(string Key, string Request, string Type, ShopifyDocument Changed)
{
    /// <summary>
    /// How far back of the mark is looked: a search may lag behind a change. Customers are searched by the day.
    /// Source: https://shopify.dev/docs/api/admin-graphql/2026-10/queries/customers
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the list comes in the order of changes.</summary>
    public bool IsSorted { get; init; } = true;

    /// <summary>Whether the list can be searched; one that cannot comes whole.</summary>
    public bool IsSearched { get; init; } = true;

    /// <summary>Whether our rows' version is Shopify's <c>updated_at</c>.</summary>
    public bool IsTimed { get; init; } = true;

    /// <summary>Customers before what names them.</summary>
    public static IReadOnlyList<Resource> All { get; } =
    [
        new("customers", "customer", "Customer", ShopifyDocument.Load("ChangedCustomers")) { Overlap = TimeSpan.FromDays(1) },
        new("orders", "order", "Order", ShopifyDocument.Load("ChangedOrders")),
        new("locations", "location", "Location", ShopifyDocument.Load("ChangedLocations")) { IsSorted = false, IsSearched = false },
        new("products", "product", "Product", ShopifyDocument.Load("ChangedProducts")),
        new("stock", "inventory_item", "InventoryItem", ShopifyDocument.Load("ChangedStock")) { IsSorted = false },
        new("contracts", "subscription_contract", "SubscriptionContract", ShopifyDocument.Load("ChangedContracts")) { IsTimed = false },
    ];
}
