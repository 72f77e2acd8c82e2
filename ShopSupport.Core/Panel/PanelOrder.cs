namespace ShopSupport.Core.Panel;

/// <summary>One order in the panel.</summary>
public sealed record PanelOrder
{
    /// <summary>Shopify's id.</summary>
    public long Id { get; init; }

    /// <summary>The number people know, for example <c>#1001</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The total, in minor units.</summary>
    public long TotalMinor { get; init; }

    /// <summary>What was refunded of it, in minor units.</summary>
    public long RefundedMinor { get; init; }

    /// <summary>Shopify's word: paid, pending, refunded, partially_refunded, voided …</summary>
    public string? FinancialStatus { get; init; }

    /// <summary>Shopify's word: fulfilled, partial, or null for nothing sent yet.</summary>
    public string? FulfillmentStatus { get; init; }

    /// <summary>When it was cancelled.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>When it was placed.</summary>
    public DateTimeOffset ProcessedAt { get; init; }

    /// <summary>What was ordered.</summary>
    public IReadOnlyList<PanelLine> Lines { get; init; } = [];

    /// <summary>What was sent, and where it is.</summary>
    public IReadOnlyList<PanelShipment> Shipments { get; init; } = [];

    /// <summary>Money given back.</summary>
    public IReadOnlyList<PanelRefund> Refunds { get; init; } = [];

    /// <summary>Goods coming back.</summary>
    public IReadOnlyList<PanelReturn> Returns { get; init; } = [];
}

/// <summary>One line of an order.</summary>
public sealed record PanelLine
{
    /// <summary>The order it stands in.</summary>
    public long OrderId { get; init; }

    /// <summary>Shopify's id of the variant; null for a custom item.</summary>
    public long? VariantId { get; init; }

    /// <summary>The product's title when it was ordered.</summary>
    public string Title { get; init; } = "";

    /// <summary>The variant's title; null when there is only one.</summary>
    public string? VariantTitle { get; init; }

    /// <summary>Pieces ordered.</summary>
    public int Quantity { get; init; }

    /// <summary>Pieces that are left after edits and refunds.</summary>
    public int CurrentQuantity { get; init; }

    /// <summary>Price of one piece, in minor units of the order's currency.</summary>
    public long PriceMinor { get; init; }
}

/// <summary>One parcel.</summary>
public sealed record PanelShipment
{
    /// <summary>The order it belongs to.</summary>
    public long OrderId { get; init; }

    /// <summary>The carrier's name.</summary>
    public string? TrackingCompany { get; init; }

    /// <summary>The tracking number.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>Where the carrier shows it; only http and https addresses.</summary>
    public string? TrackingUrl { get; init; }

    /// <summary>The newest word about it: in_transit, out_for_delivery, delivered, failure …; null when unknown.</summary>
    public string? Status { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? ShippedAt { get; init; }

    /// <summary>When <see cref="Status"/> was reported.</summary>
    public DateTimeOffset? StatusAt { get; init; }
}

/// <summary>Money given back for an order.</summary>
public sealed record PanelRefund
{
    /// <summary>The order it belongs to.</summary>
    public long OrderId { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The amount, in minor units.</summary>
    public long AmountMinor { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? RefundedAt { get; init; }
}

/// <summary>Goods coming back for an order.</summary>
public sealed record PanelReturn
{
    /// <summary>The order it belongs to.</summary>
    public long OrderId { get; init; }

    /// <summary>Its name, for example <c>#1001-R1</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Shopify's word: requested, open, closed, declined, canceled.</summary>
    public string? Status { get; init; }
}
