namespace ShopSupport.Simulator.Shop;

/// <summary>What is done to orders.</summary>
internal sealed partial class ShopActs
{
    /// <summary>Somebody bought: the order is as it is given, and its pieces are taken from the first location that has them.</summary>
    public void Place(Order order) => Act(at =>
    {
        shop.Put(order);
        var moves = order.Lines.SelectMany(line => Take(line.VariantId, -line.Quantity, at)).ToList();
        ShopChange[] paid = order is { FinancialStatus: "paid", Transactions: [.., var sale] } ? [new OrderPaid(order, sale, at)] : [];
        return [new OrderPlaced(order, at), .. paid, .. moves];
    });

    /// <summary>The note, the tags, the address or whom it is for.</summary>
    public void ChangeOrder(long id, Func<Order, Order> change) => Act(at => [new OrderUpdated(Keep(change(OrderOf(id)), at), at)]);

    /// <summary>Sets how many pieces of a line there are; only what is not sent yet can be taken away.</summary>
    public void EditLine(long orderId, long lineId, int quantity) => Act(at =>
    {
        var order = OrderOf(orderId);
        var line = order.Lines.FirstOrDefault(one => one.Id == lineId) ?? throw new ShopRefusalException("Line item does not exist");
        var change = quantity - line.CurrentQuantity;
        if (order.CancelledAt is not null || quantity < 0 || line.FulfillableQuantity + change < 0)
        {
            throw new ShopRefusalException("Cannot edit this line item");
        }

        var edited = line with
        {
            Quantity = Math.Max(line.Quantity, quantity),
            CurrentQuantity = quantity,
            FulfillableQuantity = line.FulfillableQuantity + change,
        };
        var kept = Keep(order with { Lines = [.. order.Lines.Select(one => one.Id == lineId ? edited : one)] }, at);
        ParcelLine[] delta = [new(lineId, Math.Abs(change))];
        return [new OrderEdited(kept, change > 0 ? delta : [], change < 0 ? delta : [], at), .. Take(line.VariantId, -change, at)];
    });

    /// <summary>A customer paid what was waited for.</summary>
    public void Pay(long id) => Act(at =>
    {
        var order = OrderOf(id);
        if (order.FinancialStatus is not "pending" || order.CancelledAt is not null)
        {
            throw new ShopRefusalException("Order cannot be marked as paid.");
        }

        var sale = new OrderTransaction(shop.NewId(), "sale", "success", order.Gateway, order.Total, at);
        var kept = Keep(order with { FinancialStatus = "paid", Transactions = [.. order.Transactions, sale] }, at);
        return [new OrderPaid(kept, sale, at)];
    });

    /// <summary>Takes an order back that is not sent: its money goes back, and its pieces where <paramref name="restock"/>.</summary>
    public void Cancel(long id, string reason, bool restock) => Act(at =>
    {
        var order = OrderOf(id);
        if (order.CancelledAt is not null || order.Fulfillments.Any(parcel => parcel.Status is "success"))
        {
            throw new ShopRefusalException(order.CancelledAt is null ? "Cannot cancel an order with fulfillments." : "Order has already been cancelled.");
        }

        var isPaid = order.FinancialStatus is "paid" or "partially_refunded";
        var refund = RefundOf(order, order.Lines.Select(line => new ParcelLine(line.Id, line.CurrentQuantity)), isPaid ? order.CurrentTotal : 0, restock ? "cancel" : "no_restock", note: null, at);
        var kept = Keep(
            order with
            {
                CancelledAt = at,
                CancelReason = reason,
                FinancialStatus = isPaid ? "refunded" : "voided",
                Lines = [.. order.Lines.Select(line => line with { CurrentQuantity = 0, FulfillableQuantity = 0 })],
                Refunds = [.. order.Refunds, refund],
                Transactions = [.. order.Transactions, .. refund.Transactions],
            },
            at);
        var moves = restock ? order.Lines.SelectMany(line => Take(line.VariantId, line.CurrentQuantity, at)) : [];
        return [new OrderCancelled(kept, at), new MoneyReturned(kept, refund, at), .. moves];
    });

    /// <summary>Gives money back for pieces of lines; put back on the shelf where <paramref name="restock"/>.</summary>
    public Refund Refund(long id, IReadOnlyList<ParcelLine> lines, long? amount, bool restock, string? note)
    {
        Refund? given = null;
        Act(at =>
        {
            var order = OrderOf(id);
            var owed = lines.Sum(line => Line(order, line.LineItemId).Price * line.Quantity);
            var back = amount ?? Math.Min(owed, order.CurrentTotal);
            if (lines.Any(line => line.Quantity < 1 || line.Quantity > Line(order, line.LineItemId).CurrentQuantity))
            {
                throw new ShopRefusalException("Refund line items quantity cannot refund more items than were purchased");
            }

            if (back > order.CurrentTotal || order.FinancialStatus is not ("paid" or "partially_refunded"))
            {
                throw new ShopRefusalException("Refund amount is greater than the available amount");
            }

            given = RefundOf(order, lines, back, restock ? "return" : "no_restock", note, at);
            var kept = Keep(Returned(order, given), at);
            var moves = restock ? lines.SelectMany(line => Take(Line(order, line.LineItemId).VariantId, line.Quantity, at)) : [];
            return [new MoneyReturned(kept, given, at), .. moves];
        });
        return given!;
    }

    /// <summary>Takes an order out of the admin: it may be one that is closed or cancelled.</summary>
    public void DeleteOrder(long id) => Act(at =>
    {
        _ = OrderOf(id);
        shop.Orders.Remove(id);
        return [new OrderDeleted(id, at)];
    });

    private static LineItem Line(Order order, long id) => order.Lines.FirstOrDefault(line => line.Id == id) ?? throw new ShopRefusalException("Line item does not exist");

    private static Order Returned(Order order, Refund refund) => order with
    {
        FinancialStatus = refund.Amount >= order.CurrentTotal ? "refunded" : "partially_refunded",
        Lines = [.. order.Lines.Select(line => refund.Lines.Where(one => one.LineItemId == line.Id).Sum(one => one.Quantity) is var back and > 0
            ? line with { CurrentQuantity = line.CurrentQuantity - back, FulfillableQuantity = Math.Max(0, Math.Min(line.FulfillableQuantity, line.CurrentQuantity - back)) }
            : line)],
        Refunds = [.. order.Refunds, refund],
        Transactions = [.. order.Transactions, .. refund.Transactions],
    };

    private Refund RefundOf(Order order, IEnumerable<ParcelLine> lines, long amount, string restockType, string? note, DateTimeOffset at) => new()
    {
        Id = shop.NewId(),
        At = at,
        Note = note,
        Amount = amount,
        Lines = [.. lines.Where(line => line.Quantity > 0).Select(line => new RefundLine(shop.NewId(), line.LineItemId, line.Quantity, restockType, Line(order, line.LineItemId).Price * line.Quantity))],
        Transactions = amount > 0 ? [new(shop.NewId(), "refund", "success", order.Gateway, amount, at)] : [],
    };
}
