namespace ShopSupport.Simulator.Shop;

/// <summary>A parcel.</summary>
internal sealed record Fulfillment
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>success or cancelled.</summary>
    public string Status { get; init; } = "success";

    /// <summary>in_transit, out_for_delivery, delivered …; null while nobody saw it.</summary>
    public string? ShipmentStatus { get; init; }

    public string? Company { get; init; }

    public string? TrackingNumber { get; init; }

    public string? TrackingUrl { get; init; }

    public required long LocationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>What lies in it.</summary>
    public IReadOnlyList<ParcelLine> Lines { get; init; } = [];

    /// <summary>Where it was seen, oldest first.</summary>
    public IReadOnlyList<FulfillmentEvent> Events { get; init; } = [];
}

/// <summary>So many pieces of a line.</summary>
internal readonly record struct ParcelLine(long LineItemId, int Quantity);

/// <summary>A parcel was seen.</summary>
internal sealed record FulfillmentEvent(long Id, string Status, DateTimeOffset At, string? City, string? Province, string? Country);

/// <summary>Money that went back, in minor units of the order's currency.</summary>
internal sealed record Refund
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Note { get; init; }

    /// <summary>What went back through a payment, or became credit at the shop.</summary>
    public required long Amount { get; init; }

    /// <summary>What the order's total became smaller by; null for what went back.</summary>
    public long? ValueOff { get; init; }

    /// <summary>What of it was for the shipping.</summary>
    public long Shipping { get; init; }

    public long? ShippingId { get; init; }

    /// <summary>Set where another amount went back than the pieces and the shipping were worth.</summary>
    public long? AdjustmentId { get; init; }

    /// <summary>restock, damage, customer or other, as it was given.</summary>
    public string? DiscrepancyReason { get; init; }

    public long Worth => Lines.Sum(line => line.Subtotal) + Shipping;

    public required IReadOnlyList<RefundLine> Lines { get; init; }

    public required IReadOnlyList<OrderTransaction> Transactions { get; init; }
}

/// <summary>What of a line was given back for; <paramref name="RestockType"/> is cancel, return or no_restock.</summary>
internal sealed record RefundLine(long Id, long LineItemId, int Quantity, string RestockType, long Subtotal)
{
    /// <summary>Where the pieces were put.</summary>
    public long? LocationId { get; init; }
}
