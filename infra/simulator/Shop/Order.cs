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

    /// <summary>pending, partially_paid, paid, partially_refunded, refunded or voided.</summary>
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

    /// <summary>Where the bill goes; null where it goes with the parcel.</summary>
    public Address? BilledTo { get; init; }

    public string? PoNumber { get; init; }

    /// <summary>What the shop's own pages or an app wrote on it.</summary>
    public IReadOnlyList<OrderAttribute> Attributes { get; init; } = [];

    /// <summary>What staff wrote when it was cancelled.</summary>
    public string? CancelNote { get; init; }

    /// <summary>What pieces were worth that edits took off.</summary>
    public long EditedOff { get; init; }

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

    public long Subtotal => LinesTotal - Discount - Lines.Sum(line => line.Discount);

    public long Total => Subtotal + Shipping;

    public long Refunded => Refunds.Sum(refund => refund.Amount);

    public long ShippingRefunded => Refunds.Sum(refund => refund.Shipping);

    /// <summary>What is left after what was taken off and went back; nothing of a cancelled order.</summary>
    public long CurrentTotal => CancelledAt is null ? Math.Max(0, Total - EditedOff - Refunds.Sum(refund => refund.ValueOff ?? refund.Amount)) : 0;

    /// <summary>What was paid, whatever went back of it.</summary>
    public long Received => Transactions.Where(OrderMoney.IsPayment).Sum(payment => payment.Amount);

    /// <summary>What was paid and did not go back yet.</summary>
    public long Refundable => Math.Max(0, Received - Refunded);

    public long Tax => Total * TaxPercent / (100 + TaxPercent);

    /// <summary>What is still to be paid; below 0 what the customer is owed.</summary>
    public long Outstanding => CancelledAt is null ? CurrentTotal - (Received - Refunded) : 0;

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

    /// <summary>What was taken off all its pieces together, beside its part of what was taken off the order.</summary>
    public long Discount { get; init; }

    /// <summary>The plan by which it is bought again and again, where an app keeps the subscription that nobody else sees.</summary>
    public string? SellingPlan { get; init; }

    /// <summary>Whether an edit added it.</summary>
    public bool IsAdded { get; init; }

    public string Name => VariantTitle is null ? Title : $"{Title} - {VariantTitle}";
}

/// <summary>Money that moved.</summary>
internal sealed record OrderTransaction(long Id, string Kind, string Status, string Gateway, long Amount, DateTimeOffset At)
{
    /// <summary>The payment that a refund goes back through.</summary>
    public long? ParentId { get; init; }

    /// <summary>The card, without most of its digits.</summary>
    public string? AccountNumber { get; init; }
}

/// <summary>Something written on an order or a draft by its name.</summary>
internal sealed record OrderAttribute(string Key, string? Value);
