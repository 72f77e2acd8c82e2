using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Returns, what can be returned, and why.</summary>
internal static class ReturnAnswers
{
    // Shopify's own reasons, in the order of their ids from 1.
    private static readonly ReasonTold[] Reasons =
    [
        .. new[] { ("unknown", "Unknown"), ("size-too-small", "Size was too small"), ("size-too-large", "Size was too large"), ("unwanted", "Customer changed their mind"), ("not-as-described", "Item not as described"), ("wrong-item", "Received the wrong item"), ("defective", "Damaged or defective"), ("style", "Style"), ("color", "Color"), ("other", "Other") }
            .Index().Select(one => new ReasonTold(one.Index + 1, one.Item.Item1, one.Item.Item2)),
    ];

    /// <summary>The reason with an id; null where there is none.</summary>
    public static ReasonTold? Reason(long id) => Reasons.FirstOrDefault(one => one.Id == id);

    public static void AddTo(AdminAnswers answers)
    {
        answers.For<PartOf<Order, Return>>("Return", new()
        {
            ["id"] = (back, _) => Gid.Of("Return", back.Part.Id),
            ["name"] = (back, _) => back.Part.Name,
            ["status"] = (back, _) => Words.Enum(back.Part.Status),
            ["totalQuantity"] = (back, _) => back.Part.Quantity,
            ["createdAt"] = (back, _) => back.Part.CreatedAt,
            ["closedAt"] = (back, _) => back.Part.ClosedAt,
            ["requestApprovedAt"] = (back, _) => back.Part.ApprovedAt,
            ["order"] = (back, _) => back.Whole,
            ["decline"] = (back, _) => back.Part.DeclineReason is null ? null : back.Part,
            ["returnLineItems"] = (back, ask) => Connection.Of([.. back.Part.Lines.Select(line => new PartOf<Order, ReturnLine>(back.Whole, line))], ask),
            ["exchangeLineItems"] = (back, ask) => Connection.Of(back.Part.Exchanges, ask),
            ["returnShippingFees"] = (back, _) => back.Part.ShippingFee is { } fee ? new[] { new PartOf<Order, ReturnFee>(back.Whole, fee) } : [],
            ["reverseFulfillmentOrders"] = (back, ask) => Connection.Of(back.Part.ReverseOrderId is null ? [] : new[] { new ReverseTold<Return>(back.Whole, back.Part.Id, back.Part) }, ask),
        });
        answers.For<Return>("ReturnDecline", new() { ["reason"] = (back, _) => Words.Enum(back.DeclineReason), ["note"] = (back, _) => back.DeclineNote }, isItsName: false);
        answers.Root("QueryRoot", new()
        {
            ["returnReasonDefinitions"] = ask => Connection.Of([.. Reasons.Where(one => ask.Texts("handles") is not { Count: > 0 } handles || handles.Contains(one.Handle, StringComparer.Ordinal))], ask),
            ["returnableFulfillments"] = Returnable,
        });
        answers.For<ReasonTold>("ReturnReasonDefinition", new() { ["id"] = (reason, _) => Gid.Of("ReturnReasonDefinition", reason.Id), ["handle"] = (reason, _) => reason.Handle, ["name"] = (reason, _) => reason.Name, ["deleted"] = (_, _) => false });
        AddLines(answers);
        AddReturnable(answers);
        AddReverse(answers);
    }

    private static Connection Returnable(Ask ask)
    {
        var order = Gid.Read(ask.Text("orderId")!, "Order") is { } id && ask.Shop.Orders.Find(id) is { } found && ask.Caller.MaySee(found) ? found : throw AdminErrors.BadRequest("Order does not exist");
        return Connection.Of([.. SentLine.Of(order).Where(line => line.Returnable > 0).GroupBy(line => line.Parcel.Id).Select(lines => new Parcel(order, [.. lines]))], ask);
    }

    private static void AddLines(AdminAnswers answers)
    {
        answers.For<PartOf<Order, ReturnLine>>("ReturnLineItem", new()
        {
            ["id"] = (line, _) => Gid.Of("ReturnLineItem", line.Part.Id),
            ["quantity"] = (line, _) => line.Part.Quantity,
            ["customerNote"] = (line, _) => line.Part.CustomerNote,
            ["returnReasonDefinition"] = (line, _) => line.Part.ReasonId is { } id ? Reason(id) : null,
            ["returnReasonNote"] = (line, _) => line.Part.ReasonNote,
            ["fulfillmentLineItem"] = (line, _) => new PartOf<Order, SentLine>(line.Whole, SentLine.Of(line.Whole).First(sent => sent.Id == line.Part.ParcelLineId)),
            ["restockingFee"] = (line, _) => line.Part.RestockingFee is { } fee ? new PartOf<Order, ReturnFee>(line.Whole, fee) : null,
        });
        answers.For<PartOf<Order, ReturnFee>>("RestockingFee", new() { ["id"] = (fee, _) => Gid.Of("RestockingFee", fee.Part.Id), ["percentage"] = (fee, _) => fee.Part.Percent, ["amountSet"] = (fee, _) => new Money(fee.Part.Amount, fee.Whole.Currency) }, isItsName: false);
        answers.For<PartOf<Order, ReturnFee>>("ReturnShippingFee", new() { ["id"] = (fee, _) => Gid.Of("ReturnShippingFee", fee.Part.Id), ["amountSet"] = (fee, _) => new Money(fee.Part.Amount, fee.Whole.Currency) }, isItsName: false);
        answers.For<ExchangeLine>("ExchangeLineItem", new()
        {
            ["id"] = (line, _) => Gid.Of("ExchangeLineItem", line.Id),
            ["quantity"] = (line, _) => line.Quantity,
            ["variantId"] = (line, _) => Gid.Of("ProductVariant", line.VariantId),
            ["variantSku"] = (line, ask) => ask.Shop.Variant(line.VariantId)?.Sku,
            ["variantTitle"] = (line, ask) => ask.Shop.Variant(line.VariantId)?.Title,
        });
    }

    private static void AddReturnable(AdminAnswers answers)
    {
        answers.For<Parcel>("ReturnableFulfillment", new()
        {
            ["id"] = (parcel, _) => Gid.Of("ReturnableFulfillment", parcel.Lines[0].Parcel.Id),
            ["fulfillment"] = (parcel, _) => new PartOf<Order, Fulfillment>(parcel.Order, parcel.Lines[0].Parcel),
            ["returnableFulfillmentLineItems"] = (parcel, ask) => Connection.Of([.. parcel.Lines.Select(line => new Comeback(parcel.Order, line))], ask),
        });
        answers.For<Comeback>("ReturnableFulfillmentLineItem", new()
        {
            ["quantity"] = (line, _) => line.Line.Returnable,
            ["fulfillmentLineItem"] = (line, _) => new PartOf<Order, SentLine>(line.Order, line.Line),
        });
    }

    private static void AddReverse(AdminAnswers answers)
    {
        answers.For<ReverseTold<Return>>("ReverseFulfillmentOrder", new()
        {
            ["id"] = (reverse, _) => Gid.Of("ReverseFulfillmentOrder", reverse.Part.ReverseOrderId!.Value),
            ["status"] = (reverse, _) => reverse.Part.Status switch { "closed" => "CLOSED", "canceled" => "CANCELED", _ => "OPEN" },
            ["order"] = (reverse, _) => reverse.Order,
            ["lineItems"] = (reverse, ask) => Connection.Of([.. reverse.Part.Lines.Select(line => new ReverseTold<ReturnLine>(reverse.Order, reverse.ReturnId, line))], ask),
            ["reverseDeliveries"] = (reverse, ask) => Connection.Of([.. reverse.Part.Deliveries.Select(one => new ReverseTold<ReverseDelivery>(reverse.Order, reverse.ReturnId, one))], ask),
        });
        answers.For<ReverseTold<ReturnLine>>("ReverseFulfillmentOrderLineItem", new()
        {
            ["id"] = (line, _) => Gid.Of("ReverseFulfillmentOrderLineItem", line.Part.Id),
            ["totalQuantity"] = (line, _) => line.Part.Quantity,
            ["fulfillmentLineItem"] = (line, _) => new PartOf<Order, SentLine>(line.Order, SentLine.Of(line.Order).First(sent => sent.Id == line.Part.ParcelLineId)),
        });
        answers.For<ReverseTold<ReverseDelivery>>("ReverseDelivery", new() { ["id"] = (delivery, _) => Gid.Of("ReverseDelivery", delivery.Part.Id), ["deliverable"] = (delivery, _) => delivery.Part });
        answers.For<ReverseDelivery>("ReverseDeliveryShippingDeliverable", new()
        {
            ["tracking"] = (delivery, _) => delivery.Number is null && delivery.Url is null ? null : delivery,
            ["label"] = (delivery, _) => delivery.LabelUrl is null ? null : delivery,
        });
        answers.For<ReverseDelivery>("ReverseDeliveryTrackingV2", new() { ["number"] = (delivery, _) => delivery.Number, ["url"] = (delivery, _) => delivery.Url }, isItsName: false);
        answers.For<ReverseDelivery>("ReverseDeliveryLabelV2", new() { ["publicFileUrl"] = (delivery, _) => delivery.LabelUrl }, isItsName: false);
    }

    private sealed record Comeback(Order Order, SentLine Line);

    private sealed record Parcel(Order Order, IReadOnlyList<SentLine> Lines);
}

/// <summary>Why something comes back.</summary>
internal sealed record ReasonTold(long Id, string Handle, string Name);

/// <summary>A part of what comes back of an order.</summary>
internal sealed record ReverseTold<T>(Order Order, long ReturnId, T Part);
