namespace ShopSupport.Simulator.Shop;

/// <summary>
/// What pieces of an order are worth, in minor units. What was taken off the whole order is spread over its lines, and over the
/// pieces of each, so that the parts add up to the whole to the last unit: each part is what a running total grew by.
/// </summary>
internal static class OrderMoney
{
    /// <summary>What the next pieces of a line cost before what was taken off the whole order.</summary>
    public static long Gross(LineItem line, int pieces) => Part(Gross(line), line, pieces);

    /// <summary>What the next pieces of a line cost after all that was taken off.</summary>
    public static long Net(Order order, LineItem line, int pieces) => Part(Gross(line) - DiscountOf(order, line), line, pieces);

    /// <summary>A line's part of what was taken off the whole order; what an edit added has none.</summary>
    public static long DiscountOf(Order order, LineItem line)
    {
        if (line.IsAdded || order.Discount == 0)
        {
            return 0;
        }

        var whole = order.Lines.Where(one => !one.IsAdded).Sum(Gross);
        var before = order.Lines.TakeWhile(one => one.Id != line.Id).Where(one => !one.IsAdded).Sum(Gross);
        return whole == 0 ? 0 : Share(order.Discount, before + Gross(line), whole) - Share(order.Discount, before, whole);
    }

    /// <summary>The tax in what goes back next of an order.</summary>
    public static long TaxOf(Order order, long amount)
    {
        var gone = order.Total - order.CurrentTotal;
        return Tax(gone + amount) - Tax(gone);

        long Tax(long included) => Share(included, order.TaxPercent, 100 + order.TaxPercent);
    }

    /// <summary>What of each payment can still go back, in the order in which they were made.</summary>
    public static IEnumerable<(OrderTransaction Payment, long Left)> Payments(Order order)
    {
        var payments = order.Transactions.Where(IsPayment).ToList();
        var left = order.Refundable;
        foreach (var payment in payments)
        {
            var back = order.Transactions.Where(one => one is { Kind: "refund", Status: "success" } && PaymentOf(one)?.Id == payment.Id).Sum(one => one.Amount);
            yield return (payment, Math.Min(left, Math.Max(0, payment.Amount - back)));
            left -= Math.Min(left, Math.Max(0, payment.Amount - back));
        }

        // Which payment it went back through was not always noted.
        OrderTransaction? PaymentOf(OrderTransaction refund) =>
            payments.Find(one => one.Id == refund.ParentId) ?? (refund.ParentId is null ? payments.Find(one => string.Equals(one.Gateway, refund.Gateway, StringComparison.Ordinal)) : null);
    }

    /// <summary>So much through the payments it came by, the first first.</summary>
    public static IEnumerable<MoneyBack> Back(Order order, long amount)
    {
        foreach (var (payment, left) in Payments(order))
        {
            var part = Math.Min(left, amount);
            if (part > 0)
            {
                yield return new(payment.Id, payment.Gateway, part);
            }

            amount -= part;
        }
    }

    public static bool IsPayment(OrderTransaction moved) => moved is { Kind: "sale" or "capture", Status: "success" };

    private static long Gross(LineItem line) => (line.Price * line.Quantity) - line.Discount;

    private static long Part(long whole, LineItem line, int pieces)
    {
        var gone = line.Quantity - line.CurrentQuantity;
        return line.Quantity == 0 ? 0 : Share(whole, gone + pieces, line.Quantity) - Share(whole, gone, line.Quantity);
    }

    private static long Share(long whole, long part, long of) => (long)((Int128)whole * part / of);
}

/// <summary>So much through a gateway; <paramref name="PaymentId"/> is the payment it came by.</summary>
internal sealed record MoneyBack(long? PaymentId, string Gateway, long Amount);

/// <summary>What somebody wants to give back of an order.</summary>
internal sealed record RefundWish
{
    /// <summary>How Shopify names the payments into a customer's credit at the shop.</summary>
    public const string StoreCreditGateway = "shopify_store_credit";

    public IReadOnlyList<RefundPieces> Lines { get; init; } = [];

    public long Shipping { get; init; }

    public IReadOnlyList<MoneyBack> Money { get; init; } = [];

    /// <summary>What becomes the customer's credit at the shop.</summary>
    public long StoreCredit { get; init; }

    public string? Note { get; init; }

    public bool IsTold { get; init; }

    public string? DiscrepancyReason { get; init; }
}

/// <summary>Pieces of a line that go back; <paramref name="RestockType"/> is cancel, return or no_restock.</summary>
internal sealed record RefundPieces(long LineItemId, int Quantity, string RestockType, long? LocationId = null);
