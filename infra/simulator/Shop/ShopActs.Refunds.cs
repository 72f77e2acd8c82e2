namespace ShopSupport.Simulator.Shop;

/// <summary>What is given back.</summary>
internal sealed partial class ShopActs
{
    /// <summary>Gives money back for pieces of lines, through the payments it came by; put back on the shelf where <paramref name="restock"/>.</summary>
    public Refund Refund(long id, IReadOnlyList<ParcelLine> lines, long? amount, bool restock, string? note)
    {
        var order = OrderOf(id);
        var owed = lines.Sum(line => OrderMoney.Net(order, Line(order, line.LineItemId), line.Quantity));
        var money = amount ?? Math.Min(owed, order.Refundable);
        return GiveBack(id, new()
        {
            Lines = [.. lines.Select(line => new RefundPieces(line.LineItemId, line.Quantity, restock ? "return" : "no_restock"))],
            Money = [new(PaymentId: null, order.Gateway, money)],
            Note = note,
        });
    }

    /// <summary>Gives back what is wished, all of it or nothing.</summary>
    public Refund GiveBack(long id, RefundWish wish)
    {
        Refund? given = null;
        Act(at =>
        {
            var order = OrderOf(id);
            Check(order, wish);
            given = RefundOf(order, wish, at);
            var kept = Keep(Returned(order, given), at);
            var moves = wish.Lines.Where(line => line.RestockType is not "no_restock").SelectMany(line => Take(Line(order, line.LineItemId).VariantId, line.Quantity, at, line.LocationId));
            Credit(order, wish.StoreCredit);
            return [new MoneyReturned(kept, given, at), .. moves, .. Mail(wish.IsTold, "refund", order.Email, at)];
        });
        return given!;
    }

    private static void Check(Order order, RefundWish wish)
    {
        foreach (var pieces in wish.Lines.GroupBy(line => line.LineItemId))
        {
            var line = Line(order, pieces.Key);
            if (pieces.Any(one => one.Quantity < 1) || pieces.Sum(one => one.Quantity) > line.CurrentQuantity)
            {
                throw new ShopRefusalException("Refund line items quantity cannot refund more items than were purchased");
            }

            if (pieces.Where(one => one.RestockType is "cancel").Sum(one => one.Quantity) > line.FulfillableQuantity)
            {
                throw new ShopRefusalException("Refund line items restock type cannot be cancel for items that were fulfilled");
            }
        }

        if (wish.Shipping < 0 || wish.Shipping > order.Shipping - order.ShippingRefunded)
        {
            throw new ShopRefusalException("Refund shipping amount is greater than the available amount");
        }

        CheckMoney(order, wish);
    }

    private static void CheckMoney(Order order, RefundWish wish)
    {
        if (wish.Money.Any(one => one.Amount < 0) || wish.StoreCredit < 0 || wish.Money.Sum(one => one.Amount) + wish.StoreCredit > order.Refundable)
        {
            throw new ShopRefusalException("Refund amount is greater than the available amount");
        }

        if (wish.StoreCredit > 0 && order.CustomerId is null)
        {
            throw new ShopRefusalException("Store credit can only be refunded to a customer");
        }

        var left = OrderMoney.Payments(order).ToDictionary(one => one.Payment.Id, one => one.Left);
        foreach (var group in wish.Money.Where(one => one.PaymentId is not null).GroupBy(one => one.PaymentId!.Value))
        {
            if (!left.TryGetValue(group.Key, out var most))
            {
                throw new ShopRefusalException("Transactions parent is invalid");
            }

            if (group.Sum(one => one.Amount) > most)
            {
                throw new ShopRefusalException("Refund amount is greater than the available amount");
            }
        }
    }

    private static LineItem Line(Order order, long id) => order.Lines.FirstOrDefault(line => line.Id == id) ?? throw new ShopRefusalException("Line item does not exist");

    private static Order Returned(Order order, Refund refund) => order with
    {
        FinancialStatus = refund.Amount == 0 ? order.FinancialStatus : order.Refunded + refund.Amount >= order.Received ? "refunded" : "partially_refunded",
        Lines = [.. order.Lines.Select(line => Without(line, [.. refund.Lines.Where(one => one.LineItemId == line.Id)]))],
        Refunds = [.. order.Refunds, refund],
        Transactions = [.. order.Transactions, .. refund.Transactions],
    };

    private static LineItem Without(LineItem line, IReadOnlyList<RefundLine> back)
    {
        var current = line.CurrentQuantity - back.Sum(one => one.Quantity);
        var unsent = line.FulfillableQuantity - back.Where(one => one.RestockType is "cancel").Sum(one => one.Quantity);
        return line with { CurrentQuantity = current, FulfillableQuantity = Math.Max(0, Math.Min(unsent, current)) };
    }

    private Refund RefundOf(Order order, RefundWish wish, DateTimeOffset at)
    {
        RefundLine[] lines =
        [
            .. wish.Lines.Where(line => line.Quantity > 0).Select(line =>
                new RefundLine(shop.NewId(), line.LineItemId, line.Quantity, line.RestockType, OrderMoney.Net(order, Line(order, line.LineItemId), line.Quantity)) { LocationId = line.LocationId }),
        ];
        OrderTransaction[] moved =
        [
            .. wish.Money.Where(one => one.Amount > 0).Select(one => new OrderTransaction(shop.NewId(), "refund", "success", one.Gateway, one.Amount, at) { ParentId = one.PaymentId }),
            .. wish.StoreCredit > 0 ? [new(shop.NewId(), "refund", "success", RefundWish.StoreCreditGateway, wish.StoreCredit, at)] : Array.Empty<OrderTransaction>(),
        ];
        var (amount, worth) = (moved.Sum(one => one.Amount), lines.Sum(line => line.Subtotal) + wish.Shipping);
        return new()
        {
            Id = shop.NewId(),
            At = at,
            Note = wish.Note,
            Amount = amount,
            ValueOff = order.Received == 0 ? worth : ValueOff(order, amount, worth),
            Shipping = wish.Shipping,
            ShippingId = wish.Shipping > 0 ? shop.NewId() : null,
            AdjustmentId = amount > 0 && amount != worth ? shop.NewId() : null,
            DiscrepancyReason = wish.DiscrepancyReason,
            Lines = lines,
            Transactions = moved,
        };
    }

    // What an edit left owing to the customer goes back without making the order smaller once more.
    private static long ValueOff(Order order, long amount, long worth) =>
        amount <= worth ? amount : Math.Max(worth, amount - Math.Max(0, -order.Outstanding));

    private void Credit(Order order, long amount)
    {
        if (amount == 0)
        {
            return;
        }

        var customer = CustomerOf(order.CustomerId!.Value);
        var account = customer.Credits.FirstOrDefault(one => string.Equals(one.Currency, order.Currency, StringComparison.Ordinal)) ?? new(shop.NewId(), order.Currency, 0);
        shop.Customers.Put(customer with { Credits = [.. customer.Credits.Where(one => one.Id != account.Id), account with { Balance = account.Balance + amount }] });
    }

    private static ShopChange[] Mail(bool isSent, string kind, string? to, DateTimeOffset at) => isSent && to is not null ? [new MailSent(kind, to, at)] : [];
}
