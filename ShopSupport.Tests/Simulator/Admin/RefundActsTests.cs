using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>Money that goes back through the API.</summary>
public sealed class RefundActsTests
{
    private const string Suggest = """
        query ($id: ID!, $lines: [RefundLineItemInput!], $full: Boolean, $shipping: Boolean, $by: RefundMethodAllocation) { order(id: $id) { suggestedRefund(refundLineItems: $lines, suggestFullRefund: $full, refundShipping: $shipping, refundMethodAllocation: $by) {
          amountSet { shopMoney { amount currencyCode } } subtotalSet { shopMoney { amount } } discountedSubtotalSet { shopMoney { amount } } totalCartDiscountAmountSet { shopMoney { amount } }
          totalTaxSet { shopMoney { amount } } maximumRefundableSet { shopMoney { amount } }
          shipping { amountSet { shopMoney { amount } } maximumRefundableSet { shopMoney { amount } } }
          refundLineItems { id quantity restockType subtotalSet { shopMoney { amount } } lineItem { id } }
          suggestedTransactions { kind gateway formattedGateway accountNumber amountSet { shopMoney { amount } } maximumRefundableSet { shopMoney { amount } } parentTransaction { id } }
          suggestedRefundMethods { amount { shopMoney { amount } } } } } }
        """;

    private const string Create = """
        mutation ($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) {
          refund { id totalRefundedSet { shopMoney { amount } } transactions(first: 5) { nodes { id kind gateway parentTransaction { id } } } refundShippingLines(first: 1) { nodes { subtotalAmountSet { shopMoney { amount } } } } orderAdjustments(first: 1) { nodes { reason amountSet { shopMoney { amount } } } } }
          order { refundable displayFinancialStatus totalRefundedSet { shopMoney { amount } } totalRefundedShippingSet { shopMoney { amount } } currentTotalPriceSet { shopMoney { amount } } }
          userErrors { field message } } }
        """;

    [Fact]
    public async Task What_was_taken_off_an_order_is_spread_so_that_piece_by_piece_all_of_it_goes_back()
    {
        var api = ActedApi.Open();
        var order = Odd(api);
        long sum = 0;
        foreach (var line in order.Lines)
        {
            for (var piece = 0; piece < line.Quantity; piece++)
            {
                var suggested = (await SuggestAsync(api, order, new { lines = new[] { Piece(line) } }));
                Assert.Equal("JPY", suggested.Text("amountSet", "shopMoney", "currencyCode"));
                var amount = Amount(suggested, "amountSet");
                Assert.Equal(amount, Amount(suggested, "subtotalSet"));
                Assert.Equal(line.Price, Amount(suggested, "discountedSubtotalSet"));
                Assert.Equal(line.Price - amount, Amount(suggested, "totalCartDiscountAmountSet"));
                Assert.Equal(amount, Amount(suggested.At("suggestedTransactions", "0"), "amountSet"));
                sum += amount;
                var given = await CreateAsync(api, new { orderId = order.Gid(), refundLineItems = new[] { Piece(line) }, transactions = Transactions(order, suggested) });
                Assert.Equal((null, null), given.Problem());
            }
        }

        var rest = await SuggestAsync(api, order, new { full = true });
        Assert.Equal(order.Subtotal, sum);
        Assert.Equal(order.Shipping, Amount(rest, "amountSet"));
        Assert.Equal(order.Shipping, Amount(rest.At("shipping"), "maximumRefundableSet"));
    }

    [Fact]
    public async Task All_of_an_order_goes_back_with_its_shipping_and_its_pieces_to_the_place_that_was_named()
    {
        var api = ActedApi.Open();
        var order = Odd(api);
        var place = api.Shop.Locations[1].Id;
        int There() => order.Lines.Select(line => line.VariantId!.Value).Distinct().Sum(variant => api.Shop.ItemOf(variant)!.Levels.First(level => level.LocationId == place).Available);
        var before = There();
        var suggested = await SuggestAsync(api, order, new { full = true });

        var given = await CreateAsync(api, new
        {
            orderId = order.Gid(),
            refundLineItems = order.Lines.Select(line => new { lineItemId = line.Gid(), quantity = line.Quantity, restockType = "CANCEL", locationId = Gid.Of("Location", place) }),
            shipping = new { fullRefund = true },
            transactions = Transactions(order, suggested),
            notify = true,
            currency = "JPY",
        });

        Assert.Equal((null, null), given.Problem());
        Assert.Equal(order.Total, Amount(given.At("order"), "totalRefundedSet"));
        Assert.Equal(order.Shipping, Amount(given.At("order"), "totalRefundedShippingSet"));
        Assert.Equal(0, Amount(given.At("order"), "currentTotalPriceSet"));
        Assert.Equal(order.Shipping, Amount(given.At("refund", "refundShippingLines", "nodes", "0"), "subtotalAmountSet"));
        Assert.Equal("REFUNDED", given.Text("order", "displayFinancialStatus"));
        Assert.False(given.At("order", "refundable").GetBoolean());
        Assert.Equal(Gid.Of("OrderTransaction", order.Transactions[0].Id), given.Text("refund", "transactions", "nodes", "0", "parentTransaction", "id"));
        Assert.Equal(before + order.Lines.Sum(line => line.Quantity), There());
        Assert.Equal(order.Email, Assert.Single(api.Said.OfType<MailSent>()).To);
        Assert.Equal(["refunds/create", "order_transactions/create", "orders/updated"], api.Topics().Take(3), StringComparer.Ordinal);
        Assert.Equal(1, api.App.Done.Count("refundCreate"));
    }

    [Fact]
    public async Task Another_amount_than_the_pieces_were_worth_is_told_as_an_adjustment()
    {
        var api = ActedApi.Open();
        var order = Odd(api);

        var given = await CreateAsync(api, new { orderId = order.Gid(), discrepancyReason = "DAMAGE", transactions = new[] { Back(order, 300) } });

        Assert.Equal(-300, Amount(given.At("refund", "orderAdjustments", "nodes", "0"), "amountSet"));
        Assert.Equal("DAMAGE", given.Text("refund", "orderAdjustments", "nodes", "0", "reason"));
        Assert.Equal(order.Total - 300, Amount(given.At("order"), "currentTotalPriceSet"));
        Assert.True(given.At("order", "refundable").GetBoolean());
    }

    [Fact]
    public async Task Money_becomes_the_customers_credit()
    {
        var api = ActedApi.Open();
        var order = Odd(api);
        var suggested = await SuggestAsync(api, order, new { full = true, by = "STORE_CREDIT" });
        Assert.Empty(suggested.At("suggestedTransactions").EnumerateArray());
        Assert.Equal(order.Total, Amount(suggested.At("suggestedRefundMethods", "0"), "amount"));

        foreach (var amount in new[] { "500", "250" })
        {
            await CreateAsync(api, new { orderId = order.Gid(), refundMethods = new[] { new { storeCreditRefund = new { amount = new { amount, currencyCode = "JPY" } } } } }, amount);
        }

        var customer = await api.DataAsync("query ($id: ID!) { customer(id: $id) { storeCreditAccounts(first: 5) { nodes { balance { amount currencyCode } } } } }", new { id = Gid.Of("Customer", order.CustomerId!.Value) });
        Assert.Equal("750.0", Assert.Single(customer.At("customer", "storeCreditAccounts", "nodes").EnumerateArray()).Text("balance", "amount"));
        Assert.Equal(750, api.Shop.Orders.Find(order.Id)!.Refunded);
    }

    [Theory]
    [InlineData("{\"transactions\":[{\"amount\":\"99999999\"}]}", "greater than the available amount")]
    [InlineData("{\"transactions\":[{\"amount\":\"10.5\"}]}", "invalid")]
    [InlineData("{\"transactions\":[{\"amount\":\"10\",\"gateway\":\"paypal\"}]}", "gateway")]
    [InlineData("{\"transactions\":[{\"amount\":\"10\",\"kind\":\"SALE\"}]}", "kind must be refund")]
    [InlineData("{\"transactions\":[{\"amount\":\"10\",\"parentId\":\"gid://shopify/OrderTransaction/1\"}]}", "gateway")]
    [InlineData("{\"currency\":\"USD\"}", "presentment currency")]
    [InlineData("{\"shipping\":{\"amount\":\"99999\"}}", "shipping")]
    [InlineData("{\"refundLineItems\":[{\"quantity\":99,\"restockType\":\"NO_RESTOCK\"}]}", "cannot refund more items than were purchased")]
    [InlineData("{\"refundMethods\":[{\"storeCreditRefund\":{\"amount\":{\"amount\":\"1\",\"currencyCode\":\"USD\"}}}]}", "currency")]
    public async Task A_refund_that_Shopify_would_not_give_changes_nothing(string more, string words)
    {
        var api = ActedApi.Open();
        var order = Odd(api);
        using var document = JsonDocument.Parse(more);
        var input = document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => (object)field.Value.Clone(), StringComparer.Ordinal);
        input["orderId"] = order.Gid();
        Complete(input, "transactions", new(StringComparer.Ordinal) { ["orderId"] = order.Gid(), ["kind"] = "REFUND", ["gateway"] = order.Gateway });
        Complete(input, "refundLineItems", new(StringComparer.Ordinal) { ["lineItemId"] = order.Lines[0].Gid() });
        api.Said.Clear();

        var given = await CreateAsync(api, input);

        Assert.Contains(words, given.Problem().Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(api.Said);
        Assert.Empty(api.Shop.Orders.Find(order.Id)!.Refunds);
        Assert.Equal(0, api.App.Done.Count("refundCreate"));
    }

    // Two lines whose discount divides by nothing, paid and with shipping.
    private static Order Odd(AskedApi api)
    {
        var order = api.Paid() with { Discount = 101, Shipping = 550 };
        order = order with { Lines = [order.Lines[0] with { Quantity = 3, CurrentQuantity = 3, FulfillableQuantity = 3, Price = 997 }, api.Shop.FirstWhere(one => one.Lines.Count > 1).Lines[1] with { Id = 4711, Quantity = 2, CurrentQuantity = 2, FulfillableQuantity = 2, Price = 1313 }] };
        order = order with { Transactions = [order.Transactions[0] with { Amount = order.Total }] };
        api.App.Acts.ChangeOrder(order.Id, _ => order);
        api.Said.Clear();
        return order;
    }

    private static object Piece(LineItem line) => new { lineItemId = line.Gid(), quantity = 1, restockType = "NO_RESTOCK" };

    private static object Back(Order order, long amount) => new { orderId = order.Gid(), kind = "REFUND", gateway = order.Gateway, parentId = Gid.Of("OrderTransaction", order.Transactions[0].Id), amount = amount.ToString(CultureInfo.InvariantCulture) };

    private static object[] Transactions(Order order, JsonElement suggested) => [.. suggested.At("suggestedTransactions").EnumerateArray().Select(one => Back(order, Amount(one, "amountSet")))];

    private static void Complete(Dictionary<string, object> input, string list, Dictionary<string, object> more)
    {
        if (input.TryGetValue(list, out var given))
        {
            input[list] = ((JsonElement)given).EnumerateArray()
                .Select(one => one.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, (object)field.Value)).Concat(more).DistinctBy(field => field.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal)).ToList();
        }
    }

    private static long Amount(JsonElement of, string set) => (long)decimal.Parse(of.Text(set, "shopMoney", "amount")!, CultureInfo.InvariantCulture);

    private static async Task<JsonElement> SuggestAsync(AskedApi api, Order order, object more)
    {
        var variables = JsonSerializer.SerializeToElement(more).EnumerateObject().ToDictionary(field => field.Name, field => (object)field.Value, StringComparer.Ordinal);
        variables["id"] = order.Gid();
        return (await api.DoAsync(Suggest, variables)).GetProperty("suggestedRefund");
    }

    private static Task<JsonElement> CreateAsync(AskedApi api, object input, string? key = null) => api.DoAsync(Create, new { input, key = key ?? Guid.NewGuid().ToString() });
}
