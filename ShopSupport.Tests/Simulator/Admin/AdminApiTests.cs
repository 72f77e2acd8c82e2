using System.Text.Json;
using ShopSupport.Simulator.Admin;
using ShopSupport.Tests.Support;
using ShopifyDocument = ShopSupport.Core.Shopify.ShopifyDocument;

namespace ShopSupport.Tests.Simulator.Admin;

public sealed class AdminApiTests
{
    [Fact]
    public async Task An_order_is_told_as_the_shop_holds_it()
    {
        var api = new AskedApi();
        var order = api.Shop.Orders.All().First(one => one.Fulfillments.Count > 0 && one.Refunds.Count > 0);

        var told = (await api.DataAsync(AskedApi.Document("Order"), new { id = Gid.Of("Order", order.Id) })).GetProperty("order");

        Assert.Equal(order.Name, told.GetProperty("name").GetString());
        Assert.Equal(order.Total, told.GetProperty("totalPriceSet").GetProperty("shopMoney").GetProperty("amount").GetDecimalText());
        Assert.Equal(order.Lines.Count, told.GetProperty("lineItems").GetProperty("nodes").GetArrayLength());
        Assert.Equal(order.Fulfillments[0].TrackingNumber, told.GetProperty("fulfillments")[0].GetProperty("trackingInfo")[0].GetProperty("number").GetString());
        Assert.Equal(order.Refunds[0].Lines[0].Quantity, told.GetProperty("refunds")[0].GetProperty("refundLineItems").GetProperty("nodes")[0].GetProperty("quantity").GetInt32());
        Assert.Equal("FULFILLED", told.GetProperty("displayFulfillmentStatus").GetString());
    }

    [Fact]
    public async Task Every_list_of_the_app_is_answered_whole_and_in_pages()
    {
        foreach (var (name, field, count) in new[] { ("ChangedOrders", "orders", 300), ("ChangedCustomers", "customers", 60), ("ChangedContracts", "subscriptionContracts", 12), ("ChangedProducts", "products", 150) })
        {
            var api = new AskedApi();
            var ids = new HashSet<string>(StringComparer.Ordinal);
            string? after = null;
            do
            {
                var page = (await api.DataAsync(AskedApi.Document(name), new { query = "updated_at:>='2020-01-01T00:00:00Z'", after })).GetProperty(field);
                Assert.All(page.GetProperty("nodes").EnumerateArray(), node => Assert.True(ids.Add(node.GetProperty("id").GetString()!)));
                after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
                api.Clock.Advance(TimeSpan.FromSeconds(10));
            }
            while (after is not null);

            Assert.Equal(name is "ChangedContracts" ? api.Shop.Contracts.Count : count, ids.Count);
        }
    }

    [Fact]
    public async Task Every_question_of_the_app_is_cheap_enough_and_answered()
    {
        // What changes something is asked by the tests of actions.
        var documents = SourceFile.Files("ShopSupport.Core", "*.graphql")
            .Where(file => !Path.GetFileName(file.Path).StartsWith("Bulk", StringComparison.Ordinal) && !ShopifyDocument.Load(Path.GetFileNameWithoutExtension(file.Path)).IsChange).ToList();

        foreach (var document in documents)
        {
            var api = new AskedApi([.. AskedApi.AllScopes, "read_discounts", "read_draft_orders"]);
            var asked = new
            {
                id = IdFor(api, Path.GetFileNameWithoutExtension(document.Path)),
                ids = api.Shop.Customers.All().Take(50).Select(one => Gid.Of("Customer", one.Id)),
                query = "updated_at:>='2020-01-01'",
                from = api.Shop.Now.AddDays(-60),
                to = api.Shop.Now.AddDays(180),
                lines = Array.Empty<object>(),
                shipping = true,
                code = "NONE",
                allocation = "ORIGINAL_PAYMENT_METHODS",
            };
            var answer = await api.AskAsync(document.Text, asked);

            Assert.False(answer.TryGetProperty("errors", out var errors), $"{document.Path}: {errors}");
            var cost = answer.GetProperty("extensions").GetProperty("cost");
            Assert.InRange(cost.GetProperty("actualQueryCost").GetInt32(), 1, cost.GetProperty("requestedQueryCost").GetInt32());
        }
    }

    private static string IdFor(AskedApi api, string document) => document switch
    {
        "Product" => Gid.Of("Product", api.Shop.Products.All().First().Id),
        "Contract" or "ContractKnown" or "ContractToAct" => Gid.Of("SubscriptionContract", api.Shop.Contracts.All().First().Id),
        "CustomerToAct" => Gid.Of("Customer", api.Shop.Customers.All().First().Id),
        _ => Gid.Of("Order", api.Shop.Orders.All().First().Id),
    };

    [Theory]
    [InlineData("{ orders { nodes { id } } }", "BAD_REQUEST", "first or last")]
    [InlineData("{ orders(first: 2, last: 2) { nodes { id } } }", "BAD_REQUEST", "both")]
    [InlineData("{ orders(first: 251) { nodes { id } } }", "BAD_REQUEST", "250")]
    [InlineData("{ orders(first: 2, after: \"eA==\") { nodes { id } } }", "BAD_REQUEST", "cursor")]
    [InlineData("{ order(id: \"gid://shopify/Customer/1\") { id } }", "BAD_REQUEST", "Invalid id")]
    [InlineData("{ shop { description } }", "NOT_SIMULATED", "Shop.description")]
    [InlineData("{ shop { nam } }", "undefinedField", "nam")]
    [InlineData("query ($id: ID!) { order(id: $id) { id } }", "INVALID_VARIABLE", "id")]
    [InlineData("{ shop", "BAD_REQUEST", "Expected")]
    [InlineData("query A { shop { id } } query B { shop { id } }", "BAD_REQUEST", "operation name")]
    [InlineData("{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } } } }", "MAX_COST_EXCEEDED", "exceeds the single query max cost limit (1000)")]
    public async Task What_Shopify_refuses_is_refused(string query, string code, string why)
    {
        var error = await new AskedApi().ErrorAsync(query);

        Assert.Equal(code, error.Code);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_without_its_scope_is_denied_and_the_rest_is_told()
    {
        var api = new AskedApi("read_orders");
        var answer = await api.AskAsync("{ orders(first: 1, reverse: true) { nodes { name customer { id } } } }");

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("orders").GetProperty("nodes")[0].GetProperty("customer").ValueKind);
        var error = answer.GetProperty("errors")[0];
        Assert.Equal("ACCESS_DENIED", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("`read_customers` access scope.", error.GetProperty("extensions").GetProperty("requiredAccess").GetString());
        Assert.Equal(["orders", "nodes", "0", "customer"], error.GetProperty("path").EnumerateArray().Select(step => step.ToString()), StringComparer.Ordinal);
        Assert.Equal("ACCESS_DENIED", (await api.ErrorAsync("{ node(id: \"gid://shopify/Customer/1\") { id } }")).Code);
    }

    [Fact]
    public async Task Without_the_scope_for_all_orders_those_of_sixty_days_are_told()
    {
        var api = new AskedApi("read_orders");
        var old = api.Shop.Orders.All().First();

        var count = (await api.DataAsync("{ ordersCount { count precision } }")).GetProperty("ordersCount").GetProperty("count").GetInt32();

        Assert.Equal(api.Shop.Orders.All().Count(order => order.CreatedAt >= api.Shop.Now.AddDays(-60)), count);
        Assert.InRange(count, 1, 299);
        Assert.Equal(JsonValueKind.Null, (await api.DataAsync("query ($id: ID!) { order(id: $id) { id } }", new { id = Gid.Of("Order", old.Id) })).GetProperty("order").ValueKind);
    }

    [Fact]
    public async Task Points_run_out_and_come_back()
    {
        var api = new AskedApi();
        const string dear = "{ orders(first: 230) { nodes { name customer { id } totalPriceSet { shopMoney { amount } } } } }";
        var first = (await api.AskAsync(dear)).GetProperty("extensions").GetProperty("cost");
        Assert.Equal(922, first.GetProperty("requestedQueryCost").GetInt32());

        api.App.Bucket.Drain();
        var refused = await api.AskAsync(dear);
        api.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("THROTTLED", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, refused.GetProperty("extensions").GetProperty("cost").GetProperty("actualQueryCost").ValueKind);
        Assert.Equal(100, refused.GetProperty("extensions").GetProperty("cost").GetProperty("throttleStatus").GetProperty("restoreRate").GetDouble());
        Assert.True((await api.AskAsync(dear)).TryGetProperty("data", out _));
    }
}

internal static class Told
{
    /// <summary>An amount that travels as a text with a decimal point.</summary>
    public static decimal GetDecimalText(this JsonElement element)
    {
        Assert.Contains(".", element.GetString(), StringComparison.Ordinal);
        return decimal.Parse(element.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
