namespace ShopSupport.Simulator.Shop;

/// <summary>Goods that come back; <paramref name="Status"/> is requested, open, closed, declined or canceled.</summary>
internal sealed record Return(long Id, string Name, string Status, int Quantity, DateTimeOffset CreatedAt)
{
    public DateTimeOffset? ApprovedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public IReadOnlyList<ReturnLine> Lines { get; init; } = [];

    /// <summary>What goes out instead.</summary>
    public IReadOnlyList<ExchangeLine> Exchanges { get; init; } = [];

    public ReturnFee? ShippingFee { get; init; }

    /// <summary>final_sale, return_period_ended or other.</summary>
    public string? DeclineReason { get; init; }

    public string? DeclineNote { get; init; }

    /// <summary>What is to be received; null until the return is approved.</summary>
    public long? ReverseOrderId { get; init; }

    public IReadOnlyList<ReverseDelivery> Deliveries { get; init; } = [];

    /// <summary>Whether its pieces are, or were, on their way back.</summary>
    public bool Counts => Status is "requested" or "open" or "closed";
}

/// <summary>Pieces of a parcel's line that come back.</summary>
internal sealed record ReturnLine(long Id, long ParcelLineId, long LineItemId, int Quantity)
{
    /// <summary>What stands in the list of reasons.</summary>
    public long? ReasonId { get; init; }

    public string ReasonNote { get; init; } = "";

    public string? CustomerNote { get; init; }

    public ReturnFee? RestockingFee { get; init; }
}

/// <summary>An amount in minor units, or a share in percent, that the customer pays for the return.</summary>
internal sealed record ReturnFee(long Id, long Amount, double Percent);

internal sealed record ExchangeLine(long Id, long VariantId, int Quantity);

/// <summary>A parcel that comes back.</summary>
internal sealed record ReverseDelivery(long Id, string? Number, string? Url, string? LabelUrl, IReadOnlyList<ParcelLine> Lines);

/// <summary>A line of a parcel, which can come back; its id is made of the parcel's and the line's.</summary>
internal sealed record SentLine(Fulfillment Parcel, ParcelLine Line, int Returnable)
{
    public long Id => IdOf(Parcel, Line);

    public static long IdOf(Fulfillment parcel, ParcelLine line) => unchecked((parcel.Id * 31) + line.LineItemId) & long.MaxValue;

    /// <summary>What of an order was sent, and how much of it can still come back.</summary>
    public static IEnumerable<SentLine> Of(Order order) =>
        from parcel in order.Fulfillments
        where parcel.Status is "success"
        from line in parcel.Lines
        let asked = order.Returns.Where(back => back.Counts).SelectMany(back => back.Lines).Where(back => back.ParcelLineId == IdOf(parcel, line)).Sum(back => back.Quantity)
        let kept = order.Lines.First(one => one.Id == line.LineItemId).CurrentQuantity
        select new SentLine(parcel, line, Math.Max(0, Math.Min(kept, line.Quantity) - asked));
}
