using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Parcels and refunds.</summary>
internal static class ParcelAnswers
{
    public static void AddTo(AdminAnswers answers)
    {
        AddParcels(answers);
        AddRefunds(answers);
        AddRest(answers);
    }

    private static void AddParcels(AdminAnswers answers)
    {
        answers.For<PartOf<Order, Fulfillment>>("Fulfillment", new()
        {
            ["id"] = (parcel, _) => Gid.Of("Fulfillment", parcel.Part.Id),
            ["legacyResourceId"] = (parcel, _) => parcel.Part.Id,
            ["name"] = (parcel, _) => parcel.Part.Name,
            ["status"] = (parcel, _) => Words.Enum(parcel.Part.Status),
            ["displayStatus"] = (parcel, _) => Words.Enum(parcel.Part.ShipmentStatus) ?? "FULFILLED",
            ["createdAt"] = (parcel, _) => parcel.Part.CreatedAt,
            ["updatedAt"] = (parcel, _) => parcel.Part.UpdatedAt,
            ["deliveredAt"] = (parcel, _) => parcel.Part.DeliveredAt,
            ["inTransitAt"] = (parcel, _) => parcel.Part.Events.FirstOrDefault(seen => seen.Status is "in_transit")?.At,
            ["totalQuantity"] = (parcel, _) => parcel.Part.Lines.Sum(line => line.Quantity),
            ["requiresShipping"] = (_, _) => true,
            ["location"] = (parcel, ask) => ask.Shop.Location(parcel.Part.LocationId),
            ["order"] = (parcel, _) => parcel.Whole,
            ["trackingInfo"] = (parcel, _) => parcel.Part.TrackingNumber is null ? [] : new[] { parcel.Part },
            ["events"] = (parcel, ask) => Connection.Of(parcel.Part.Events, ask),
            ["fulfillmentLineItems"] = (parcel, ask) => Connection.Of([.. parcel.Part.Lines.Select(line => new PartOf<Order, SentLine>(parcel.Whole, new(parcel.Part, line, Returnable: 0)))], ask),
        });
        answers.For<Fulfillment>(
            "FulfillmentTrackingInfo",
            new() { ["company"] = (parcel, _) => parcel.Company, ["number"] = (parcel, _) => parcel.TrackingNumber, ["url"] = (parcel, _) => parcel.TrackingUrl },
            isItsName: false);
        answers.For<PartOf<Order, SentLine>>("FulfillmentLineItem", new()
        {
            ["id"] = (line, _) => Gid.Of("FulfillmentLineItem", line.Part.Id),
            ["quantity"] = (line, _) => line.Part.Line.Quantity,
            ["lineItem"] = (line, _) => LineOf(line.Whole, line.Part.Line.LineItemId),
        });
        answers.For<FulfillmentEvent>("FulfillmentEvent", new()
        {
            ["id"] = (seen, _) => Gid.Of("FulfillmentEvent", seen.Id),
            ["status"] = (seen, _) => Words.Enum(seen.Status),
            ["happenedAt"] = (seen, _) => seen.At,
            ["createdAt"] = (seen, _) => seen.At,
            ["city"] = (seen, _) => seen.City,
            ["province"] = (seen, _) => seen.Province,
            ["country"] = (seen, _) => seen.Country,
        });
    }

    private static void AddRefunds(AdminAnswers answers)
    {
        answers.For<PartOf<Order, Refund>>("Refund", new()
        {
            ["id"] = (refund, _) => Gid.Of("Refund", refund.Part.Id),
            ["legacyResourceId"] = (refund, _) => refund.Part.Id,
            ["createdAt"] = (refund, _) => refund.Part.At,
            ["updatedAt"] = (refund, _) => refund.Part.At,
            ["processedAt"] = (refund, _) => refund.Part.At,
            ["note"] = (refund, _) => refund.Part.Note,
            ["order"] = (refund, _) => refund.Whole,
            ["totalRefundedSet"] = (refund, _) => new Money(refund.Part.Amount, refund.Whole.Currency),
            ["refundLineItems"] = (refund, ask) => Connection.Of([.. refund.Part.Lines.Select(line => new PartOf<Order, RefundLine>(refund.Whole, line))], ask),
            ["refundShippingLines"] = (refund, ask) => Connection.Of(refund.Part.ShippingId is null ? [] : new[] { new RefundedShipping(refund.Whole, refund.Part) }, ask),
            ["orderAdjustments"] = (refund, ask) => Connection.Of(refund.Part.AdjustmentId is null ? [] : new[] { new RefundAdjustment(refund.Whole, refund.Part) }, ask),
            ["transactions"] = (refund, ask) => Connection.Of([.. refund.Part.Transactions.Select(moved => new PartOf<Order, OrderTransaction>(refund.Whole, moved))], ask),
        });
        answers.For<PartOf<Order, RefundLine>>("RefundLineItem", new()
        {
            ["id"] = (line, _) => line.Part.Id == 0 ? null : Gid.Of("RefundLineItem", line.Part.Id),
            ["quantity"] = (line, _) => line.Part.Quantity,
            ["restockType"] = (line, _) => Words.Enum(line.Part.RestockType),
            ["restocked"] = (line, _) => line.Part.RestockType is not "no_restock",
            ["subtotalSet"] = (line, _) => new Money(line.Part.Subtotal, line.Whole.Currency),
            ["priceSet"] = (line, _) => new Money(LineOf(line.Whole, line.Part.LineItemId).Part.Price, line.Whole.Currency),
            ["location"] = (line, ask) => line.Part.LocationId is { } id ? ask.Shop.Location(id) : null,
            ["lineItem"] = (line, _) => LineOf(line.Whole, line.Part.LineItemId),
        });
    }

    private static void AddRest(AdminAnswers answers)
    {
        answers.For<RefundedShipping>("RefundShippingLine", new()
        {
            ["id"] = (shipping, _) => Gid.Of("RefundShippingLine", shipping.Refund.ShippingId!.Value),
            ["shippingLine"] = (shipping, _) => new ShippingTold(shipping.Order.ShippingTitle, new(shipping.Order.Shipping, shipping.Order.Currency)),
            ["subtotalAmountSet"] = (shipping, _) => new Money(shipping.Refund.Shipping, shipping.Order.Currency),
        });
        answers.For<RefundAdjustment>("OrderAdjustment", new()
        {
            ["id"] = (adjusted, _) => Gid.Of("OrderAdjustment", adjusted.Refund.AdjustmentId!.Value),
            ["amountSet"] = (adjusted, _) => new Money(adjusted.Refund.Worth - adjusted.Refund.Amount, adjusted.Order.Currency),
            ["reason"] = (adjusted, _) => Words.Enum(adjusted.Refund.DiscrepancyReason) ?? "REFUND_DISCREPANCY",
        });
    }

    private static PartOf<Order, LineItem> LineOf(Order order, long id) => new(order, order.Lines.First(line => line.Id == id));

    private sealed record RefundedShipping(Order Order, Refund Refund);

    private sealed record RefundAdjustment(Order Order, Refund Refund);
}
