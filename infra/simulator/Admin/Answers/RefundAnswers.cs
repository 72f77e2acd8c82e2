using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>What Shopify suggests to give back of an order.</summary>
internal static class RefundAnswers
{
    public static void AddTo(AdminAnswers answers)
    {
        answers.For<Order>("Order", new() { ["suggestedRefund"] = Suggest });
        answers.For<Suggestion>("SuggestedRefund", new()
        {
            ["amountSet"] = (refund, _) => refund.Money(refund.Amount),
            ["subtotalSet"] = (refund, _) => refund.Money(refund.Net),
            ["discountedSubtotalSet"] = (refund, _) => refund.Money(refund.Gross),
            ["totalCartDiscountAmountSet"] = (refund, _) => refund.Money(refund.Gross - refund.Net),
            ["totalTaxSet"] = (refund, _) => refund.Money(OrderMoney.TaxOf(refund.Order, refund.Amount)),
            ["totalDutiesSet"] = (refund, _) => refund.Money(0),
            ["maximumRefundableSet"] = (refund, _) => refund.Money(refund.Order.Refundable),
            ["refundDuties"] = (_, _) => Array.Empty<object>(),
            ["refundLineItems"] = (refund, _) => refund.Lines.Select(line => new PartOf<Order, RefundLine>(refund.Order, refund.Line(line))),
            ["shipping"] = (refund, _) => refund,
            ["suggestedTransactions"] = (refund, _) => refund.IsCredit ? [] : OrderMoney.Back(refund.Order, refund.Amount).Select(back => new PartOf<Order, MoneyBack>(refund.Order, back)),
            ["suggestedRefundMethods"] = (refund, _) => refund.IsCredit ? new[] { new CreditSuggestion(refund) } : [],
        });
        answers.For<Suggestion>(
            "ShippingRefund",
            new()
            {
                ["amountSet"] = (refund, _) => refund.Money(refund.Shipping),
                ["maximumRefundableSet"] = (refund, _) => refund.Money(ShippingLeft(refund.Order)),
                ["taxSet"] = (refund, _) => refund.Money(refund.Shipping * refund.Order.TaxPercent / (100 + refund.Order.TaxPercent)),
            },
            isItsName: false);
        answers.For<CreditSuggestion>("SuggestedStoreCreditRefund", new()
        {
            ["amount"] = (credit, _) => credit.Refund.Money(credit.Refund.Amount),
            ["maximumRefundable"] = (credit, _) => credit.Refund.Money(credit.Refund.Order.Refundable),
            ["expiresAt"] = (_, _) => null,
        });
        AddTransactions(answers);
    }

    private static void AddTransactions(AdminAnswers answers) => answers.For<PartOf<Order, MoneyBack>>("SuggestedOrderTransaction", new()
    {
        ["amountSet"] = (back, _) => new Money(back.Part.Amount, back.Whole.Currency),
        ["maximumRefundableSet"] = (back, _) => new Money(OrderMoney.Payments(back.Whole).First(one => one.Payment.Id == back.Part.PaymentId).Left, back.Whole.Currency),
        ["kind"] = (_, _) => "SUGGESTED_REFUND",
        ["gateway"] = (back, _) => back.Part.Gateway,
        ["formattedGateway"] = (back, _) => Words.Gateway(back.Part.Gateway),
        ["accountNumber"] = (back, _) => Payment(back).Part.AccountNumber,
        ["parentTransaction"] = (back, _) => Payment(back),
    });

    private static Suggestion Suggest(Order order, Ask ask)
    {
        if (ask.Has("refundDuties"))
        {
            throw AdminErrors.NotHeld("Order.suggestedRefund(refundDuties)");
        }

        var isFull = ask.Flag("suggestFullRefund");
        RefundPieces[] lines = isFull
            ? [.. order.Lines.Where(line => line.CurrentQuantity > 0).Select(line => new RefundPieces(line.Id, line.CurrentQuantity, line.FulfillableQuantity == line.CurrentQuantity ? "cancel" : "return"))]
            : [.. ask.Inputs("refundLineItems").Select(RefundActs.Pieces)];
        if (lines.Any(line => order.Lines.FirstOrDefault(one => one.Id == line.LineItemId) is not { } held || line.Quantity < 1 || line.Quantity > held.CurrentQuantity))
        {
            throw AdminErrors.BadRequest("Refund line items quantity cannot refund more items than were purchased");
        }

        var shipping = isFull || ask.Flag("refundShipping") ? ShippingLeft(order) : ask.Text("shippingAmount") is { } amount ? InputWords.Minor(amount, order.Currency) : 0;
        return new(order, lines, Math.Min(shipping, ShippingLeft(order)), isFull, ask.Text("refundMethodAllocation") is "STORE_CREDIT");
    }

    private static long ShippingLeft(Order order) => order.CancelledAt is null ? Math.Min(order.Shipping - order.ShippingRefunded, order.CurrentTotal) : 0;

    private static PartOf<Order, OrderTransaction> Payment(PartOf<Order, MoneyBack> back) => new(back.Whole, back.Whole.Transactions.First(one => one.Id == back.Part.PaymentId));

    internal sealed record Suggestion(Order Order, IReadOnlyList<RefundPieces> Lines, long Shipping, bool IsFull, bool IsCredit)
    {
        public long Gross => Lines.Sum(line => OrderMoney.Gross(Held(line), line.Quantity));

        public long Net => Lines.Sum(line => OrderMoney.Net(Order, Held(line), line.Quantity));

        public long Amount => IsFull ? Order.Refundable : Math.Min(Net + Shipping, Order.Refundable);

        public Money Money(long amount) => new(amount, Order.Currency);

        // It has no id: nothing was given back yet.
        public RefundLine Line(RefundPieces line) => new(0, line.LineItemId, line.Quantity, line.RestockType, OrderMoney.Net(Order, Held(line), line.Quantity)) { LocationId = line.LocationId };

        public LineItem Held(RefundPieces line) => Order.Lines.First(one => one.Id == line.LineItemId);
    }

    private sealed record CreditSuggestion(Suggestion Refund);
}
