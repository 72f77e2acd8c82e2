using GraphQLParser;
using GraphQLParser.AST;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Shopify;

/// <summary>Nothing is asked of Shopify that nobody reads: it costs of the shop's limit, and is somebody's.</summary>
public sealed class AskedFieldsTests
{
    private static readonly string[] Orders = ["Orders/OrderNodes.cs", "Orders/ParcelNodes.cs", "Orders/RefundNodes.cs"];
    private static readonly string[] Shared = ["Sync/NodeFields.cs", "Sync/Payload.cs", "Shopify/ShopifyPages.cs"];

    /// <summary>Who reads the answer to which document.</summary>
    private static readonly Dictionary<string, string[]> Readers = new(StringComparer.Ordinal)
    {
        ["BulkOrders"] = Orders,
        ["Order"] = Orders,
        ["BulkCustomers"] = ["Customers/CustomerNodes.cs"],
        ["Customers"] = ["Customers/CustomerNodes.cs"],
        ["BulkProducts"] = ["Inventory/InventoryNodes.cs"],
        ["Product"] = ["Inventory/InventoryNodes.cs"],
        ["BulkStock"] = ["Inventory/InventoryNodes.cs"],
        ["Stock"] = ["Inventory/InventoryNodes.cs"],
        ["Locations"] = ["Inventory/InventoryNodes.cs"],
        ["BulkContracts"] = ["Subscriptions/SubscriptionNodes.cs"],
        ["Contract"] = ["Subscriptions/SubscriptionNodes.cs"],
        ["Shop"] = ["Shops/ShopNodes.cs"],
    };

    /// <summary>What one by one can be asked for, and a bulk operation refuses or has no need of.</summary>
    private static readonly string[] OnlyOneByOne =
    [
        "fulfillments.events.createdAt", "fulfillments.events.happenedAt", "fulfillments.events.id", "fulfillments.events.status",
        "fulfillments.fulfillmentLineItems.lineItem.id", "fulfillments.fulfillmentLineItems.pageInfo.hasNextPage", "fulfillments.fulfillmentLineItems.quantity",
        "lineItems.pageInfo.endCursor", "lineItems.pageInfo.hasNextPage", "lines.pageInfo.hasNextPage",
        "refunds.refundLineItems.pageInfo.hasNextPage", "refunds.refundLineItems.quantity",
        "subscriptionBillingCycles.billingAttemptExpectedDate", "subscriptionBillingCycles.cycleIndex", "subscriptionBillingCycles.skipped",
        "variants.pageInfo.endCursor", "variants.pageInfo.hasNextPage",
    ];

    public static TheoryData<string> Documents => [.. Readers.Keys];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_field_that_is_asked_for_stands_in_a_reader(string document)
    {
        var sources = SourceFile.Files("ShopSupport.Core", "*.cs")
            .Where(file => Readers[document].Concat(Shared).Any(reader => file.Path.EndsWith(reader, StringComparison.Ordinal)));
        var read = string.Concat(sources.Select(file => file.Text));

        // Payload.OwnId reads the id of whatever it is.
        Assert.DoesNotContain(Leaves(document).Select(leaf => leaf[(leaf.LastIndexOf('.') + 1)..]), name => name is not "id" && !read.Contains($"\"{name}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BulkOrders", "Order")]
    [InlineData("BulkCustomers", "Customers")]
    [InlineData("BulkProducts", "Product")]
    [InlineData("BulkStock", "Stock")]
    [InlineData("BulkContracts", "Contract")]
    public void A_file_and_a_question_ask_for_the_same(string bulk, string one) =>
        Assert.Equal(Leaves(bulk), Leaves(one).Except(OnlyOneByOne, StringComparer.Ordinal), StringComparer.Ordinal);

    private static List<string> Leaves(string document)
    {
        var operation = Parser.Parse(ShopifyDocument.Load(document).Text).Definitions.OfType<GraphQLOperationDefinition>().Single();
        var all = Leaves(operation.SelectionSet, "").ToList();
        // What a document asks for stands below the one thing it asks about; how it is wrapped is nobody's matter.
        return [.. all.Select(leaf => leaf[(leaf.StartsWith("subscriptionBillingCycles.", StringComparison.Ordinal) ? 0 : leaf.IndexOf('.', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Leaves(GraphQLSelectionSet set, string path)
    {
        foreach (var selection in set.Selections)
        {
            var (inner, here) = selection switch
            {
                GraphQLField field => (field.SelectionSet, Below(path, field.Name.StringValue)),
                GraphQLInlineFragment fragment => (fragment.SelectionSet, path),
                _ => (null, path),
            };
            foreach (var leaf in inner is null ? [here] : Leaves(inner, here))
            {
                yield return leaf;
            }
        }
    }

    private static string Below(string path, string name) => name is "edges" or "node" || (name is "nodes" && path.Length > 0) ? path : path.Length == 0 ? name : $"{path}.{name}";
}
