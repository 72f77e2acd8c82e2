using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Subscriptions and their payments.</summary>
internal static class ContractAnswers
{
    public static readonly SearchFields<SubscriptionContract> Search = new SearchFields<SubscriptionContract> { Words = _ => [] }
        .Time("updated_at", contract => contract.UpdatedAt)
        .Time("created_at", contract => contract.CreatedAt)
        .Time("next_billing_date", contract => contract.NextBillingAt)
        .Number("id", contract => contract.Id)
        .Text("status", contract => [contract.Status]);

    public static void AddTo(AdminAnswers answers)
    {
        answers.For<SubscriptionContract>("SubscriptionContract", new()
        {
            ["id"] = (contract, _) => Gid.Of("SubscriptionContract", contract.Id),
            ["status"] = (contract, _) => Words.Enum(contract.Status),
            ["revisionId"] = (contract, _) => contract.Revision,
            ["currencyCode"] = (contract, _) => contract.Currency,
            ["createdAt"] = (contract, _) => contract.CreatedAt,
            ["updatedAt"] = (contract, _) => contract.UpdatedAt,
            ["nextBillingDate"] = (contract, _) => contract.NextBillingAt,
            ["customer"] = (contract, ask) => ask.Shop.Customers.Find(contract.CustomerId),
            ["originOrder"] = (contract, ask) => ask.Shop.Orders.Find(contract.OriginOrderId) is { } order && ask.Caller.MaySee(order) ? order : null,
            ["orders"] = (contract, ask) => Connection.Of(
                [.. contract.Attempts.Select(attempt => attempt.OrderId).OfType<long>().Select(ask.Shop.Orders.Find).OfType<Order>().Where(ask.Caller.MaySee)], ask),
            ["billingPolicy"] = (contract, _) => contract,
            ["deliveryPolicy"] = (contract, _) => contract,
            ["deliveryPrice"] = (contract, _) => new Money(0, contract.Currency),
            ["lines"] = (contract, ask) => Connection.Of([.. contract.Lines.Select(line => new PartOf<SubscriptionContract, SubscriptionLine>(contract, line))], ask),
            ["billingAttempts"] = (contract, ask) => Connection.Of([.. contract.Attempts.Select(attempt => new PartOf<SubscriptionContract, BillingAttempt>(contract, attempt))], ask),
        });
        answers.For<SubscriptionContract>("SubscriptionContract", new()
        {
            ["note"] = (contract, _) => contract.Note,
            ["discounts"] = (contract, ask) => Connection.Of(Discounts(contract), ask),
        });
        AddPolicies(answers);
        AddLines(answers);
        AddAttempts(answers);
        answers.Root("QueryRoot", new() { ["subscriptionBillingCycles"] = Cycles });
        answers.For<PartOf<SubscriptionContract, BillingCycle>>("SubscriptionBillingCycle", new()
        {
            ["cycleIndex"] = (cycle, _) => cycle.Part.Index,
            ["skipped"] = (cycle, _) => cycle.Part.IsSkipped,
            ["edited"] = (_, _) => false,
            ["billingAttemptExpectedDate"] = (cycle, _) => cycle.Part.ExpectedAt,
            ["status"] = (cycle, _) => cycle.Part.Index < cycle.Whole.NextCycle ? "BILLED" : "UNBILLED",
            ["sourceContract"] = (cycle, _) => cycle.Whole,
        });
    }

    private static Connection Cycles(Ask ask)
    {
        if (Gid.Read(ask.Text("contractId")!, "SubscriptionContract") is not { } id || ask.Shop.Contracts.Find(id) is not { } contract)
        {
            throw AdminErrors.BadRequest("Subscription contract does not exist");
        }

        var range = ask.Input("billingCyclesDateRangeSelector");
        var (from, to) = (Instant(range, "startDate"), Instant(range, "endDate"));
        return Connection.Of(
            [.. contract.Cycles(ask.Shop.Now).Where(cycle => cycle.ExpectedAt >= (from ?? cycle.ExpectedAt) && cycle.ExpectedAt <= (to ?? cycle.ExpectedAt)).Select(cycle => new PartOf<SubscriptionContract, BillingCycle>(contract, cycle))],
            ask);
    }

    private static DateTimeOffset? Instant(IReadOnlyDictionary<string, object?> range, string name) => range.GetValueOrDefault(name) switch
    {
        DateTimeOffset at => at,
        DateTime at => new DateTimeOffset(at),
        string text => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    private static PartOf<SubscriptionContract, ContractDiscount>[] Discounts(SubscriptionContract contract) => [.. contract.Discounts.Select(one => new PartOf<SubscriptionContract, ContractDiscount>(contract, one))];

    private static void AddPolicies(AdminAnswers answers)
    {
        answers.For<SubscriptionContract>(
            "SubscriptionBillingPolicy",
            new()
            {
                ["interval"] = (contract, _) => contract.Billing.Unit,
                ["intervalCount"] = (contract, _) => contract.Billing.Count,
                ["minCycles"] = (contract, _) => contract.MinCycles,
                ["maxCycles"] = (contract, _) => contract.MaxCycles,
            },
            isItsName: false);
        answers.For<SubscriptionContract>("SubscriptionDeliveryPolicy", new() { ["interval"] = (contract, _) => contract.Delivery.Unit, ["intervalCount"] = (contract, _) => contract.Delivery.Count }, isItsName: false);
    }

    private static void AddLines(AdminAnswers answers) => answers.For<PartOf<SubscriptionContract, SubscriptionLine>>("SubscriptionLine", new()
    {
        ["id"] = (line, _) => $"gid://shopify/SubscriptionLine/{line.Part.Id}",
        ["title"] = (line, _) => line.Part.Title,
        ["variantTitle"] = (line, _) => line.Part.VariantTitle,
        ["sku"] = (line, _) => line.Part.Sku,
        ["quantity"] = (line, _) => line.Part.Quantity,
        ["productId"] = (line, _) => Gid.Of("Product", line.Part.ProductId),
        ["variantId"] = (line, _) => Gid.Of("ProductVariant", line.Part.VariantId),
        ["currentPrice"] = (line, _) => new Money(line.Part.Price, line.Whole.Currency),
        ["lineDiscountedPrice"] = (line, _) => new Money(line.Part.Price * line.Part.Quantity, line.Whole.Currency),
        ["requiresShipping"] = (_, _) => true,
        ["taxable"] = (_, _) => true,
    });

    private static void AddAttempts(AdminAnswers answers)
    {
        answers.For<PartOf<SubscriptionContract, BillingAttempt>>("SubscriptionBillingAttempt", new()
        {
            ["id"] = (tried, _) => Gid.Of("SubscriptionBillingAttempt", tried.Part.Id),
            ["idempotencyKey"] = (tried, _) => tried.Part.Key,
            ["createdAt"] = (tried, _) => tried.Part.At,
            ["completedAt"] = (tried, _) => tried.Part.At,
            ["originTime"] = (tried, _) => tried.Part.At,
            ["respectInventoryPolicy"] = (_, _) => true,
            ["subscriptionContract"] = (tried, _) => tried.Whole,
            ["state"] = (tried, _) => tried.Part.OrderId is { } order ? new Paid(order) : new Declined(tried.Part.ErrorCode ?? "generic_error"),
        });
        answers.For<Paid>("SubscriptionBillingAttemptSuccessState", new()
        {
            ["order"] = (paid, ask) => ask.Shop.Orders.Find(paid.OrderId) is { } order && ask.Caller.MaySee(order) ? order : null,
        });
        answers.For<Declined>("SubscriptionBillingAttemptFailedState", new() { ["error"] = (declined, _) => new PaymentError(declined.Code) });
        answers.For<PaymentError>("SubscriptionBillingAttemptPaymentError", new() { ["code"] = (error, _) => Words.Enum(error.Code) });
    }

    private sealed record Paid(long OrderId);

    private sealed record Declined(string Code);

    private sealed record PaymentError(string Code);
}
