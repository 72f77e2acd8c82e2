using System.Collections.Frozen;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Import;

/// <summary>What a shop's history is made of, in the order in which it is brought in.</summary>
public enum ImportedResource
{
    /// <summary>Where goods lie; and before them the shop's own profile.</summary>
    Locations,

    /// <summary>Products with their variants.</summary>
    Products,

    /// <summary>How much of each lies where.</summary>
    Stock,

    /// <summary>Customers.</summary>
    Customers,

    /// <summary>Orders with their lines, parcels, refunds, returns and payments.</summary>
    Orders,

    /// <summary>Subscription contracts of this app.</summary>
    Contracts,
}

/// <summary>How one resource is read by a bulk operation.</summary>
/// <param name="Resource">What it is.</param>
/// <param name="Kind">The type's name of its root objects.</param>
/// <param name="Document">The query that Shopify runs.</param>
/// <param name="Connections">Its children: their type's name, and the field of the root that they belong to.</param>
internal sealed record BulkShape(ImportedResource Resource, string Kind, ShopifyDocument Document, FrozenDictionary<string, string> Connections)
{
    private static readonly FrozenDictionary<ImportedResource, BulkShape> All = new BulkShape[]
    {
        Of(ImportedResource.Products, "Product", "BulkProducts", ("ProductVariant", "variants")),
        Of(ImportedResource.Stock, "InventoryItem", "BulkStock", ("InventoryLevel", "inventoryLevels")),
        Of(ImportedResource.Customers, "Customer", "BulkCustomers"),
        Of(ImportedResource.Orders, "Order", "BulkOrders", ("LineItem", "lineItems"), ("Return", "returns")),
        Of(ImportedResource.Contracts, "SubscriptionContract", "BulkContracts", ("SubscriptionLine", "lines"), ("SubscriptionBillingAttempt", "billingAttempts")),
    }.ToFrozenDictionary(shape => shape.Resource);

    /// <summary>Null for what is not read by a bulk operation.</summary>
    public static BulkShape? Find(ImportedResource resource) => All.GetValueOrDefault(resource);

    private static BulkShape Of(ImportedResource resource, string kind, string document, params (string Kind, string Field)[] connections) => new(
        resource, kind, ShopifyDocument.Load(document), connections.ToFrozenDictionary(c => c.Kind, c => c.Field, StringComparer.Ordinal));
}
