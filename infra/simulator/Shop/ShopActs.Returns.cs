namespace ShopSupport.Simulator.Shop;

/// <summary>What comes back.</summary>
internal sealed partial class ShopActs
{
    /// <summary>A customer asks to send pieces back.</summary>
    public void AskReturn(long orderId, int pieces) => Act(at =>
    {
        var order = OrderOf(orderId);
        if (order.FulfillmentStatus is null)
        {
            throw new ShopRefusalException("The order has no fulfilled items to return.");
        }

        var back = new Return(shop.NewId(), $"{order.Name}-R{order.Returns.Count + 1}", "requested", pieces, at);
        return [new ReturnMoved(Keep(order with { Returns = [.. order.Returns, back] }, at), back, "request", at)];
    });

    /// <summary>Begins a return with its lines: asked for, or approved at once.</summary>
    public Return BeginReturn(long orderId, bool isApproved, Func<Return, Return> fill)
    {
        Return? begun = null;
        Act(at =>
        {
            var order = OrderOf(orderId);
            var back = fill(new(shop.NewId(), $"{order.Name}-R{order.Returns.Count + 1}", "requested", 0, at));
            CheckReturn(order, back);
            begun = back with { Quantity = back.Lines.Sum(line => line.Quantity) };
            begun = isApproved ? Approved(begun, at) : begun;
            return [new ReturnMoved(Keep(order with { Returns = [.. order.Returns, begun] }, at), begun, isApproved ? "approve" : "request", at)];
        });
        return begun!;
    }

    /// <summary>Approves, declines, closes, cancels or reopens a return, and notes what belongs to that.</summary>
    public void MoveReturn(long orderId, long returnId, string step, Func<Return, Return>? note = null) => Act(at =>
    {
        var order = OrderOf(orderId);
        var back = order.Returns.FirstOrDefault(one => one.Id == returnId) ?? throw new ShopRefusalException("Return does not exist", "NOT_FOUND");
        var moved = (step, back.Status) switch
        {
            ("approve", "requested") => Approved(back, at),
            ("decline", "requested") => back with { Status = "declined" },
            ("close", "open") => back with { Status = "closed", ClosedAt = at },
            ("cancel", "open" or "requested") => back with { Status = "canceled" },
            ("reopen", "closed") => back with { Status = "open", ClosedAt = null },
            ("update", _) => back,
            _ => throw new ShopRefusalException($"Return status {back.Status.ToUpperInvariant()} is invalid for this action.", "INVALID_STATE"),
        };
        moved = note?.Invoke(moved) ?? moved;
        return [new ReturnMoved(Keep(order with { Returns = [.. order.Returns.Select(one => one.Id == returnId ? moved : one)] }, at), moved, step, at)];
    });

    private static void CheckReturn(Order order, Return back)
    {
        if (back.Lines.Count == 0)
        {
            throw new ShopRefusalException("Return line items can't be blank", "BLANK");
        }

        var sent = SentLine.Of(order).ToDictionary(line => line.Id, line => line.Returnable);
        foreach (var lines in back.Lines.GroupBy(line => line.ParcelLineId))
        {
            if (!sent.TryGetValue(lines.Key, out var most))
            {
                throw new ShopRefusalException("Fulfillment line item could not be found.", "NOT_FOUND");
            }

            if (lines.Any(line => line.Quantity < 1))
            {
                throw new ShopRefusalException("Quantity must be greater than 0", "GREATER_THAN");
            }

            if (lines.Sum(line => line.Quantity) > most)
            {
                throw new ShopRefusalException("Return line item has an invalid quantity.", "INVALID");
            }
        }
    }

    private Return Approved(Return back, DateTimeOffset at) => back with { Status = "open", ApprovedAt = at, ReverseOrderId = shop.NewId() };
}
