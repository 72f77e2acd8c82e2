using ShopSupport.Core.Channels;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>What a search looks for.</summary>
public enum SearchKind
{
    Order,
    Customer,
    Message,
    Product,
}

/// <summary>What a question found, the likeliest first in each kind.</summary>
public sealed record SearchResults
{
    public Found<FoundOrder> Orders { get; init; } = new([], 0, IsCapped: false);

    public Found<FoundCustomer> Customers { get; init; } = new([], 0, IsCapped: false);

    public Found<FoundMessage> Messages { get; init; } = new([], 0, IsCapped: false);

    public Found<FoundProduct> Products { get; init; } = new([], 0, IsCapped: false);
}

public sealed record FoundOrder
{
    /// <summary>Shopify's id.</summary>
    public long Id { get; init; }

    /// <summary>The number people know, for example <c>#1001</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The total, in minor units.</summary>
    public long TotalMinor { get; init; }

    /// <summary>The order as the panel tells how it stands: states, money, pieces, parcels and returns.</summary>
    public PanelOrder Standing => new()
    {
        Id = Id,
        Name = Name,
        Currency = Currency,
        TotalMinor = TotalMinor,
        RefundedMinor = RefundedMinor,
        FinancialStatus = FinancialStatus,
        FulfillmentStatus = FulfillmentStatus,
        CancelledAt = CancelledAt,
        ProcessedAt = ProcessedAt,
        Lines = Lines,
        Shipments = Shipments,
        Returns = Returns,
    };

    /// <summary>When it was placed.</summary>
    public DateTimeOffset ProcessedAt { get; init; }

    /// <summary>Our id of whose it is; who is left of merged customers.</summary>
    public CustomerId? CustomerId { get; init; }

    public string? CustomerName => Core.Customers.CustomerName.Of(FirstName, LastName, Email, Phone);

    /// <summary>The title of its first line.</summary>
    public string? Goods => Lines.Count > 0 ? Lines[0].Title : null;

    /// <summary>How many lines it has beside that.</summary>
    public int MoreGoods => Math.Max(0, Lines.Count - 1);

    /// <summary>The customer's newest conversation.</summary>
    public ConversationId? ConversationId { get; init; }

    // Whose it is and what is in it, as words.
    internal string Said => $"{LastName}{FirstName} {FirstName}{LastName} {LastName} {FirstName} {Email} {string.Join(' ', Lines.Select(line => $"{line.Title} {line.VariantTitle}"))}";

    internal IReadOnlyList<PanelLine> Lines { get; init; } = [];

    internal IReadOnlyList<PanelShipment> Shipments { get; init; } = [];

    internal IReadOnlyList<PanelReturn> Returns { get; init; } = [];

    internal long RefundedMinor { get; init; }

    internal string? FinancialStatus { get; init; }

    internal string? FulfillmentStatus { get; init; }

    internal DateTimeOffset? CancelledAt { get; init; }

    internal string? FirstName { get; init; }

    internal string? LastName { get; init; }

    internal string? Email { get; init; }

    internal string? Phone { get; init; }
}

public sealed record FoundCustomer
{
    /// <summary>Our id; of merged customers, who is left.</summary>
    public CustomerId Id { get; init; }

    /// <summary>Null for who only wrote.</summary>
    public ShopifyCustomerId? ShopifyId { get; init; }

    public string? Name => CustomerName.Of(FirstName, LastName, Email, Phone);

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? City { get; init; }

    public string? Province { get; init; }

    /// <summary>Of the default address, ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; init; }

    /// <summary>What was bought in each currency, that of most orders first.</summary>
    public IReadOnlyList<FoundSpending> Spending { get; init; } = [];

    /// <summary>The newest conversation.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>Open conversations in which the customer waits for an answer.</summary>
    public int Waiting { get; init; }

    internal string? FirstName { get; init; }

    internal string? LastName { get; init; }
}

/// <summary>What a customer bought in one currency, without cancelled and test orders.</summary>
public sealed record FoundSpending
{
    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Orders in it.</summary>
    public long Orders { get; init; }

    /// <summary>What was paid in it less what was refunded, in minor units.</summary>
    public long SpentMinor { get; init; }

    internal ShopifyCustomerId ShopifyId { get; init; }
}

/// <summary>A conversation with the newest of its messages that were found.</summary>
public sealed record FoundMessage
{
    public ConversationId ConversationId { get; init; }

    public MessageId MessageId { get; init; }

    /// <summary>Who says it to whom; a note too is found.</summary>
    public MessageKind Kind { get; init; }

    public Channel Channel { get; init; }

    public string Subject { get; init; } = "";

    public string? CustomerName => Core.Customers.CustomerName.Of(FirstName, LastName, Email, Phone) ?? Address;

    /// <summary>One line around what was found, at most <see cref="SearchStore.ExcerptLength"/> UTF-16 units.</summary>
    public string Text { get; init; } = "";

    public ConversationStatus Status { get; init; }

    /// <summary>The customer waits for an answer.</summary>
    public bool IsWaiting { get; init; }

    public DateTimeOffset SentAt { get; init; }

    internal string? FirstName { get; init; }

    internal string? LastName { get; init; }

    internal string? Email { get; init; }

    internal string? Phone { get; init; }

    internal string? Address { get; init; }
}

public sealed record FoundProduct
{
    /// <summary>Shopify's id of the variant.</summary>
    public long VariantId { get; init; }

    /// <summary>The product's title.</summary>
    public string Title { get; init; } = "";

    /// <summary>The variant's title; null when there is only one.</summary>
    public string? VariantTitle { get; init; }

    public string? Sku { get; init; }

    /// <summary>Pieces available over all active locations; null when none reported any.</summary>
    public long? Available { get; init; }
}
