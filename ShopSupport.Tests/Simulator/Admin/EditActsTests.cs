using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>Orders that an app edits before they are sent.</summary>
public sealed class EditActsTests
{
    private const string Totals = "calculatedOrder { id totalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } subtotalPriceSet { shopMoney { amount } } addedLineItems(first: 5) { nodes { id title quantity } } lineItems(first: 10) { nodes { id quantity editableQuantity restocking calculatedDiscountAllocations { allocatedAmountSet { shopMoney { amount } } discountApplication { id } } } } }";
    private const string Begin = $"mutation ($id: ID!) {{ orderEditBegin(id: $id) {{ {Totals} orderEditSession {{ id }} userErrors {{ message }} }} }}";
    private const string SetQuantity = $"mutation ($id: ID!, $line: ID!, $quantity: Int!) {{ orderEditSetQuantity(id: $id, lineItemId: $line, quantity: $quantity, restock: true) {{ {Totals} calculatedLineItem {{ quantity }} userErrors {{ message }} }} }}";
    private const string AddVariant = $"mutation ($id: ID!, $variant: ID!, $quantity: Int!) {{ orderEditAddVariant(id: $id, variantId: $variant, quantity: $quantity) {{ {Totals} calculatedLineItem {{ id }} userErrors {{ message }} }} }}";
    private const string Discount = $"mutation ($id: ID!, $line: ID!, $discount: OrderEditAppliedDiscountInput!) {{ orderEditAddLineItemDiscount(id: $id, lineItemId: $line, discount: $discount) {{ {Totals} addedDiscountStagedChange {{ id description }} userErrors {{ message }} }} }}";
    private const string Commit = "mutation ($id: ID!) { orderEditCommit(id: $id, notifyCustomer: true, staffNote: \"as asked\") { order { displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } } userErrors { message } } }";

    [Fact]
    public async Task Nothing_is_other_until_an_edit_is_committed_and_then_it_is_once()
    {
        var api = ActedApi.Open();
        var (order, variant) = (api.Paid(), Other(api));
        var id = await BeginAsync(api, order);

        var calculated = await api.DoAsync(AddVariant, new { id, variant = Gid.Of("ProductVariant", variant.Id), quantity = 2 });
        Assert.Equal(order.Total + (2 * variant.Price), Amount(calculated, "totalPriceSet"));
        Assert.Equal(2 * variant.Price, Amount(calculated, "totalOutstandingSet"));
        Assert.Equal(2, Assert.Single(calculated.At("calculatedOrder", "addedLineItems", "nodes").EnumerateArray()).GetProperty("quantity").GetInt32());
        Assert.Empty(api.Said);

        var done = await api.DoAsync(Commit, new { id });
        var again = await api.DoAsync(Commit, new { id });

        var now = api.Shop.Orders.Find(order.Id)!;
        Assert.Equal("PARTIALLY_PAID", done.Text("order", "displayFinancialStatus"));
        Assert.Equal((order.Lines.Count + 1, 2 * variant.Price), (now.Lines.Count, now.Outstanding));
        Assert.Equal("The calculated order has already been committed.", again.Problem().Message);
        Assert.Equal(["orders/edited", "orders/updated"], api.Topics().Take(2), StringComparer.Ordinal);
        Assert.Equal(("as asked", true), (Assert.Single(api.Said.OfType<OrderEdited>()).StaffNote, api.Said.OfType<OrderEdited>().Single().IsTold));
        Assert.Single(api.Said.OfType<StockMoved>());
        Assert.Equal(1, api.App.Done.Count("orderEditCommit"));
    }

    [Fact]
    public async Task What_is_taken_off_is_owed_to_the_customer_and_goes_back_without_making_the_order_smaller_again()
    {
        var api = ActedApi.Open();
        var order = api.Paid();
        api.App.Acts.EditLine(order.Id, order.Lines[0].Id, 3);
        api.App.Acts.Pay(order.Id);
        var before = api.Shop.Orders.Find(order.Id)!;
        var id = await BeginAsync(api, order);

        var five = await api.DoAsync(SetQuantity, new { id, line = order.Lines[0].Gid(), quantity = 5 });
        var two = await api.DoAsync(SetQuantity, new { id, line = $"gid://shopify/CalculatedLineItem/{order.Lines[0].Id}", quantity = 2 });
        await api.DoAsync(Commit, new { id });
        var edited = api.Shop.Orders.Find(order.Id)!;
        api.App.Acts.GiveBack(order.Id, new() { Money = [.. OrderMoney.Back(edited, -edited.Outstanding)] });

        var now = api.Shop.Orders.Find(order.Id)!;
        Assert.Equal(before.Total + (2 * order.Lines[0].Price), Amount(five, "totalPriceSet"));
        Assert.True(two.At("calculatedOrder", "lineItems", "nodes", "0", "restocking").GetBoolean());
        Assert.Equal(order.Lines[0].Price, -edited.Outstanding);
        Assert.Equal((edited.CurrentTotal, 0L), (now.CurrentTotal, now.Outstanding));
    }

    [Fact]
    public async Task A_discount_is_put_on_a_line_and_taken_away_again()
    {
        var api = ActedApi.Open();
        var order = api.Paid();
        var id = await BeginAsync(api, order);

        var half = await api.DoAsync(Discount, new { id, line = order.Lines[0].Gid(), discount = new { description = "sorry", percentValue = 50 } });
        var application = half.At("calculatedOrder", "lineItems", "nodes", "0", "calculatedDiscountAllocations", "0");
        await api.DoAsync("mutation ($id: ID!, $discount: ID!) { orderEditRemoveDiscount(id: $id, discountApplicationId: $discount) { userErrors { message } } }", new { id, discount = application.Text("discountApplication", "id") });
        var one = await api.DoAsync(Discount, new { id, line = order.Lines[0].Gid(), discount = new { fixedValue = new { amount = "100", currencyCode = "JPY" } } });
        await api.DoAsync(Commit, new { id });

        var whole = order.Lines[0].Price * order.Lines[0].Quantity;
        Assert.Equal("sorry", half.Text("addedDiscountStagedChange", "description"));
        Assert.Equal(order.Total - (whole - (whole / 2)), Amount(half, "totalPriceSet"), 1.0);
        Assert.Equal(order.Total - (100 * order.Lines[0].Quantity), Amount(one, "totalPriceSet"));
        Assert.Equal(order.Total - (100 * order.Lines[0].Quantity), api.Shop.Orders.Find(order.Id)!.Total);
    }

    [Fact]
    public async Task What_was_sent_stays_and_what_is_not_there_is_not_edited()
    {
        var api = ActedApi.Open();
        var sent = api.Shop.FirstWhere(one => one is { FulfillmentStatus: "fulfilled", FinancialStatus: "paid" });
        var id = await BeginAsync(api, sent);

        var less = await api.DoAsync(SetQuantity, new { id, line = sent.Lines[0].Gid(), quantity = 0 });
        var twice = await api.DoAsync(AddVariant, new { id, variant = Gid.Of("ProductVariant", sent.Lines[0].VariantId!.Value), quantity = 1 });
        var none = await api.DoAsync(AddVariant, new { id, variant = Gid.Of("ProductVariant", Other(api).Id), quantity = 0 });
        var nothing = await api.DoAsync(Commit, new { id });
        var unknown = await api.DoAsync(Commit, new { id = "gid://shopify/CalculatedOrder/1" });

        Assert.Equal(
            ["Cannot edit this line item", "The variant is already on the order.", "Quantity must be greater than 0", "No changes have been made.", "The calculated order does not exist."],
            new[] { less, twice, none, nothing, unknown }.Select(one => one.Problem().Message!), StringComparer.Ordinal);
        Assert.Empty(api.Said);
    }

    [Fact]
    public async Task An_invoice_asks_for_what_an_edit_left_to_pay()
    {
        var api = ActedApi.Open();
        var order = api.Paid();
        const string send = "mutation ($id: ID!, $to: String) { orderInvoiceSend(id: $id, email: { to: $to }) { order { id } userErrors { code message } } }";

        await api.DoAsync(send, new { id = order.Gid(), to = "other@example.com" });

        Assert.Equal(("invoice", "other@example.com"), (Assert.Single(api.Said.OfType<MailSent>()).Kind, api.Said.OfType<MailSent>().Single().To));
    }

    [Fact]
    public async Task Without_the_scope_nobody_edits()
    {
        var api = ActedApi.Open(without: "write_order_edits");

        Assert.Equal("ACCESS_DENIED", (await api.ErrorAsync(Begin, new { id = api.Paid().Gid() })).Code);
    }

    private static ProductVariant Other(AskedApi api) => api.Shop.Products.All().SelectMany(product => product.Variants).Last();

    private static async Task<string> BeginAsync(AskedApi api, Order order)
    {
        var id = (await api.DoAsync(Begin, new { id = order.Gid() })).Text("calculatedOrder", "id")!;
        api.Said.Clear();
        return id;
    }

    private static long Amount(JsonElement payload, string set) => (long)decimal.Parse(payload.Text("calculatedOrder", set, "shopMoney", "amount")!, CultureInfo.InvariantCulture);
}
