using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>Where statements about customers end up.</summary>
internal static class CustomerProjections
{
    private static readonly SqlFile Sql = SqlFile.Load("Customers.Customers.sql");

    public static IReadOnlyList<IProjection> All { get; } =
    [
        new Projection<CustomerRow>("customers", ["shopify_id"], filter: "shopify_id IS NOT NULL")
        {
            Before = AdoptContactsAsync,
            Event = row => Of(row.ShopifyId),
        },
        new Projection<CustomerAddressRow>("customer_addresses", ["shopify_customer_id"]) { Event = row => Of(row.ShopifyCustomerId) },
        new Projection<CustomerConsentRow>("customer_consents", ["shopify_customer_id", "channel"]) { Event = row => Of(row.ShopifyCustomerId) },
        new Projection<CustomerTagListRow>("customer_tag_lists", ["shopify_customer_id"]) { Event = row => Of(row.ShopifyCustomerId) },
        new Projection<CustomerTagChangeRow>("customer_tag_changes", ["shopify_customer_id", "tag"]) { Event = row => Of(row.ShopifyCustomerId) },
        new Projection<CustomerPurchasesRow>("customer_purchases", ["shopify_customer_id"]) { Event = row => Of(row.ShopifyCustomerId) },
        new Projection<CustomerMergeRow>("customer_merges", ["deleted_id"])
        {
            After = CustomerMerges.SetRootsAsync,
            Event = row => Of(row.KeptId),
        },
    ];

    private static ShopEvent Of(ShopifyCustomerId id) => new() { Kind = ShopEventKind.Customer, ShopifyCustomerId = id };

    // Somebody who wrote before Shopify told us of them is already a row, known by mail or phone: the row becomes theirs.
    private static async Task AdoptContactsAsync(Batch batch, IReadOnlyList<Newer<CustomerRow>> customers, CancellationToken cancel)
    {
        var reachable = customers.Where(c => c.IsNew && (c.Row.Email ?? c.Row.Phone) is not null)
            .Select(c => new { c.Row.ShopId, c.Row.ShopifyId, c.Row.Email, c.Row.Phone }).ToList();
        if (reachable.Count > 0)
        {
            await batch.Transaction.ExecuteAsync(Sql["adopt_contact"], reachable, cancel);
        }
    }
}
