using ShopSupport.Core.Events;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>Where statements about customers end up.</summary>
internal static class CustomerProjections
{
    public static IReadOnlyList<IProjection> All { get; } =
    [
        new Projection<CustomerRow>("customers", ["shopify_id"], filter: "shopify_id IS NOT NULL")
        {
            After = async (batch, customers, cancel) =>
            {
                await Contacts.AbsorbAsync(batch, customers, cancel);
                await CustomerWords.SetAsync(batch.Transaction, customers.Select(customer => customer.Row), cancel);
            },
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
            Event = row => Of(row.DeletedId),
        },
    ];

    private static ShopEvent Of(ShopifyCustomerId id) => new() { Kind = ShopEventKind.Customer, ShopifyCustomerId = id };
}
