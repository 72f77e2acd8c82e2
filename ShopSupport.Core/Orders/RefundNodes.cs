using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Orders;

/// <summary>Money that moved and goods that come back, as an order of the Admin API tells of them.</summary>
internal static class RefundNodes
{
    /// <summary>Takes what stands there; false where which pieces a refund is for was not asked for.</summary>
    public static bool Add(Payload order, Changes changes, long orderId, string currency)
    {
        var isWhole = true;
        foreach (var refund in order.Children("refunds"))
        {
            isWhole &= Refund(refund, changes, orderId, currency);
        }

        foreach (var moved in order.Children("transactions"))
        {
            Transaction(moved, changes, orderId, currency);
        }

        foreach (var back in order.Nodes("returns"))
        {
            changes.Add(
                new ReturnRow { Id = back.OwnId(), OrderId = orderId, Name = back.Text("name", 80), Status = back.Word("status"), Quantity = back.Number("totalQuantity") },
                at: null);
        }

        return isWhole;
    }

    private static bool Refund(Payload refund, Changes changes, long orderId, string currency)
    {
        var isAsked = refund.Has("refundLineItems");
        changes.Add(
            new RefundRow
            {
                Id = refund.OwnId(),
                OrderId = orderId,
                Currency = currency,
                AmountMinor = refund.ShopMoney("totalRefundedSet", currency) ?? 0,
                Quantity = refund.Nodes("refundLineItems").Sum(line => line.Number("quantity") ?? 0),
                Note = refund.Text("note", 4000),
                RefundedAt = refund.Instant("processedAt") ?? refund.Instant("createdAt"),
            },
            refund.Instant("createdAt") ?? refund.Instant("processedAt"),
            "createdAt",
            isAsked && !refund.IsCut("refundLineItems") ? Standing.Itself : Standing.Gap);
        // One that was asked for and has more pieces than an answer holds is not asked for once more.
        return isAsked;
    }

    private static void Transaction(Payload moved, Changes changes, long orderId, string shopCurrency)
    {
        if (RefundTopics.Readable(() => Row(moved, orderId, shopCurrency)) is { } row)
        {
            changes.Add(row, at: null);
        }
    }

    private static OrderTransactionRow Row(Payload moved, long orderId, string shopCurrency)
    {
        var money = moved.Child("amountSet")?.Child("shopMoney");
        var currency = money?.Has("currencyCode") == true ? money.Value.Currency("currencyCode") : shopCurrency;
        return new OrderTransactionRow
        {
            Id = moved.OwnId(),
            OrderId = orderId,
            Kind = moved.Word("kind"),
            Status = moved.Word("status"),
            Gateway = moved.Text("gateway", 100),
            Currency = currency,
            AmountMinor = money?.OptionalMoney("amount", currency) ?? throw moved.Refusal(ProblemKind.Missing, "amountSet"),
            ProcessedAt = moved.Instant("processedAt") ?? moved.Instant("createdAt"),
        };
    }
}
