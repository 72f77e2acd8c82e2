using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;

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
        new Projection<CustomerAddressRow>("customer_addresses", ["customer_id"]) { Event = row => Of(row.CustomerId) },
        new Projection<CustomerConsentRow>("customer_consents", ["customer_id", "channel"]) { Event = row => Of(row.CustomerId) },
        new Projection<CustomerTagListRow>("customer_tag_lists", ["customer_id"]) { Event = row => Of(row.CustomerId) },
        new Projection<CustomerTagChangeRow>("customer_tag_changes", ["customer_id", "tag"]) { Event = row => Of(row.CustomerId) },
        new Projection<CustomerPurchasesRow>("customer_purchases", ["customer_id"]) { Event = row => Of(row.CustomerId) },
        new Projection<CustomerMergeRow>("customer_merges", ["deleted_id"])
        {
            After = CustomerMerges.SetRootsAsync,
            Event = row => Of(row.KeptId),
        },
    ];

    private static ShopEvent Of(long shopifyId) => new() { Kind = ShopEventKind.Customer, CustomerId = shopifyId };

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
