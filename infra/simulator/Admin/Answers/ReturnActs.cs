using System.Globalization;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Goods that an app lets come back.</summary>
internal static class ReturnActs
{
    public static void AddTo(AdminAnswers answers)
    {
        RootFields acts = new()
        {
            ["returnRequest"] = ask => Begin(ask, "input", isApproved: false),
            ["returnCreate"] = ask => Begin(ask, "returnInput", isApproved: true),
            ["returnApproveRequest"] = ask => Move(ask, ask.Input("input").Text("id")!, "approve"),
            ["returnDeclineRequest"] = Decline,
            ["returnCancel"] = ask => Move(ask, ask.Text("id")!, "cancel"),
            ["returnClose"] = ask => Move(ask, ask.Text("id")!, "close"),
            ["returnReopen"] = ask => Move(ask, ask.Text("id")!, "reopen"),
            ["reverseDeliveryCreateWithShipping"] = Send,
        };
        foreach (var name in acts.Keys)
        {
            answers.Writing[name] = "write_returns";
        }

        answers.Root("Mutation", acts);
    }

    private static Payload Begin(Ask ask, string argument, bool isApproved)
    {
        var input = ask.Input(argument);
        input.OnlyHeld(isApproved ? "ReturnInput" : "ReturnRequestInput", "orderId", "returnLineItems", "exchangeLineItems", "returnShippingFee", "requestedAt");
        return Payload.Of(
            () =>
            {
                var id = Gid.Read(input.Text("orderId")!, "Order") is { } read && ask.Shop.Orders.Find(read) is { } order && ask.Caller.MaySee(order) ? read : throw new ShopRefusalException("Order does not exist", "NOT_FOUND");
                var currency = ask.Shop.Orders.Find(id)!.Currency;
                var begun = ask.Caller.Acts.BeginReturn(id, isApproved, back => back with
                {
                    Lines = [.. input.Maps("returnLineItems").Select(line => Line(ask, ask.Shop.Orders.Find(id)!, line))],
                    Exchanges = [.. input.Maps("exchangeLineItems").Select(line => Exchange(ask, line))],
                    ShippingFee = input.Map("returnShippingFee")?.Map("amount")?.Minor(currency, "Return shipping fee must be in the currency of the order") is { } fee ? new(ask.Shop.NewId(), fee, 0) : null,
                });
                return Of(ask, id, begun.Id);
            },
            [argument],
            code: "INVALID");
    }

    private static ReturnLine Line(Ask ask, Order order, IReadOnlyDictionary<string, object?> input)
    {
        input.OnlyHeld("ReturnLineItemInput", "fulfillmentLineItemId", "quantity", "returnReasonDefinitionId", "returnReasonNote", "customerNote", "restockingFee");
        var sent = SentLine.Of(order).FirstOrDefault(line => line.Id == Gid.Read(input.Text("fulfillmentLineItemId")!, "FulfillmentLineItem")) ?? throw new ShopRefusalException("Fulfillment line item could not be found.", "NOT_FOUND");
        var reason = input.Text("returnReasonDefinitionId") is { } gid ? Gid.Read(gid, "ReturnReasonDefinition") ?? 0 : (long?)null;
        if (reason is { } given && ReturnAnswers.Reason(given) is null)
        {
            throw new ShopRefusalException("Return reason definition could not be found.", "NOT_FOUND");
        }

        return new(ask.Shop.NewId(), sent.Id, sent.Line.LineItemId, input.Number("quantity") ?? 0)
        {
            ReasonId = reason,
            ReasonNote = input.Text("returnReasonNote") ?? "",
            CustomerNote = input.Text("customerNote"),
            RestockingFee = input.Map("restockingFee") is { } fee ? Fee(ask, order, sent, input.Number("quantity") ?? 0, Convert.ToDouble(fee["percentage"], CultureInfo.InvariantCulture)) : null,
        };
    }

    private static ReturnFee Fee(Ask ask, Order order, SentLine sent, int pieces, double percent) => percent is < 0 or > 100
        ? throw new ShopRefusalException("Restocking fee percentage must be between 0 and 100", "INVALID")
        : new(ask.Shop.NewId(), (long)Math.Round((decimal)percent * order.Lines.First(line => line.Id == sent.Line.LineItemId).Price * pieces / 100, MidpointRounding.AwayFromZero), percent);

    private static ExchangeLine Exchange(Ask ask, IReadOnlyDictionary<string, object?> input)
    {
        input.OnlyHeld("ExchangeLineItemInput", "variantId", "quantity");
        var variant = input.Text("variantId") is { } gid && Gid.Read(gid, "ProductVariant") is { } id ? ask.Shop.Variant(id) : null;
        return new(ask.Shop.NewId(), variant?.Id ?? throw new ShopRefusalException("Variant could not be found.", "NOT_FOUND"), input.Number("quantity") is { } quantity and > 0 ? quantity : throw new ShopRefusalException("Quantity must be greater than 0", "GREATER_THAN"));
    }

    private static Payload Decline(Ask ask)
    {
        var input = ask.Input("input");
        return Move(ask, input.Text("id")!, "decline", back => back with { DeclineReason = input.Text("declineReason")!.ToLowerInvariant(), DeclineNote = input.Text("declineNote") });
    }

    private static Payload Move(Ask ask, string gid, string step, Func<Return, Return>? note = null) => Payload.Of(
        () =>
        {
            var (order, id) = Found(ask, gid);
            ask.Caller.Acts.MoveReturn(order, id, step, note);
            return Of(ask, order, id);
        },
        ["id"],
        code: "INVALID_STATE");

    private static Payload Send(Ask ask) => Payload.Of(
        () =>
        {
            var reverse = Gid.Read(ask.Text("reverseFulfillmentOrderId")!, "ReverseFulfillmentOrder") ?? 0;
            var order = ask.Shop.OwnerOf("ReverseFulfillmentOrder", reverse);
            if (order?.Returns.First(back => back.ReverseOrderId == reverse) is not { Status: "open" } found)
            {
                throw new ShopRefusalException("Reverse fulfillment order could not be found.", "NOT_FOUND");
            }

            var lines = ask.Inputs("reverseDeliveryLineItems").Select(line => new ParcelLine(Gid.Read(line.Text("reverseFulfillmentOrderLineItemId")!, "ReverseFulfillmentOrderLineItem") ?? 0, line.Number("quantity") ?? 0)).ToList();
            if (lines.Any(line => found.Lines.FirstOrDefault(one => one.Id == line.LineItemId) is not { } held || line.Quantity < 1 || line.Quantity > held.Quantity))
            {
                throw new ShopRefusalException("Reverse delivery line item has an invalid quantity.", "INVALID");
            }

            // Without lines all of it comes in this parcel.
            lines = lines.Count > 0 ? lines : [.. found.Lines.Select(line => new ParcelLine(line.Id, line.Quantity))];
            var (tracking, label) = (ask.Input("trackingInput"), ask.Input("labelInput"));
            var delivery = new ReverseDelivery(ask.Shop.NewId(), tracking.Text("number"), tracking.Text("url"), label.Text("fileUrl"), lines);
            ask.Caller.Acts.MoveReturn(order.Id, found.Id, "update", back => back with { Deliveries = [.. back.Deliveries, delivery] });
            return new() { ["reverseDelivery"] = new ReverseTold<ReverseDelivery>(ask.Shop.Orders.Find(order.Id)!, found.Id, delivery) };
        },
        ["reverseFulfillmentOrderId"],
        code: "INVALID");

    private static (long Order, long Id) Found(Ask ask, string gid) =>
        Gid.Read(gid, "Return") is { } id && ask.Shop.OwnerOf("Return", id) is { } order && ask.Caller.MaySee(order) ? (order.Id, id) : throw new ShopRefusalException("Return does not exist", "NOT_FOUND");

    private static Payload Of(Ask ask, long orderId, long id)
    {
        var order = ask.Shop.Orders.Find(orderId)!;
        return new() { ["return"] = new PartOf<Order, Return>(order, order.Returns.First(one => one.Id == id)) };
    }
}
