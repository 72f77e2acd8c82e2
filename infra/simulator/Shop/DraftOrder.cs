namespace ShopSupport.Simulator.Shop;

/// <summary>An order that is put together for a customer. Amounts are in minor units of its currency.</summary>
internal sealed record DraftOrder : IShopRow
{
    public required long Id { get; init; }

    /// <summary>Counts the shop's drafts from 1.</summary>
    public required int Number { get; init; }

    /// <summary>open, invoice_sent or completed.</summary>
    public string Status { get; init; } = "open";

    public long? CustomerId { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Note { get; init; }

    public string? PoNumber { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<OrderAttribute> Attributes { get; init; } = [];

    public required string Currency { get; init; }

    /// <summary>In percent of the price that includes it.</summary>
    public int TaxPercent { get; init; }

    public IReadOnlyList<DraftLine> Lines { get; init; } = [];

    /// <summary>What is taken off all of it.</summary>
    public DraftDiscount? Discount { get; init; }

    public string? ShippingTitle { get; init; }

    public long Shipping { get; init; }

    public Address? Address { get; init; }

    /// <summary>Where the customer pays.</summary>
    public required string InvoiceUrl { get; init; }

    public DateTimeOffset? InvoiceSentAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The order that it became.</summary>
    public long? OrderId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string Name => $"#D{Number}";

    public long LinesTotal => Lines.Sum(line => line.Item.Price * line.Item.Quantity);

    public long LinesDiscounted => Lines.Sum(line => (line.Item.Price * line.Item.Quantity) - line.Item.Discount);

    /// <summary>What is taken off the whole, beside what is taken off lines.</summary>
    public long OrderDiscount => Discount?.Of(LinesDiscounted, pieces: 1) ?? 0;

    public long Subtotal => LinesDiscounted - OrderDiscount;

    public long Total => Subtotal + Shipping;

    public long Tax => Total * TaxPercent / (100 + TaxPercent);
}

/// <summary>A line of a draft; what is taken off it is in the item already.</summary>
internal sealed record DraftLine(LineItem Item, DraftDiscount? Discount, IReadOnlyList<OrderAttribute> Attributes);

/// <summary>A fixed amount in minor units for each piece, or a share in percent.</summary>
internal sealed record DraftDiscount(string? Title, string? Description, long? Fixed, decimal? Percent)
{
    /// <summary>What comes off an amount for so many pieces; never more than all of it.</summary>
    public long Of(long amount, int pieces) => Math.Min(amount, Fixed is { } each ? each * pieces : (long)Math.Round(amount * (Percent ?? 0) / 100, MidpointRounding.AwayFromZero));
}
