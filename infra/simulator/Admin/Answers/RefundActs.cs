using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Gives money back.</summary>
internal static class RefundActs
{
    public static void AddTo(AdminAnswers answers)
    {
        answers.Writing["refundCreate"] = "write_orders";
        answers.Root("Mutation", new() { ["refundCreate"] = Create });
    }

    /// <summary>What a <c>RefundLineItemInput</c> says.</summary>
    public static RefundPieces Pieces(IReadOnlyDictionary<string, object?> line) => new(
        Gid.Read(line.Text("lineItemId")!, "LineItem") ?? 0,
        line.Number("quantity") ?? 0,
        line.Text("restockType")?.ToLowerInvariant() ?? "no_restock",
        line.Text("locationId") is { } location ? Gid.Read(location, "Location") ?? 0 : null);

    private static Payload Create(Ask ask)
    {
        var input = ask.Input("input");
        input.OnlyHeld("RefundInput", "orderId", "refundLineItems", "shipping", "transactions", "refundMethods", "note", "notify", "currency", "discrepancyReason");
        return Payload.Of(
            () =>
            {
                var id = OrderActs.OrderId(ask, input.Text("orderId")!);
                var order = ask.Shop.Orders.Find(id)!;
                var refund = ask.Caller.App.Keys.Once(ask, InputWords.Written(input), () => ask.Caller.Acts.GiveBack(id, Wish(ask, input, order)));
                var now = ask.Shop.Orders.Find(id)!;
                return new() { ["order"] = now, ["refund"] = new PartOf<Order, Refund>(now, now.Refunds.First(one => one.Id == refund.Id)) };
            },
            ["orderId"]);
    }

    private static RefundWish Wish(Ask ask, IReadOnlyDictionary<string, object?> input, Order order)
    {
        if (input.Text("currency") is { } currency && !string.Equals(currency, order.Currency, StringComparison.Ordinal))
        {
            throw new ShopRefusalException("Currency must be the same as the presentment currency of the order");
        }

        var lines = input.Maps("refundLineItems").Select(Pieces).ToList();
        foreach (var line in lines)
        {
            if (line.RestockType is "legacy_restock")
            {
                throw new ShopRefusalException("Refund line items restock type is invalid");
            }

            if (line.LocationId is { } place && ask.Shop.Location(place) is null)
            {
                throw new ShopRefusalException("Location does not exist");
            }
        }

        return new()
        {
            Lines = lines,
            Shipping = ShippingOf(input.Map("shipping"), order),
            Money = [.. input.Maps("transactions").Select(moved => Back(moved, order))],
            StoreCredit = input.Maps("refundMethods").Sum(method => CreditOf(method, order)),
            Note = input.Text("note"),
            IsTold = input.Flag("notify"),
            DiscrepancyReason = input.Text("discrepancyReason") is { } reason and not "OTHER" ? reason.ToLowerInvariant() : null,
        };
    }

    private static long ShippingOf(IReadOnlyDictionary<string, object?>? shipping, Order order) =>
        shipping?.Flag("fullRefund") is true ? order.Shipping - order.ShippingRefunded
        : shipping?.Text("amount") is { } amount ? InputWords.Minor(amount, order.Currency)
        : 0;

    // Without transactions Shopify gives nothing back: it only notes what came back.
    private static MoneyBack Back(IReadOnlyDictionary<string, object?> moved, Order order)
    {
        if (moved.Text("kind") is not "REFUND")
        {
            throw new ShopRefusalException("Transactions kind must be refund");
        }

        var parent = moved.Text("parentId") is { } gid ? Gid.Read(gid, "OrderTransaction") ?? 0 : (long?)null;
        var gateway = moved.Text("gateway")!;
        var payment = order.Transactions.FirstOrDefault(one => OrderMoney.IsPayment(one) && (parent is { } id ? one.Id == id : string.Equals(one.Gateway, gateway, StringComparison.Ordinal)));
        if (Gid.Read(moved.Text("orderId")!, "Order") != order.Id || payment is null || !string.Equals(payment.Gateway, gateway, StringComparison.Ordinal))
        {
            throw new ShopRefusalException("Transactions gateway must be the one of a payment of the order");
        }

        return new(payment.Id, gateway, InputWords.Minor(moved.Text("amount")!, order.Currency));
    }

    private static long CreditOf(IReadOnlyDictionary<string, object?> method, Order order)
    {
        var credit = method.Map("storeCreditRefund")!;
        credit.OnlyHeld("StoreCreditRefundInput", "amount");
        return credit.Map("amount")!.Minor(order.Currency, "Store credit must be in the currency of the order");
    }
}
