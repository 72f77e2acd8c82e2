using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>Orders that an app cancels, and whose address it changes.</summary>
public sealed class OrderActsTests
{
    private const string Cancel = """
        mutation ($id: ID!, $restock: Boolean!, $method: OrderCancelRefundMethodInput, $note: String) { orderCancel(orderId: $id, reason: CUSTOMER, restock: $restock, refundMethod: $method, notifyCustomer: true, staffNote: $note) {
          job { id done } jobResult { id done status order { cancelledAt cancellation { staffNote } } } orderCancelUserErrors { code field message } } }
        """;

    private const string Update = "mutation ($input: OrderInput!) { orderUpdate(input: $input) { order { poNumber customAttributes { key value } shippingAddress { name address1 city province provinceCode zip countryCodeV2 } billingAddress { city } } userErrors { field message } } }";

    [Theory]
    [InlineData("{\"originalPaymentMethodsRefund\":true}", "refunded", true, false)]
    [InlineData("{\"storeCreditRefund\":{}}", "refunded", false, true)]
    [InlineData("null", "paid", false, false)]
    public async Task A_cancelled_orders_money_goes_where_it_was_said_to(string method, string status, bool isBack, bool isCredit)
    {
        var api = ActedApi.Open();
        var order = api.Paid();

        var done = await api.DoAsync(Cancel, new { id = order.Gid(), restock = true, method = JsonSerializer.Deserialize<JsonElement>(method), note = "called" });

        var now = api.Shop.Orders.Find(order.Id)!;
        Assert.Equal((null, null), done.Problem());
        Assert.Equal("called", done.Text("jobResult", "order", "cancellation", "staffNote"));
        Assert.Equal((status, "customer", 0L, 0L), (now.FinancialStatus, now.CancelReason, now.CurrentTotal, now.Outstanding));
        Assert.Equal(isBack, now.Transactions.Any(moved => moved.Kind is "refund" && moved.ParentId == order.Transactions[0].Id && moved.Amount == order.Total));
        Assert.Equal(isCredit ? order.Total : 0, api.Shop.Customers.Find(order.CustomerId!.Value)!.Credits.Sum(credit => credit.Balance));
        Assert.Equal(order.Lines.Count, api.Said.OfType<StockMoved>().Count());
        Assert.Equal("cancellation", Assert.Single(api.Said.OfType<MailSent>()).Kind);
        Assert.Equal(["orders/cancelled", "orders/updated"], api.Topics().Take(2), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_job_is_told_as_done_only_after_a_while_where_that_is_wanted()
    {
        var api = ActedApi.Open();
        api.App.Faults.JobsTake = TimeSpan.FromMinutes(1);
        var done = await api.DoAsync(Cancel, new { id = api.Paid().Gid(), restock = false });
        const string job = "query ($id: ID!) { job(id: $id) { done } }";

        var soon = await api.DoAsync(job, new { id = done.Text("job", "id") });
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await api.DoAsync(job, new { id = done.Text("job", "id") });

        Assert.Equal((false, "STARTED"), (done.At("job", "done").GetBoolean(), done.Text("jobResult", "status")));
        Assert.Equal((false, true), (soon.GetProperty("done").GetBoolean(), later.GetProperty("done").GetBoolean()));
    }

    [Fact]
    public async Task What_cannot_be_cancelled_is_refused_with_its_code()
    {
        var api = ActedApi.Open();
        var order = api.Paid();

        var unknown = await api.DoAsync(Cancel, new { id = "gid://shopify/Order/1", restock = false });
        var chatty = await api.DoAsync(Cancel, new { id = order.Gid(), restock = false, note = new string('x', 256) });
        var past = await api.DoAsync(Cancel, new { id = order.Gid(), restock = false, method = new { storeCreditRefund = new { expiresAt = "2020-01-01T00:00:00Z" } } });
        await api.DoAsync(Cancel, new { id = order.Gid(), restock = false });
        var twice = await api.DoAsync(Cancel, new { id = order.Gid(), restock = false });

        Assert.Equal(
            ["NOT_FOUND", "INVALID", "STORE_CREDIT_REFUND_EXPIRATION_IN_PAST", "INVALID"],
            new[] { unknown, chatty, past, twice }.Select(one => one.Problem().Code!), StringComparer.Ordinal);
        Assert.Single(api.Said.OfType<OrderCancelled>());
    }

    [Fact]
    public async Task An_order_goes_to_another_address_and_its_bill_to_the_old_one()
    {
        var api = ActedApi.Open();
        var order = api.Paid();

        var done = await api.DoAsync(Update, new { input = new { id = order.Gid(), poNumber = "7", customAttributes = new[] { new { key = "gift", value = "yes" } }, shippingAddress = Osaka() } });

        Assert.Equal("大阪府", done.Text("order", "shippingAddress", "province"));
        Assert.Equal("佐藤 陽子", done.Text("order", "shippingAddress", "name"));
        Assert.Equal(order.Address!.City, done.Text("order", "billingAddress", "city"));
        Assert.Equal("gift", done.Text("order", "customAttributes", "0", "key"));
        Assert.Equal("7", done.Text("order", "poNumber"));
        Assert.Equal(["orders/updated"], api.Topics());
    }

    [Theory]
    [InlineData("zip", null, "Zip can't be blank")]
    [InlineData("zip", "12", "Zip is not valid for Japan")]
    [InlineData("provinceCode", "JP-99", "Province is not a valid province in Japan")]
    [InlineData("provinceCode", null, "Province can't be blank")]
    [InlineData("city", " ", "City can't be blank")]
    [InlineData("countryCode", null, "Country can't be blank")]
    public async Task An_address_that_no_parcel_finds_is_refused_field_by_field(string field, string? value, string words)
    {
        var api = ActedApi.Open();
        var address = Osaka();
        address[field] = value;

        var done = await api.DoAsync(Update, new { input = new { id = api.Paid().Gid(), shippingAddress = address } });

        Assert.Equal(words, done.Problem().Message);
        Assert.Equal(["shippingAddress", field], done.At("userErrors", "0", "field").EnumerateArray().Select(one => one.GetString()!), StringComparer.Ordinal);
        Assert.Empty(api.Said);
    }

    [Fact]
    public async Task A_field_that_is_not_held_is_named()
    {
        var api = ActedApi.Open();

        var error = await api.ErrorAsync(Update, new { input = new { id = api.Paid().Gid(), metafields = new[] { new { key = "x", value = "y" } } } });

        Assert.Equal(("NOT_SIMULATED", "The simulator holds nothing for OrderInput.metafields."), error);
    }

    private static Dictionary<string, string?> Osaka() => new(StringComparer.Ordinal)
    {
        ["firstName"] = "陽子", ["lastName"] = "佐藤", ["address1"] = "梅田1-1", ["city"] = "大阪市北区", ["provinceCode"] = "JP-27", ["zip"] = "530-0001", ["countryCode"] = "JP",
    };
}
