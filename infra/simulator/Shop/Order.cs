namespace ShopSupport.Simulator.Shop;

/// <summary>An order. Amounts are in minor units of its currency.</summary>
internal sealed record Order : IShopRow
{
    public required long Id { get; init; }

    /// <summary>Counts the shop's orders from 1; its name counts from 1001.</summary>
    public required int Number { get; init; }

    public long? CustomerId { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Locale { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>customer, inventory, fraud, declined, staff or other.</summary>
    public string? CancelReason { get; init; }

    /// <summary>pending, paid, partially_refunded, refunded or voided.</summary>
    public required string FinancialStatus { get; init; }

    public required string Currency { get; init; }

    public string? DiscountCode { get; init; }

    public long Discount { get; init; }

    public long Shipping { get; init; }

    public required string ShippingTitle { get; init; }

    /// <summary>In percent of the price that includes it.</summary>
    public int TaxPercent { get; init; }

    public string SourceName { get; init; } = "web";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Note { get; init; }

    public required string Gateway { get; init; }

    /// <summary>The page where the customer sees it.</summary>
    public required string StatusUrl { get; init; }

    public Address? Address { get; init; }

    public required IReadOnlyList<LineItem> Lines { get; init; }

    public IReadOnlyList<Fulfillment> Fulfillments { get; init; } = [];

    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    public IReadOnlyList<Return> Returns { get; init; } = [];

    public IReadOnlyList<OrderTransaction> Transactions { get; init; } = [];

    /// <summary>The subscription that made it.</summary>
    public long? ContractId { get; init; }

    public string Name => $"#{1000 + Number}";

    public DateTimeOffset ProcessedAt => CreatedAt;

    public long LinesTotal => Lines.Sum(line => line.Price * line.Quantity);

    public long Subtotal => LinesTotal - Discount;

    public long Total => Subtotal + Shipping;

    public long Refunded => Refunds.Sum(refund => refund.Amount);

    /// <summary>What is left after what went back; nothing of a cancelled order.</summary>
    public long CurrentTotal => CancelledAt is null ? Math.Max(0, Total - Refunded) : 0;

    public long Tax => Total * TaxPercent / (100 + TaxPercent);

    public long Outstanding => FinancialStatus is "pending" ? Total : 0;

    /// <summary>null, partial or fulfilled, as webhooks say it.</summary>
    public string? FulfillmentStatus =>
        !Fulfillments.Any(fulfillment => fulfillment.Status is "success") ? null
        : Lines.Any(line => line.FulfillableQuantity > 0) ? "partial"
        : "fulfilled";
}

/// <summary>So many pieces at that price, in minor units of the order's currency.</summary>
internal sealed record LineItem
{
    public required long Id { get; init; }

    public long? ProductId { get; init; }

    public long? VariantId { get; init; }

    public required string Title { get; init; }

    public string? VariantTitle { get; init; }

    public string? Sku { get; init; }

    public string? Vendor { get; init; }

    public required int Quantity { get; init; }

    /// <summary>After what was taken off and given back.</summary>
    public required int CurrentQuantity { get; init; }

    /// <summary>Still to be sent.</summary>
    public required int FulfillableQuantity { get; init; }

    public required long Price { get; init; }

    public string Name => VariantTitle is null ? Title : $"{Title} - {VariantTitle}";
}

/// <summary>Money that moved.</summary>
internal sealed record OrderTransaction(long Id, string Kind, string Status, string Gateway, long Amount, DateTimeOffset At);
