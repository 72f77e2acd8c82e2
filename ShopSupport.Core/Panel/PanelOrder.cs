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

    /// <summary>What the customer wrote with the order, or the merchant noted.</summary>
    public string? Note { get; init; }

    /// <summary>What was taken off, in minor units.</summary>
    public long DiscountMinor { get; init; }

    /// <summary>What sending costs the customer, in minor units.</summary>
    public long ShippingMinor { get; init; }

    /// <summary>The page on which the customer follows the order.</summary>
    public string? StatusUrl { get; init; }

    /// <summary>Names of the ways it was paid, as Shopify calls them.</summary>
    public string? Payment { get; init; }

    /// <summary>ISO 4217 code of the money in which the customer saw the price; null where unknown.</summary>
    public string? PresentmentCurrency { get; init; }

    /// <summary>The total in that money, in its minor units.</summary>
    public long? PresentmentMinor { get; init; }

    public string? ShipName { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? ShipCountry { get; init; }

    public string? ShipZip { get; init; }

    public string? ShipProvince { get; init; }

    public string? ShipCity { get; init; }

    public string? ShipAddress1 { get; init; }

    public string? ShipAddress2 { get; init; }

    public IReadOnlyList<PanelLine> Lines { get; init; } = [];

    public IReadOnlyList<PanelShipment> Shipments { get; init; } = [];

    public IReadOnlyList<PanelRefund> Refunds { get; init; } = [];

    public IReadOnlyList<PanelReturn> Returns { get; init; } = [];

    /// <summary>Something of it is still to be sent, and something was.</summary>
    public bool IsPartlySent => FulfillmentStatus is "partial";

    /// <summary>The pieces that the customer is to have.</summary>
    public int Pieces => Lines.Sum(line => line.CurrentQuantity);

    /// <summary>How many of <see cref="Pieces"/> were sent; null where Shopify did not say.</summary>
    public int? PiecesSent => Lines.Count > 0 && Lines.All(line => line.FulfillableQuantity is not null)
        ? Lines.Sum(line => Math.Max(0, line.CurrentQuantity - line.FulfillableQuantity!.Value))
        : null;

    /// <summary>The parcel that needs somebody most: what happened to it is what is true of the order. Null where none was sent.</summary>
    public PanelShipment? WorstParcel => Shipments.MinBy(parcel => parcel.Progress);

    /// <summary>All of it was sent, and every parcel arrived.</summary>
    public bool HasArrived => FulfillmentStatus is "fulfilled" && WorstParcel is { Progress: ParcelProgress.Arrived };

    /// <summary>All its money went back.</summary>
    public bool IsRefundedInFull => FinancialStatus is "refunded" || (RefundedMinor > 0 && RefundedMinor >= TotalMinor);
}

public sealed record PanelLine
{
    /// <summary>Shopify's id of the order, or of the contract that sends it.</summary>
    public long OrderId { get; init; }

    /// <summary>Shopify's id of the line; 0 where it does not matter.</summary>
    public long Id { get; init; }

    /// <summary>Shopify's id of the variant; null for a custom item.</summary>
    public long? VariantId { get; init; }

    /// <summary>The product's title when it was ordered.</summary>
    public string Title { get; init; } = "";

    /// <summary>The variant's title; null when there is only one.</summary>
    public string? VariantTitle { get; init; }

    public int Quantity { get; init; }

    /// <summary>Pieces that are left after edits and refunds.</summary>
    public int CurrentQuantity { get; init; }

    /// <summary>Pieces of them that are still to be sent; null where Shopify did not say.</summary>
    public int? FulfillableQuantity { get; init; }
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

    /// <summary>What is in it: <c>line's id×pieces</c>, one a line; null where Shopify did not say.</summary>
    public string? Contents { get; init; }

    /// <summary>When that word was said; null where the carrier told no time.</summary>
    public DateTimeOffset? StatusAt { get; init; }

    /// <summary>True while the order is still to be fetched: what the carrier reported since may be missing.</summary>
    public bool IsEstimate { get; init; }

    public ParcelProgress Progress => Status switch
    {
        "failure" or "not_delivered" => ParcelProgress.Failed,
        "attempted_delivery" => ParcelProgress.Attempted,
        "delayed" => ParcelProgress.Delayed,
        "delivered" or "picked_up" => ParcelProgress.Arrived,
        _ => ParcelProgress.OnItsWay,
    };
}

/// <summary>How a parcel stands, the worst first.</summary>
public enum ParcelProgress
{
    /// <summary>It will not arrive.</summary>
    Failed,

    /// <summary>Nobody was there to take it.</summary>
    Attempted,

    Delayed,

    /// <summary>Also where the carrier says nothing.</summary>
    OnItsWay,

    Arrived,
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

    /// <summary>Why, as the merchant noted it.</summary>
    public string? Reason { get; init; }
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
