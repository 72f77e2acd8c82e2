namespace ShopSupport.Core.Panel;

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

    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>When it was placed.</summary>
    public DateTimeOffset ProcessedAt { get; init; }

    public IReadOnlyList<PanelLine> Lines { get; init; } = [];

    public IReadOnlyList<PanelShipment> Shipments { get; init; } = [];

    public IReadOnlyList<PanelRefund> Refunds { get; init; } = [];

    public IReadOnlyList<PanelReturn> Returns { get; init; } = [];
}

public sealed record PanelLine
{
    public long OrderId { get; init; }

    /// <summary>Shopify's id of the variant; null for a custom item.</summary>
    public long? VariantId { get; init; }

    /// <summary>The product's title when it was ordered.</summary>
    public string Title { get; init; } = "";

    /// <summary>The variant's title; null when there is only one.</summary>
    public string? VariantTitle { get; init; }

    public int Quantity { get; init; }

    /// <summary>Pieces that are left after edits and refunds.</summary>
    public int CurrentQuantity { get; init; }
}

/// <summary>One parcel.</summary>
public sealed record PanelShipment
{
    public long OrderId { get; init; }

    public string? TrackingCompany { get; init; }

    public string? TrackingNumber { get; init; }

    /// <summary>Where the carrier shows it; only http and https addresses.</summary>
    public string? TrackingUrl { get; init; }

    /// <summary>The newest word about it: in_transit, out_for_delivery, delivered, failure …; null when unknown.</summary>
    public string? Status { get; init; }

    public DateTimeOffset? ShippedAt { get; init; }

    public DateTimeOffset? StatusAt { get; init; }
}

/// <summary>Money given back for an order.</summary>
public sealed record PanelRefund
{
    public long OrderId { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The amount, in minor units.</summary>
    public long AmountMinor { get; init; }

    public DateTimeOffset? RefundedAt { get; init; }
}

/// <summary>Goods coming back for an order.</summary>
public sealed record PanelReturn
{
    public long OrderId { get; init; }

    /// <summary>Its name, for example <c>#1001-R1</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Shopify's word: requested, open, closed, declined, canceled.</summary>
    public string? Status { get; init; }
}
