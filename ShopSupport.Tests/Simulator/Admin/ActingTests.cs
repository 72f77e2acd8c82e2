using System.Text.Json;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Admin;

public sealed class ActingTests
{
    private static readonly string[] Writing = [.. AskedApi.AllScopes, "write_orders", "write_customers", "write_own_subscription_contracts", "write_merchant_managed_fulfillment_orders"];

    [Fact]
    public async Task Nothing_is_changed_without_the_scope_to_write()
    {
        var api = new AskedApi();
        var order = api.Shop.Orders.All().First();

        var error = await api.ErrorAsync(
            "mutation ($id: ID!) { orderUpdate(input: { id: $id, note: \"x\" }) { order { note } userErrors { message } } }", new { id = Gid.Of("Order", order.Id) });

        Assert.Equal("ACCESS_DENIED", error.Code);
        Assert.Empty(api.Said);
    }

    [Fact]
    public async Task A_refund_needs_a_key_and_is_given_once_for_it()
    {
        var api = new AskedApi(Writing);
        var order = api.Shop.Orders.All().First(one => one is { FinancialStatus: "paid", FulfillmentStatus: "fulfilled" });
        var input = new
        {
            orderId = Gid.Of("Order", order.Id),
            refundLineItems = new[] { new { lineItemId = Gid.Of("LineItem", order.Lines[0].Id), quantity = 1, restockType = "NO_RESTOCK" } },
            transactions = new[] { new { orderId = Gid.Of("Order", order.Id), gateway = order.Gateway, kind = "REFUND", amount = "100.0" } },
        };
        const string refund = "mutation ($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { refund { id } order { displayFinancialStatus } userErrors { field message } } }";

        var first = (await api.DataAsync(refund, new { input, key = "one" })).GetProperty("refundCreate");
        var again = (await api.DataAsync(refund, new { input, key = "one" })).GetProperty("refundCreate");
        var other = (await api.DataAsync(refund, new { input = new { input.orderId, note = "other" }, key = "one" })).GetProperty("refundCreate");
        var without = await api.ErrorAsync("mutation ($input: RefundInput!) { refundCreate(input: $input) { userErrors { message } } }", new { input });

        Assert.Equal("PARTIALLY_REFUNDED", first.GetProperty("order").GetProperty("displayFinancialStatus").GetString());
        Assert.Equal(first.GetProperty("refund").GetProperty("id").GetString(), again.GetProperty("refund").GetProperty("id").GetString());
        Assert.Contains("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", other.GetProperty("userErrors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("BAD_REQUEST", without.Code);
        Assert.Equal(100, Assert.Single(api.Shop.Orders.Find(order.Id)!.Refunds).Amount);
        Assert.Single(api.Said.OfType<MoneyReturned>());
    }

    [Fact]
    public async Task What_a_shop_refuses_stands_in_the_mutations_own_errors()
    {
        var api = new AskedApi(Writing);
        var sent = api.Shop.Orders.All().First(one => one.FulfillmentStatus is "fulfilled");

        var cancel = (await api.DataAsync(
            "mutation ($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true) { job { id } orderCancelUserErrors { code message field } } }",
            new { id = Gid.Of("Order", sent.Id) })).GetProperty("orderCancel");

        Assert.Equal(JsonValueKind.Null, cancel.GetProperty("job").ValueKind);
        Assert.Equal("INVALID", cancel.GetProperty("orderCancelUserErrors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_subscription_is_paused_skipped_and_ended()
    {
        var api = new AskedApi(Writing);
        var contract = api.Shop.Contracts.All().First(one => one.Status is "active");
        var id = Gid.Of("SubscriptionContract", contract.Id);

        var paused = await api.DataAsync("mutation ($id: ID!) { subscriptionContractPause(subscriptionContractId: $id, actor: CUSTOMER) { contract { status revisionId } userErrors { code } } }", new { id });
        var skipped = await api.DataAsync(
            "mutation ($id: ID!, $index: Int) { subscriptionBillingCycleSkip(billingCycleInput: { contractId: $id, selector: { index: $index } }) { billingCycle { skipped cycleIndex } userErrors { code } } }",
            new { id, index = contract.NextCycle });
        _ = await api.DataAsync("mutation ($id: ID!) { subscriptionContractCancel(subscriptionContractId: $id) { contract { status } userErrors { code } } }", new { id });
        var late = await api.DataAsync("mutation ($id: ID!) { subscriptionContractActivate(subscriptionContractId: $id) { contract { status } userErrors { code } } }", new { id });

        Assert.Equal("PAUSED", paused.GetProperty("subscriptionContractPause").GetProperty("contract").GetProperty("status").GetString());
        Assert.True(skipped.GetProperty("subscriptionBillingCycleSkip").GetProperty("billingCycle").GetProperty("skipped").GetBoolean());
        Assert.Equal("CONTRACT_TERMINATED", late.GetProperty("subscriptionContractActivate").GetProperty("userErrors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Tags_of_a_customer_and_of_an_order_are_added_and_removed()
    {
        var api = new AskedApi(Writing);
        var (customer, order) = (api.Shop.Customers.All().First(), api.Shop.Orders.All().First());
        const string add = "mutation ($id: ID!) { tagsAdd(id: $id, tags: [\"VIP\", \"new\"]) { node { id } userErrors { message } } }";

        await api.DataAsync(add, new { id = Gid.Of("Customer", customer.Id) });
        await api.DataAsync(add, new { id = Gid.Of("Order", order.Id) });
        await api.DataAsync("mutation ($id: ID!) { tagsRemove(id: $id, tags: [\"vip\"]) { node { id } userErrors { message } } }", new { id = Gid.Of("Order", order.Id) });

        Assert.Contains("VIP", api.Shop.Customers.Find(customer.Id)!.Tags, StringComparer.Ordinal);
        Assert.DoesNotContain("VIP", api.Shop.Orders.Find(order.Id)!.Tags, StringComparer.Ordinal);
        Assert.Contains("new", api.Shop.Orders.Find(order.Id)!.Tags, StringComparer.Ordinal);
    }
}
