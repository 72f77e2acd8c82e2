using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>Orders that an app puts together: replacements, and what a customer pays by a link.</summary>
public sealed class DraftActsTests
{
    private const string Fields = "draftOrder { id name status invoiceUrl tags customAttributes { key value } note2 email customer { id } order { id displayFinancialStatus sourceName } appliedDiscount { valueType amountSet { shopMoney { amount } } } totalPriceSet { shopMoney { amount } } subtotalPriceSet { shopMoney { amount } } lineItems(first: 5) { nodes { title quantity custom variant { id } } } shippingLine { title } }";
    private const string Create = $"mutation ($input: DraftOrderInput!) {{ draftOrderCreate(input: $input) {{ {Fields} userErrors {{ field message }} }} }}";
    private const string Complete = $"mutation ($id: ID!, $pending: Boolean) {{ draftOrderComplete(id: $id, paymentPending: $pending) {{ {Fields} userErrors {{ field message }} }} }}";

    [Fact]
    public async Task A_replacement_costs_nothing_and_is_an_order_once()
    {
        var api = ActedApi.Open();
        var order = api.Shop.FirstWhere(one => one.FulfillmentStatus is "fulfilled" && one.CustomerId is not null);

        var draft = await api.DoAsync(Create, new { input = Replacement(order) });
        var id = draft.Text("draftOrder", "id");
        Assert.Equal(["draft_orders/create"], api.Topics());
        var done = await api.DoAsync(Complete, new { id });
        var again = await api.DoAsync(Complete, new { id });

        Assert.Equal(("PERCENTAGE", 0L), (draft.Text("draftOrder", "appliedDiscount", "valueType"), Amount(draft, "totalPriceSet")));
        Assert.Equal(("COMPLETED", "PAID", "shopify_draft_order"), (done.Text("draftOrder", "status"), done.Text("draftOrder", "order", "displayFinancialStatus"), done.Text("draftOrder", "order", "sourceName")));
        var made = api.Shop.Orders.Find(Gid.Read(done.Text("draftOrder", "order", "id")!, "Order")!.Value)!;
        Assert.Equal((order.CustomerId, 0L, 0L, order.Address!.City), (made.CustomerId, made.Total, made.Outstanding, made.Address!.City));
        Assert.Contains(api.Shop.OrdersOf(order.CustomerId!.Value), one => one.Id == made.Id);
        Assert.Equal("This order has been paid", again.Problem().Message);
        Assert.Contains("orders/create", api.Topics(), StringComparer.Ordinal);
        Assert.Equal(1, api.App.Done.Count("draftOrderComplete"));
    }

    [Fact]
    public async Task A_customer_is_sent_where_to_pay_and_the_draft_is_found_by_its_tag()
    {
        var api = ActedApi.Open();
        var order = api.Paid();
        var id = (await api.DoAsync(Create, new { input = new { purchasingEntity = new { customerId = Gid.Of("Customer", order.CustomerId!.Value) }, tags = new[] { "desk-7" }, lineItems = new[] { Custom("手数料", "1500") }, shippingLine = new { title = "宅配便", priceWithCurrency = new { amount = "550", currencyCode = "JPY" } } } })).Text("draftOrder", "id")!;

        var sent = await api.DoAsync($"mutation ($id: ID!) {{ draftOrderInvoiceSend(id: $id) {{ {Fields} userErrors {{ message }} }} }}", new { id });
        var found = await api.DoAsync("{ draftOrders(first: 5, query: \"tag:desk-7\") { nodes { id } } }", new { });
        var pending = await api.DoAsync(Complete, new { id, pending = true });

        Assert.Equal(("INVOICE_SENT", 2050L), (sent.Text("draftOrder", "status"), Amount(sent, "totalPriceSet")));
        Assert.StartsWith("https://", sent.Text("draftOrder", "invoiceUrl"), StringComparison.Ordinal);
        Assert.Equal(order.Email, Assert.Single(api.Said.OfType<MailSent>()).To);
        Assert.Equal(id, Assert.Single(found.At("nodes").EnumerateArray()).Text("id"));
        Assert.Equal("PENDING", pending.Text("draftOrder", "order", "displayFinancialStatus"));
    }

    [Fact]
    public async Task What_a_draft_would_cost_is_told_without_keeping_one()
    {
        var api = ActedApi.Open();
        var variant = api.Shop.Products.All().First().Variants[0];

        var told = await api.DoAsync(
            "mutation ($input: DraftOrderInput!) { draftOrderCalculate(input: $input) { calculatedDraftOrder { totalPriceSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } } lineItems { title quantity discountedTotalSet { shopMoney { amount } } } } userErrors { message } } }",
            new { input = new { lineItems = new[] { new { variantId = Gid.Of("ProductVariant", variant.Id), quantity = 2, appliedDiscount = new { valueType = "FIXED_AMOUNT", value = 10 } } } } });

        Assert.Equal("20.0", told.Text("calculatedDraftOrder", "totalDiscountsSet", "shopMoney", "amount"));
        Assert.Equal(0, api.Shop.Drafts.Count);
        Assert.Empty(api.Said);
    }

    [Theory]
    [InlineData("{\"lineItems\":[]}", "Add at least 1 product")]
    [InlineData("{\"lineItems\":[{\"quantity\":1}]}", "Merchandise title is empty.")]
    [InlineData("{\"lineItems\":[{\"quantity\":0,\"title\":\"x\"}]}", "Quantity must be greater than or equal to 1")]
    [InlineData("{\"lineItems\":[{\"quantity\":1,\"variantId\":\"gid://shopify/ProductVariant/5\"}]}", "Product with ID 5 is no longer available.")]
    [InlineData("{\"lineItems\":[{\"quantity\":1,\"title\":\"x\"}],\"purchasingEntity\":{\"customerId\":\"gid://shopify/Customer/1\"}}", "Customer does not exist")]
    [InlineData("{\"lineItems\":[{\"quantity\":1,\"title\":\"x\"}],\"appliedDiscount\":{\"value\":101,\"valueType\":\"PERCENTAGE\"}}", "Applied discount value is invalid")]
    [InlineData("{\"lineItems\":[{\"quantity\":1,\"title\":\"x\"}],\"shippingAddress\":{\"countryCode\":\"JP\"}}", "Address1 can't be blank")]
    public async Task A_draft_that_cannot_be_is_refused(string input, string words)
    {
        var api = ActedApi.Open();

        var refused = await api.DoAsync(Create, new { input = JsonSerializer.Deserialize<JsonElement>(input) });

        Assert.Equal(words, refused.Problem().Message);
        Assert.Equal(0, api.Shop.Drafts.Count);
        Assert.Empty(api.Said);
    }

    [Fact]
    public async Task A_draft_is_changed_and_taken_away()
    {
        var api = ActedApi.Open();
        var id = (await api.DoAsync(Create, new { input = new { lineItems = new[] { Custom("x", "100") } } })).Text("draftOrder", "id")!;

        var changed = await api.DoAsync($"mutation ($id: ID!, $input: DraftOrderInput!) {{ draftOrderUpdate(id: $id, input: $input) {{ {Fields} userErrors {{ message }} }} }}", new { id, input = new { note = "二つ", lineItems = new[] { Custom("x", "200") } } });
        await api.DoAsync("mutation ($id: ID!) { draftOrderDelete(input: { id: $id }) { deletedId userErrors { message } } }", new { id });

        Assert.Equal(("二つ", 200L), (changed.Text("draftOrder", "note2"), Amount(changed, "totalPriceSet")));
        Assert.Equal(["draft_orders/create", "draft_orders/update", "draft_orders/delete"], api.Topics());
        Assert.Equal(0, api.Shop.Drafts.Count);
    }

    private static object Custom(string title, string amount) => new { title, quantity = 1, originalUnitPriceWithCurrency = new { amount, currencyCode = "JPY" } };

    private static object Replacement(Order order) => new
    {
        purchasingEntity = new { customerId = Gid.Of("Customer", order.CustomerId!.Value) },
        useCustomerDefaultAddress = true,
        tags = new[] { "replacement" },
        note = order.Name,
        customAttributes = new[] { new { key = "replaces", value = order.Name } },
        appliedDiscount = new { title = "Replacement", value = 100, valueType = "PERCENTAGE" },
        lineItems = order.Lines.Select(line => new { variantId = Gid.Of("ProductVariant", line.VariantId!.Value), quantity = line.Quantity }),
    };

    private static long Amount(JsonElement payload, string set) => (long)decimal.Parse(payload.Text("draftOrder", set, "shopMoney", "amount")!, CultureInfo.InvariantCulture);
}
