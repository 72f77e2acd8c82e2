using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Orders;

internal sealed record OrderRow : VersionedRow
{
    public required long Id { get; init; }

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    public string Name { get; init; } = "";

    public string Currency { get; init; } = "";

    public long TotalMinor { get; init; }

    public long SubtotalMinor { get; init; }

    public long DiscountMinor { get; init; }

    public long ShippingMinor { get; init; }

    public long TaxMinor { get; init; }

    public string? FinancialStatus { get; init; }

    public string? FulfillmentStatus { get; init; }

    public string? CancelReason { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset ProcessedAt { get; init; }

    public string? Tags { get; init; }

    public string? Note { get; init; }

    public string? StatusUrl { get; init; }

    public string? ShipCity { get; init; }

    public string? ShipProvince { get; init; }

    public string? ShipName { get; init; }

    public string? ShipZip { get; init; }

    public string? ShipCountry { get; init; }

    public string? ShipAddress1 { get; init; }

    public string? ShipAddress2 { get; init; }

    public string? Payment { get; init; }

    public string? PresentmentCurrency { get; init; }

    public long? PresentmentMinor { get; init; }

    public bool IsTest { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>When it was told to be gone; null while it is there.</summary>
    [NotAColumn]
    public DateTimeOffset? GoneAt { get; init; }

    [NotAColumn]
    public IReadOnlyList<OrderLineRow> Lines { get; init; } = [];
}

internal sealed record OrderLineRow
{
    public ShopId ShopId { get; init; }

    public required long OrderId { get; init; }

    public required long Id { get; init; }

    public required int Position { get; init; }

    public long? ProductId { get; init; }

    public long? VariantId { get; init; }

    public required string Title { get; init; }

    public string? VariantTitle { get; init; }

    public string? Sku { get; init; }

    public int Quantity { get; init; }

    public int CurrentQuantity { get; init; }

    public int? FulfillableQuantity { get; init; }

    public long PriceMinor { get; init; }

    public long DiscountMinor { get; init; }
}

internal sealed record FulfillmentRow : VersionedRow
{
    public required long Id { get; init; }

    public required long OrderId { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public string? ShipmentStatus { get; init; }

    public string? TrackingCompany { get; init; }

    public string? TrackingNumber { get; init; }

    public string? TrackingUrl { get; init; }

    /// <summary>Further numbers of a parcel in pieces, one a line.</summary>
    public string? MoreTracking { get; init; }

    public long? LocationId { get; init; }

    /// <summary>What is in it, one a line: the order line's id, <c>×</c> and the pieces. Null where the payload does not say.</summary>
    public string? Contents { get; init; }

    public DateTimeOffset? ShippedAt { get; init; }
}

internal sealed record FulfillmentEventRow : VersionedRow
{
    public required long Id { get; init; }

    public long? FulfillmentId { get; init; }

    public long? OrderId { get; init; }

    public string? Status { get; init; }

    public DateTimeOffset? HappenedAt { get; init; }

    public bool IsDeleted { get; init; }
}

internal sealed record OrderTransactionRow : VersionedRow
{
    public required long Id { get; init; }

    public required long OrderId { get; init; }

    public string? Kind { get; init; }

    public string? Status { get; init; }

    public string? Gateway { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    public DateTimeOffset? ProcessedAt { get; init; }
}

internal sealed record RefundRow : VersionedRow
{
    public required long Id { get; init; }

    public required long OrderId { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    public int Quantity { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? RefundedAt { get; init; }
}

internal sealed record ReturnRow : VersionedRow
{
    public required long Id { get; init; }

    public long? OrderId { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public int? Quantity { get; init; }
}
