namespace ShopSupport.Simulator.Shop;

/// <summary>An edit of an order that is being put together: what of it shall be other than before.</summary>
internal sealed record OrderEdit(long Id, Order Before)
{
    /// <summary>How many pieces of a line there shall be, and whether those taken off go back on the shelf.</summary>
    public IReadOnlyDictionary<long, EditedQuantity> Quantities { get; init; } = new Dictionary<long, EditedQuantity>();

    public IReadOnlyList<LineItem> Added { get; init; } = [];

    public IReadOnlyList<EditedDiscount> Discounts { get; init; } = [];

    public bool IsCommitted { get; init; }

    /// <summary>The order as it would be.</summary>
    public Order Now => ApplyTo(Before);

    /// <summary>A line of the order as it would be.</summary>
    /// <exception cref="ShopRefusalException">There is none.</exception>
    public LineItem Line(long id) => Now.Lines.FirstOrDefault(line => line.Id == id) ?? throw new ShopRefusalException("The line item does not exist.");

    /// <summary>An order with the edit.</summary>
    /// <exception cref="ShopRefusalException">It cannot be edited so.</exception>
    public Order ApplyTo(Order order)
    {
        var edited = Quantities.Aggregate(order, (now, one) => WithQuantity(now, one.Key, one.Value.Quantity));
        edited = edited with { Lines = [.. edited.Lines, .. Added.Where(line => line.Quantity > 0)] };
        foreach (var discount in Discounts)
        {
            edited = edited with { Lines = [.. edited.Lines.Select(line => line.Id == discount.LineId ? line with { Discount = Math.Min(line.Price * line.Quantity, line.Discount + discount.Of(line)) } : line)] };
        }

        return Paid(edited);
    }

    /// <summary>An order with so many pieces of a line; only what is not sent yet can be taken away.</summary>
    /// <exception cref="ShopRefusalException">It was sent, or there is no such line.</exception>
    public static Order WithQuantity(Order order, long lineId, int quantity)
    {
        var line = order.Lines.FirstOrDefault(one => one.Id == lineId) ?? throw new ShopRefusalException("Line item does not exist");
        var change = quantity - line.CurrentQuantity;
        if (order.CancelledAt is not null || quantity < 0 || line.FulfillableQuantity + change < 0)
        {
            throw new ShopRefusalException("Cannot edit this line item");
        }

        var edited = line with { Quantity = line.Quantity + Math.Max(0, change), CurrentQuantity = quantity, FulfillableQuantity = line.FulfillableQuantity + change };
        var off = change < 0 ? OrderMoney.Net(order, line, -change) : 0;
        return Paid(order with { Lines = [.. order.Lines.Select(one => one.Id == lineId ? edited : one)], EditedOff = order.EditedOff + off });
    }

    // An edit can leave a paid order with something to pay, and the other way round.
    private static Order Paid(Order order) => order.FinancialStatus switch
    {
        "paid" when order.Outstanding > 0 => order with { FinancialStatus = "partially_paid" },
        "partially_paid" when order.Outstanding <= 0 => order with { FinancialStatus = "paid" },
        _ => order,
    };
}

internal sealed record EditedQuantity(int Quantity, bool IsRestocked);

/// <summary>So much off each piece of a line: a fixed amount in minor units, or a share in percent.</summary>
internal sealed record EditedDiscount(long Id, long LineId, string? Description, long? Fixed, decimal? Percent)
{
    public long Of(LineItem line) => Fixed is { } each ? each * line.Quantity : (long)Math.Round(line.Price * line.Quantity * (Percent ?? 0) / 100, MidpointRounding.AwayFromZero);
}
