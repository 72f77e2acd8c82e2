namespace ShopSupport.Simulator.Shop;

/// <summary>What is done to orders.</summary>
internal sealed partial class ShopActs
{
    /// <summary>Somebody bought: the order is as it is given, and its pieces are taken from the first location that has them.</summary>
    public void Place(Order order) => Act(at => Placed(order, at));

    /// <summary>The note, the tags, the address or whom it is for.</summary>
    public void ChangeOrder(long id, Func<Order, Order> change) => Act(at => [new OrderUpdated(Keep(change(OrderOf(id)), at), at)]);

    /// <summary>Writes to the customer what is still to be paid.</summary>
    public void SendInvoice(long id, string? to) => Act(at =>
    {
        var order = OrderOf(id);
        return (to ?? order.Email) is { } mail && order.CancelledAt is null ? Mail(isSent: true, "invoice", mail, at) : throw new ShopRefusalException("Order invoice could not be sent");
    });

    /// <summary>A customer paid what was waited for.</summary>
    public void Pay(long id) => Act(at =>
    {
        var order = OrderOf(id);
        if (order.FinancialStatus is not ("pending" or "partially_paid") || order.CancelledAt is not null)
        {
            throw new ShopRefusalException("Order cannot be marked as paid.");
        }

        var sale = new OrderTransaction(shop.NewId(), "sale", "success", order.Gateway, order.Outstanding, at);
        var kept = Keep(order with { FinancialStatus = "paid", Transactions = [.. order.Transactions, sale] }, at);
        return [new OrderPaid(kept, sale, at)];
    });

    /// <summary>Takes an order back that is not sent: its money goes back, and its pieces where <paramref name="restock"/>.</summary>
    public void Cancel(long id, string reason, bool restock) => Cancel(id, new() { Reason = reason, IsRestocked = restock, Money = CancelMoney.Back });

    /// <summary>Takes an order back that is not sent, as it is wished.</summary>
    public void Cancel(long id, CancelWish wish) => Act(at =>
    {
        var order = OrderOf(id);
        if (order.CancelledAt is not null || order.Fulfillments.Any(parcel => parcel.Status is "success"))
        {
            throw new ShopRefusalException(order.CancelledAt is null ? "Cannot cancel an order with fulfillments." : "Order has already been cancelled.");
        }

        var type = wish.IsRestocked ? "cancel" : "no_restock";
        var refund = RefundOf(order, WishOf(order, wish.Money) with { Lines = [.. order.Lines.Select(line => new RefundPieces(line.Id, line.CurrentQuantity, type))] }, at);
        var kept = Keep(
            Returned(order, refund) with
            {
                CancelledAt = at,
                CancelReason = wish.Reason,
                CancelNote = wish.StaffNote,
                FinancialStatus = order.Received == 0 ? "voided" : refund.Amount > 0 ? "refunded" : order.FinancialStatus,
            },
            at);
        Credit(order, refund.Transactions.Where(moved => moved.Gateway is RefundWish.StoreCreditGateway).Sum(moved => moved.Amount));
        var moves = wish.IsRestocked ? order.Lines.SelectMany(line => Take(line.VariantId, line.CurrentQuantity, at)) : [];
        return [new OrderCancelled(kept, at), new MoneyReturned(kept, refund, at), .. moves, .. Mail(wish.IsTold, "cancellation", order.Email, at)];
    });

    /// <summary>Takes an order out of the admin: it may be one that is closed or cancelled.</summary>
    public void DeleteOrder(long id) => Act(at =>
    {
        _ = OrderOf(id);
        shop.Orders.Remove(id);
        return [new OrderDeleted(id, at)];
    });

    private List<ShopChange> Placed(Order order, DateTimeOffset at)
    {
        shop.Put(order);
        var moves = order.Lines.SelectMany(line => Take(line.VariantId, -line.Quantity, at)).ToList();
        ShopChange[] paid = order is { FinancialStatus: "paid", Transactions: [.., var sale] } ? [new OrderPaid(order, sale, at)] : [];
        return [new OrderPlaced(order, at), .. paid, .. moves];
    }

    private static RefundWish WishOf(Order order, CancelMoney money) => money switch
    {
        CancelMoney.Kept => new(),
        CancelMoney.Back => new() { Money = [.. OrderMoney.Back(order, order.Refundable)], Shipping = order.Refundable > 0 ? order.Shipping - order.ShippingRefunded : 0 },
        CancelMoney.StoreCredit => new() { StoreCredit = order.Refundable, Shipping = order.Refundable > 0 ? order.Shipping - order.ShippingRefunded : 0 },
    };
}

/// <summary>How an order is to be cancelled.</summary>
internal sealed record CancelWish
{
    /// <summary>customer, inventory, fraud, declined, staff or other.</summary>
    public required string Reason { get; init; }

    public bool IsRestocked { get; init; }

    public CancelMoney Money { get; init; }

    public bool IsTold { get; init; }

    public string? StaffNote { get; init; }
}

/// <summary>What becomes of the money of a cancelled order.</summary>
internal enum CancelMoney
{
    Kept,

    /// <summary>It goes back the way it came.</summary>
    Back,

    /// <summary>It becomes the customer's credit at the shop.</summary>
    StoreCredit,
}
