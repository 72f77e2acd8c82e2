using ShopSupport.Core.Inbox;

namespace ShopSupport.Core.Customers;

/// <summary>Everything the desk shows about one customer, loaded in one round trip.</summary>
public sealed record CustomerPanel
{
    /// <summary>Who it is.</summary>
    public required PanelCustomer Customer { get; init; }

    /// <summary>Tags, sorted.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The channel most of their messages came by; null when they never wrote.</summary>
    public Channel? PrefersChannel { get; init; }

    /// <summary>Addresses on every channel.</summary>
    public required IReadOnlyList<PanelHandle> Handles { get; init; }

    /// <summary>Marketing consents by channel.</summary>
    public required IReadOnlyList<PanelConsent> Consents { get; init; }

    /// <summary>What they spent, a row for each currency; cancelled and test orders are not in it.</summary>
    public required IReadOnlyList<PanelSpending> Spending { get; init; }

    /// <summary>Their subscriptions, active ones first.</summary>
    public required IReadOnlyList<PanelSubscription> Subscriptions { get; init; }

    /// <summary>Their last orders, newest first, at most 10.</summary>
    public required IReadOnlyList<PanelOrder> Orders { get; init; }

    /// <summary>The stock of what stands in those orders and subscriptions.</summary>
    public required IReadOnlyList<StockItem> Stock { get; init; }

    /// <summary>Their other conversations on every channel, newest first, at most 20.</summary>
    public required IReadOnlyList<PanelConversation> Conversations { get; init; }
}

/// <summary>The customer's own lines in the panel.</summary>
public sealed record PanelCustomer
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>Shopify's id; null for a person known only from a channel.</summary>
    public long? ShopifyId { get; init; }

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public string? LastName { get; init; }

    /// <summary>Mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The merchant's note about the customer.</summary>
    public string? Note { get; init; }

    /// <summary>Since when the shop knows them.</summary>
    public DateTimeOffset? CustomerSince { get; init; }

    /// <summary>The default address's country, ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; init; }

    /// <summary>The default address's province or prefecture.</summary>
    public string? Province { get; init; }

    /// <summary>The default address's city.</summary>
    public string? City { get; init; }

    /// <summary>Orders as Shopify counts them; larger than ours where only recent orders are known.</summary>
    public long? ShopifyOrderCount { get; init; }
}

/// <summary>One address of the customer on one channel.</summary>
public sealed record PanelHandle
{
    /// <summary><c>mail</c>, <c>phone</c>, <c>line</c>, <c>chat</c>.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The address itself.</summary>
    public string Handle { get; init; } = "";
}

/// <summary>What the customer agreed to receive.</summary>
public sealed record PanelConsent
{
    /// <summary><c>mail</c> or <c>sms</c>.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Shopify's word, for example <c>subscribed</c>; null when unknown.</summary>
    public string? State { get; init; }
}

/// <summary>What the customer spent in one currency.</summary>
public sealed record PanelSpending
{
    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Number of orders.</summary>
    public long Orders { get; init; }

    /// <summary>Their totals, in minor units.</summary>
    public long TotalMinor { get; init; }

    /// <summary>What was refunded of them, in minor units.</summary>
    public long RefundedMinor { get; init; }

    /// <summary>The first order.</summary>
    public DateTimeOffset? FirstAt { get; init; }

    /// <summary>The last order.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Lifetime value: totals less refunds, in minor units.</summary>
    public long NetMinor => TotalMinor - RefundedMinor;

    /// <summary>Days between two orders on average; null with fewer than two.</summary>
    public double? AverageIntervalDays =>
        Orders > 1 && FirstAt is { } first && LastAt is { } last ? (last - first).TotalDays / (Orders - 1) : null;
}

/// <summary>One subscription contract.</summary>
public sealed record PanelSubscription
{
    /// <summary>Shopify's id of the contract.</summary>
    public long Id { get; init; }

    /// <summary>Shopify's word: active, paused, cancelled, expired, failed.</summary>
    public string Status { get; init; } = "";

    /// <summary>day, week, month or year.</summary>
    public string? DeliveryInterval { get; init; }

    /// <summary>How many of them lie between two deliveries.</summary>
    public int? DeliveryIntervalCount { get; init; }

    /// <summary>The order that began it.</summary>
    public long? OriginOrderId { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Payments that went through.</summary>
    public long Cycles { get; init; }

    /// <summary>Cycles that were skipped.</summary>
    public long Skipped { get; init; }

    /// <summary>Payments that failed since the last good one.</summary>
    public long Failures { get; init; }

    /// <summary>The last good payment.</summary>
    public DateTimeOffset? LastPaidAt { get; init; }

    /// <summary>What the first order held: the lines are not in the contract's webhook.</summary>
    public IReadOnlyList<PanelLine> Lines { get; init; } = [];

    /// <summary>The next delivery as interval and last payment suggest; null unless active. An estimate.</summary>
    public DateTimeOffset? NextExpectedAt =>
        !string.Equals(Status, "active", StringComparison.Ordinal) || (LastPaidAt ?? StartedAt) is not { } last ? null
            : (DeliveryInterval, DeliveryIntervalCount) switch
            {
                ("day", { } n) => last.AddDays(n),
                ("week", { } n) => last.AddDays(7 * n),
                ("month", { } n) => last.AddMonths(n),
                ("year", { } n) => last.AddYears(n),
                _ => null,
            };
}

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

/// <summary>One other conversation of the customer.</summary>
public sealed record PanelConversation
{
    /// <summary>Our id.</summary>
    public long Id { get; init; }

    /// <summary>The shop's running number.</summary>
    public long Number { get; init; }

    /// <summary>Where it took place.</summary>
    public Channel Channel { get; init; }

    /// <summary>What it was about.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Whether it still needs somebody.</summary>
    public ConversationStatus Status { get; init; }

    /// <summary>How it ended; its last words when it has not.</summary>
    public string? Outcome { get; init; }

    /// <summary>The beginning of the last message.</summary>
    public string LastMessageText { get; init; } = "";

    /// <summary>Who answered.</summary>
    public string? AgentName { get; init; }

    /// <summary>When the last message was sent.</summary>
    public DateTimeOffset LastMessageAt { get; init; }
}

/// <summary>The stock of one variant.</summary>
public sealed record StockItem
{
    /// <summary>Shopify's id of the variant.</summary>
    public long VariantId { get; init; }

    /// <summary>The product's title.</summary>
    public string Title { get; init; } = "";

    /// <summary>The variant's title; null when there is only one.</summary>
    public string? VariantTitle { get; init; }

    /// <summary>The merchant's own number.</summary>
    public string? Sku { get; init; }

    /// <summary>False when Shopify does not count it: then it is always to be had.</summary>
    public bool IsTracked { get; init; } = true;

    /// <summary>Pieces available, over all active locations; null when no location reported any.</summary>
    public long? Available { get; init; }

    /// <summary>Sold in the last 30 days among the ten most.</summary>
    public bool IsBestSeller { get; init; }

    /// <summary>Pieces at each active location.</summary>
    public IReadOnlyList<StockAtLocation> Locations { get; init; } = [];

    /// <summary>True when fewer than <see cref="LowStock"/> pieces are left.</summary>
    public bool IsLow => IsTracked && Available is < LowStock;

    /// <summary>Below this many pieces the stock is marked as low.</summary>
    public const long LowStock = 10;
}

/// <summary>Pieces at one location.</summary>
public sealed record StockAtLocation
{
    /// <summary>The variant.</summary>
    public long VariantId { get; init; }

    /// <summary>The location's name.</summary>
    public string Location { get; init; } = "";

    /// <summary>Pieces available; null when the location did not say.</summary>
    public long? Available { get; init; }
}
