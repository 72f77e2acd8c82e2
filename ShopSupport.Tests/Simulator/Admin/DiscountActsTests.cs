using System.Text.Json;
using ShopSupport.Simulator.Admin;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>Codes that an app makes for a customer.</summary>
public sealed class DiscountActsTests
{
    private const string Create = "mutation ($input: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { title status usageLimit appliesOncePerCustomer endsAt codes(first: 1) { nodes { code } } context { ... on DiscountCustomers { customers { id } } } customerGets { value { ... on DiscountPercentage { percentage } ... on DiscountAmount { amount { amount } } } } combinesWith { orderDiscounts shippingDiscounts } } } } userErrors { field code message } } }";

    [Fact]
    public async Task A_code_is_for_one_customer_once_and_nobody_gets_it_again()
    {
        var api = ActedApi.Open();
        var customer = api.Shop.Customers.All().First();

        var made = await api.DoAsync(Create, new { input = Input(customer.Id) });
        var again = await api.DoAsync(Create, new { input = Input(customer.Id, code: "sorry-7") });
        var found = await api.DoAsync("{ codeDiscountNodeByCode(code: \"sorry-7\") { id } }", new { });

        var discount = made.At("codeDiscountNode", "codeDiscount");
        Assert.Equal(("SORRY-7", "ACTIVE", 1), (discount.Text("codes", "nodes", "0", "code"), discount.Text("status"), discount.At("usageLimit").GetInt32()));
        Assert.Equal(Gid.Of("Customer", customer.Id), Assert.Single(discount.At("context", "customers").EnumerateArray()).Text("id"));
        Assert.Equal(0.1, discount.At("customerGets", "value", "percentage").GetDouble());
        Assert.True(discount.At("combinesWith", "orderDiscounts").GetBoolean());
        Assert.Equal(("TAKEN", "Code must be unique. Please try a different code."), again.Problem());
        Assert.Equal(made.Text("codeDiscountNode", "id"), found.Text("id"));
        Assert.Equal(["discounts/create"], api.Topics());
        Assert.Equal(1, api.App.Done.Count("discountCodeBasicCreate"));
    }

    [Fact]
    public async Task A_code_that_was_ended_takes_nothing_off_and_one_that_was_deleted_is_gone()
    {
        var api = ActedApi.Open();
        var id = (await api.DoAsync(Create, new { input = Input(api.Shop.Customers.All().First().Id) })).Text("codeDiscountNode", "id");

        var ended = await api.DoAsync("mutation ($id: ID!) { discountCodeDeactivate(id: $id) { codeDiscountNode { codeDiscount { ... on DiscountCodeBasic { status } } } userErrors { message } } }", new { id });
        await api.DoAsync("mutation ($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId userErrors { message } } }", new { id });

        Assert.Equal("EXPIRED", ended.Text("codeDiscountNode", "codeDiscount", "status"));
        Assert.Equal(0, api.Shop.Discounts.Count);
    }

    [Theory]
    [InlineData("code", "\"\"", "BLANK")]
    [InlineData("endsAt", "\"2020-01-01T00:00:00Z\"", "END_DATE_BEFORE_START_DATE")]
    [InlineData("usageLimit", "0", "GREATER_THAN")]
    [InlineData("customerGets", "{\"items\":{\"all\":true},\"value\":{\"percentage\":10}}", "VALUE_OUTSIDE_RANGE")]
    [InlineData("context", "{\"customers\":{\"add\":[\"gid://shopify/Customer/1\"]}}", "INVALID")]
    public async Task A_code_that_cannot_be_is_refused_with_its_code(string field, string value, string code)
    {
        var api = ActedApi.Open();
        var input = JsonSerializer.SerializeToElement(Input(api.Shop.Customers.All().First().Id)).EnumerateObject().ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
        input[field] = JsonSerializer.Deserialize<JsonElement>(value);

        var refused = await api.DoAsync(Create, new { input });

        Assert.Equal(code, refused.Problem().Code);
        Assert.Equal(0, api.Shop.Discounts.Count);
    }

    [Fact]
    public async Task Without_the_scope_there_is_no_code()
    {
        var api = ActedApi.Open(without: "write_discounts");

        Assert.Equal("ACCESS_DENIED", (await api.ErrorAsync(Create, new { input = Input(1) })).Code);
    }

    private static object Input(long customer, string code = "SORRY-7") => new
    {
        title = "Sorry",
        code,
        startsAt = "2026-11-20T00:00:00Z",
        endsAt = "2026-12-20T00:00:00Z",
        usageLimit = 1,
        appliesOncePerCustomer = true,
        context = new { customers = new { add = new[] { Gid.Of("Customer", customer) } } },
        customerGets = new { items = new { all = true }, value = new { percentage = 0.1 } },
        combinesWith = new { orderDiscounts = true },
    };
}
