using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>Goods that an app lets come back.</summary>
public sealed class ReturnActsTests
{
    private const string Fields = "return { id status totalQuantity decline { reason note } returnLineItems(first: 5) { nodes { id quantity returnReasonNote ... on ReturnLineItem { restockingFee { percentage amountSet { shopMoney { amount } } } fulfillmentLineItem { id lineItem { id } } returnReasonDefinition { handle } } } } exchangeLineItems(first: 5) { nodes { variantId quantity } } returnShippingFees { amountSet { shopMoney { amount } } } reverseFulfillmentOrders(first: 1) { nodes { id status lineItems(first: 5) { nodes { id totalQuantity } } } } } userErrors { code field message }";
    private const string Returnable = "query ($id: ID!) { returnableFulfillments(orderId: $id, first: 5) { nodes { id fulfillment { id } returnableFulfillmentLineItems(first: 5) { nodes { quantity fulfillmentLineItem { id lineItem { id } } } } } } }";
    private const string Request = $"mutation ($input: ReturnRequestInput!) {{ returnRequest(input: $input) {{ {Fields} }} }}";
    private const string Create = $"mutation ($input: ReturnInput!) {{ returnCreate(returnInput: $input) {{ {Fields} }} }}";
    private const string Approve = $"mutation ($id: ID!) {{ returnApproveRequest(input: {{ id: $id }}) {{ {Fields} }} }}";
    private const string Decline = $"mutation ($id: ID!) {{ returnDeclineRequest(input: {{ id: $id, declineReason: FINAL_SALE, declineNote: \"no\" }}) {{ {Fields} }} }}";
    private const string Close = $"mutation ($id: ID!) {{ returnClose(id: $id) {{ {Fields} }} }}";
    private const string Cancel = $"mutation ($id: ID!) {{ returnCancel(id: $id) {{ {Fields} }} }}";

    [Fact]
    public async Task A_return_is_asked_for_approved_sent_back_and_closed()
    {
        var (api, order, line) = await OpenAsync();

        var asked = await api.DoAsync(Request, new { input = new { orderId = order.Gid(), returnLineItems = new[] { new { fulfillmentLineItemId = line, quantity = 1, customerNote = "割れていた", returnReasonDefinitionId = await ReasonAsync(api) } } } });
        var id = asked.Text("return", "id");
        var approved = await api.DoAsync(Approve, new { id });
        var reverse = approved.At("return", "reverseFulfillmentOrders", "nodes", "0");
        var sent = await api.DoAsync(
            "mutation ($id: ID!, $line: ID!) { reverseDeliveryCreateWithShipping(reverseFulfillmentOrderId: $id, reverseDeliveryLineItems: [{ reverseFulfillmentOrderLineItemId: $line, quantity: 1 }], trackingInput: { number: \"77\", url: \"https://example.com/77\" }) { reverseDelivery { id deliverable { ... on ReverseDeliveryShippingDeliverable { tracking { number } } } } userErrors { code message } } }",
            new { id = reverse.Text("id"), line = reverse.Text("lineItems", "nodes", "0", "id") });
        var closed = await api.DoAsync(Close, new { id });
        var again = await api.DoAsync(Close, new { id });

        Assert.Equal(("REQUESTED", "defective"), (asked.Text("return", "status"), asked.Text("return", "returnLineItems", "nodes", "0", "returnReasonDefinition", "handle")));
        Assert.Equal(line, asked.Text("return", "returnLineItems", "nodes", "0", "fulfillmentLineItem", "id"));
        Assert.Equal("OPEN", approved.Text("return", "status"));
        Assert.Equal("77", sent.Text("reverseDelivery", "deliverable", "tracking", "number"));
        Assert.Equal(("CLOSED", "INVALID_STATE"), (closed.Text("return", "status"), again.Problem().Code));
        Assert.Equal(["returns/request", "returns/approve", "returns/update", "returns/close"], api.Topics().Where(topic => topic.StartsWith("returns/", StringComparison.Ordinal)), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_return_that_is_created_is_open_with_its_fees_and_what_goes_out_instead()
    {
        var (api, order, line) = await OpenAsync();
        var other = api.Shop.Products.All().Last().Variants[0];

        var created = await api.DoAsync(Create, new
        {
            input = new
            {
                orderId = order.Gid(),
                returnLineItems = new[] { new { fulfillmentLineItemId = line, quantity = 1, returnReasonNote = "too big", restockingFee = new { percentage = 10 } } },
                exchangeLineItems = new[] { new { variantId = Gid.Of("ProductVariant", other.Id), quantity = 2 } },
                returnShippingFee = new { amount = new { amount = "500", currencyCode = "JPY" } },
            },
        });

        Assert.Equal((null, null), created.Problem());
        Assert.Equal("OPEN", created.Text("return", "status"));
        Assert.Equal("500.0", created.Text("return", "returnShippingFees", "0", "amountSet", "shopMoney", "amount"));
        Assert.Equal(10, created.At("return", "returnLineItems", "nodes", "0", "restockingFee", "percentage").GetDouble());
        Assert.Equal(2, created.At("return", "exchangeLineItems", "nodes", "0", "quantity").GetInt32());
        Assert.Equal(["returns/approve", "orders/updated"], api.Topics());
    }

    [Fact]
    public async Task What_comes_back_already_cannot_be_asked_for_again_until_that_is_cancelled_or_declined()
    {
        var (api, order, line) = await OpenAsync();
        var pieces = order.Lines[0].Quantity;
        object Input(int quantity) => new { input = new { orderId = order.Gid(), returnLineItems = new[] { new { fulfillmentLineItemId = line, quantity } } } };

        var first = await api.DoAsync(Request, Input(pieces));
        var second = await api.DoAsync(Request, Input(1));
        var declined = await api.DoAsync(Decline, new { id = first.Text("return", "id") });
        var third = await api.DoAsync(Request, Input(pieces));
        var cancelled = await api.DoAsync(Cancel, new { id = third.Text("return", "id") });
        var late = await api.DoAsync(Approve, new { id = first.Text("return", "id") });

        Assert.Equal(("INVALID", "Return line item has an invalid quantity."), second.Problem());
        Assert.Equal(("FINAL_SALE", "no"), (declined.Text("return", "decline", "reason"), declined.Text("return", "decline", "note")));
        Assert.Equal("CANCELED", cancelled.Text("return", "status"));
        Assert.Equal("INVALID_STATE", late.Problem().Code);
    }

    [Fact]
    public async Task What_was_not_sent_does_not_come_back()
    {
        var (api, _, line) = await OpenAsync();
        var open = api.Paid();

        var none = await api.DoAsync(Returnable, new { id = open.Gid() });
        var refused = await api.DoAsync(Create, new { input = new { orderId = open.Gid(), returnLineItems = new[] { new { fulfillmentLineItemId = line, quantity = 1 } } } });
        var empty = await api.DoAsync(Create, new { input = new { orderId = open.Gid(), returnLineItems = Array.Empty<object>() } });
        var unknown = await api.DoAsync(Close, new { id = "gid://shopify/Return/1" });

        Assert.Empty(none.At("nodes").EnumerateArray());
        Assert.Equal(["NOT_FOUND", "BLANK", "NOT_FOUND"], new[] { refused, empty, unknown }.Select(one => one.Problem().Code!), StringComparer.Ordinal);
        Assert.Empty(api.Said);
    }

    [Fact]
    public async Task Without_the_scope_nothing_comes_back()
    {
        var api = ActedApi.Open(without: "write_returns");

        Assert.Equal("ACCESS_DENIED", (await api.ErrorAsync(Close, new { id = "gid://shopify/Return/1" })).Code);
    }

    private static async Task<(AskedApi Api, Order Order, string Line)> OpenAsync()
    {
        var api = ActedApi.Open();
        var order = api.Shop.FirstWhere(one => one is { FulfillmentStatus: "fulfilled", Returns.Count: 0, Refunds.Count: 0 });
        var lines = (await api.DoAsync(Returnable, new { id = order.Gid() })).At("nodes", "0", "returnableFulfillmentLineItems", "nodes").EnumerateArray();
        Assert.Equal(order.Lines.Count, lines.Count());
        return (api, order, lines.First().Text("fulfillmentLineItem", "id")!);
    }

    private static async Task<string> ReasonAsync(AskedApi api) =>
        (await api.DoAsync("{ returnReasonDefinitions(first: 5, handles: [\"defective\"]) { nodes { id name } } }", new { })).Text("nodes", "0", "id")!;
}
