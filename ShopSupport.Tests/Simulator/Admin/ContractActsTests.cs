using System.Text.Json;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Admin;

/// <summary>Subscriptions that an app changes: by a draft, at once, and by their cycles.</summary>
public sealed class ContractActsTests
{
    private const string Begin = "mutation ($id: ID!) { subscriptionContractUpdate(contractId: $id, actor: MERCHANT) { draft { id originalContract { id } billingPolicy { minCycles } } userErrors { code message } } }";
    private const string Update = "mutation ($id: ID!, $input: SubscriptionDraftInput!) { subscriptionDraftUpdate(draftId: $id, input: $input) { draft { nextBillingDate billingPolicy { interval intervalCount } } userErrors { code message } } }";
    private const string Commit = "mutation ($id: ID!) { subscriptionDraftCommit(draftId: $id) { contract { revisionId status nextBillingDate billingPolicy { interval intervalCount minCycles } lines(first: 5) { nodes { id quantity variantId } } discounts(first: 5) { nodes { title value { ... on SubscriptionDiscountPercentageValue { percentage } } } } } userErrors { code message } } }";
    private const string Charge = "mutation ($id: ID!, $index: Int) { subscriptionBillingCycleCharge(subscriptionContractId: $id, billingCycleSelector: { index: $index }) { subscriptionBillingAttempt { state { ... on SubscriptionBillingAttemptSuccessState { order { id } } } } userErrors { code message } } }";
    private const string Schedule = "mutation ($id: ID!, $index: Int, $date: DateTime, $skip: Boolean) { subscriptionBillingCycleScheduleEdit(billingCycleInput: { contractId: $id, selector: { index: $index } }, input: { reason: BUYER_INITIATED, billingDate: $date, skip: $skip }) { billingCycle { skipped billingAttemptExpectedDate } userErrors { code message } } }";

    [Fact]
    public async Task A_contract_is_other_once_its_draft_is_committed_and_then_it_is_told_once()
    {
        var (api, contract) = Open();
        var other = api.Shop.Products.All().Last().Variants[0];
        var id = await BeginAsync(api, contract);

        await api.DoAsync(Update, new { id, input = new { billingPolicy = new { interval = "MONTH", intervalCount = 2, minCycles = 3 }, deliveryPolicy = new { interval = "MONTH", intervalCount = 1 }, nextBillingDate = "2027-01-15T00:00:00Z" } });
        var added = await api.DoAsync("mutation ($id: ID!, $input: SubscriptionLineInput!) { subscriptionDraftLineAdd(draftId: $id, input: $input) { lineAdded { id title } draft { linesAdded(first: 5) { nodes { id } } } userErrors { code message } } }", new { id, input = new { productVariantId = Gid.Of("ProductVariant", other.Id), quantity = 2, currentPrice = "900" } });
        await api.DoAsync("mutation ($id: ID!, $line: ID!) { subscriptionDraftLineUpdate(draftId: $id, lineId: $line, input: { quantity: 5 }) { lineUpdated { quantity } userErrors { code message } } }", new { id, line = LineGid(contract) });
        await api.DoAsync("mutation ($id: ID!) { subscriptionDraftDiscountAdd(draftId: $id, input: { title: \"stay\", recurringCycleLimit: 1, value: { percentage: 20 }, entitledLines: { all: true } }) { discountAdded { id } userErrors { code message } } }", new { id });
        Assert.Empty(api.Said);
        var done = await api.DoAsync(Commit, new { id });
        var twice = await api.DoAsync(Commit, new { id });

        Assert.Equal((null, null), done.Problem());
        Assert.Single(added.At("draft", "linesAdded", "nodes").EnumerateArray());
        Assert.Equal(("MONTH", 2, 3), (done.Text("contract", "billingPolicy", "interval"), done.At("contract", "billingPolicy", "intervalCount").GetInt32(), done.At("contract", "billingPolicy", "minCycles").GetInt32()));
        Assert.Equal([5, 2], done.At("contract", "lines", "nodes").EnumerateArray().Select(line => line.GetProperty("quantity").GetInt32()));
        Assert.Equal(20, done.At("contract", "discounts", "nodes", "0", "value", "percentage").GetInt32());
        Assert.Equal("2027-01-15T00:00:00Z", done.Text("contract", "nextBillingDate"));
        Assert.Equal("COMMITTED", twice.Problem().Code);
        Assert.Equal(["subscription_contracts/update"], api.Topics());
        Assert.Equal(1, api.App.Done.Count("subscriptionDraftCommit"));
    }

    [Fact]
    public async Task A_draft_of_a_contract_that_was_changed_meanwhile_is_stale()
    {
        var (api, contract) = Open();
        var id = await BeginAsync(api, contract);
        await api.DoAsync(Update, new { id, input = new { note = "x" } });
        api.App.Acts.SetNextBilling(contract.Id, api.Shop.Now.AddDays(9));

        var done = await api.DoAsync(Commit, new { id });

        Assert.Equal("STALE_CONTRACT", done.Problem().Code);
        Assert.Null(api.Shop.Contracts.Find(contract.Id)!.Note);
    }

    [Theory]
    [InlineData("{\"nextBillingDate\":\"2020-01-01T00:00:00Z\"}", "INVALID_BILLING_DATE")]
    [InlineData("{\"billingPolicy\":{\"interval\":\"DAY\",\"intervalCount\":0}}", "GREATER_THAN")]
    [InlineData("{\"billingPolicy\":{\"interval\":\"DAY\",\"intervalCount\":5,\"minCycles\":3,\"maxCycles\":2}}", "SELLING_PLAN_MAX_CYCLES_MUST_BE_GREATER_THAN_MIN_CYCLES")]
    public async Task What_no_contract_can_be_is_refused_in_the_draft(string input, string code)
    {
        var (api, contract) = Open();

        var refused = await api.DoAsync(Update, new { id = await BeginAsync(api, contract), input = JsonSerializer.Deserialize<JsonElement>(input) });

        Assert.Equal(code, refused.Problem().Code);
    }

    [Fact]
    public async Task Intervals_that_do_not_fit_and_contracts_without_lines_are_refused_when_committed()
    {
        var (api, contract) = Open();
        var (crooked, empty) = (await BeginAsync(api, contract), await BeginAsync(api, contract));
        await api.DoAsync(Update, new { id = crooked, input = new { billingPolicy = new { interval = "MONTH", intervalCount = 1 }, deliveryPolicy = new { interval = "MONTH", intervalCount = 2 } } });
        await api.DoAsync("mutation ($id: ID!, $line: ID!) { subscriptionDraftLineRemove(draftId: $id, lineId: $line) { lineRemoved { id } userErrors { code message } } }", new { id = empty, line = LineGid(contract) });

        Assert.Equal("DELIVERY_MUST_BE_MULTIPLE_OF_BILLING", (await api.DoAsync(Commit, new { id = crooked })).Problem().Code);
        Assert.Equal("INVALID_LINES", (await api.DoAsync(Commit, new { id = empty })).Problem().Code);
    }

    [Fact]
    public async Task Another_product_is_sent_from_now_on()
    {
        var (api, contract) = Open();
        var other = api.Shop.Products.All().Last().Variants[0];

        var done = await api.DoAsync(
            "mutation ($id: ID!, $line: ID!, $input: SubscriptionContractProductChangeInput!) { subscriptionContractProductChange(subscriptionContractId: $id, lineId: $line, input: $input) { lineUpdated { variantId currentPrice { amount } } contract { id } userErrors { code message } } }",
            new { id = ContractGid(contract), line = LineGid(contract), input = new { productVariantId = Gid.Of("ProductVariant", other.Id) } });

        Assert.Equal(Gid.Of("ProductVariant", other.Id), done.Text("lineUpdated", "variantId"));
        Assert.Equal(other.Price, api.Shop.Contracts.Find(contract.Id)!.Lines[0].Price);
    }

    [Fact]
    public async Task A_cycle_is_put_off_skipped_and_charged()
    {
        var (api, contract) = Open();
        var (id, index) = (ContractGid(contract), contract.NextCycle);

        var later = await api.DoAsync(Schedule, new { id, index, date = "2027-02-01T00:00:00Z" });
        var skipped = await api.DoAsync(Schedule, new { id, index, skip = true });
        var both = await api.DoAsync(Schedule, new { id, index, date = "2027-02-01T00:00:00Z" });
        var nothing = await api.DoAsync(Schedule, new { id, index });
        var not = await api.DoAsync(Charge, new { id, index });
        await api.DoAsync(Schedule, new { id, index, skip = false });
        var paid = await api.DoAsync(Charge, new { id, index });
        var twice = await api.DoAsync(Charge, new { id, index });

        Assert.Equal("2027-02-01T00:00:00Z", later.Text("billingCycle", "billingAttemptExpectedDate"));
        Assert.True(skipped.At("billingCycle", "skipped").GetBoolean());
        Assert.Equal(
            ["BILLING_DATE_SET_ON_SKIPPED", "EMPTY_BILLING_CYCLE_EDIT_SCHEDULE_INPUT", "BILLING_CYCLE_SKIPPED", "CYCLE_INDEX_OUT_OF_RANGE"],
            new[] { both, nothing, not, twice }.Select(one => one.Problem().Code!), StringComparer.Ordinal);
        var order = api.Shop.Orders.Find(Gid.Read(paid.Text("subscriptionBillingAttempt", "state", "order", "id")!, "Order")!.Value)!;
        Assert.Equal((contract.CustomerId, contract.Id, "paid"), (order.CustomerId, order.ContractId, order.FinancialStatus));
        Assert.Contains("subscription_billing_attempts/success", api.Topics(), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Some_contracts_were_promised_for_three_cycles_and_some_orders_are_of_a_subscription_that_only_another_app_sees()
    {
        var api = ActedApi.Open();
        var order = api.Shop.FirstWhere(one => one.Lines[0].SellingPlan is not null);

        var told = await api.DoAsync("query ($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { contract { id } sellingPlan { name } } } } }", new { id = order.Gid() });

        Assert.Contains(api.Shop.Contracts.All(), contract => contract.MinCycles == 3);
        Assert.Equal(JsonValueKind.Null, told.At("lineItems", "nodes", "0", "contract").ValueKind);
        Assert.Equal(order.Lines[0].SellingPlan, told.Text("lineItems", "nodes", "0", "sellingPlan", "name"));
    }

    [Fact]
    public async Task A_customers_tags_and_note_are_set_and_an_address_of_somebody_else_is_refused()
    {
        var api = ActedApi.Open();
        var (one, other) = (api.Shop.Customers.All().First(), api.Shop.Customers.All().Last());
        const string update = "mutation ($input: CustomerInput!) { customerUpdate(input: $input) { customer { note tags } userErrors { field message } } }";

        var done = await api.DoAsync(update, new { input = new { id = Gid.Of("Customer", one.Id), note = "丁寧に", tags = new[] { "VIP" } } });
        var taken = await api.DoAsync(update, new { input = new { id = Gid.Of("Customer", one.Id), email = other.Email } });

        Assert.Equal(("丁寧に", "VIP"), (done.Text("customer", "note"), done.Text("customer", "tags", "0")));
        Assert.Equal("Email has already been taken", taken.Problem().Message);
    }

    private static (AskedApi Api, SubscriptionContract Contract) Open()
    {
        var api = ActedApi.Open();
        return (api, api.Shop.Contracts.All().First(contract => contract.Status is "active" && contract.Skipped.Count == 0));
    }

    private static async Task<string> BeginAsync(AskedApi api, SubscriptionContract contract) => (await api.DoAsync(Begin, new { id = ContractGid(contract) })).Text("draft", "id")!;

    private static string ContractGid(SubscriptionContract contract) => Gid.Of("SubscriptionContract", contract.Id);

    private static string LineGid(SubscriptionContract contract) => $"gid://shopify/SubscriptionLine/{contract.Lines[0].Id}";
}
