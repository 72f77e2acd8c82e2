using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Panel;

/// <summary>Everything the desk shows about one customer, loaded in one round trip.</summary>
public sealed record CustomerPanel
{
    /// <summary>The newest orders that are shown at first.</summary>
    public const int FirstOrders = 10;

    /// <summary>The newest other conversations that are shown at first.</summary>
    public const int FirstConversations = 20;

    /// <summary>The most orders, and the most other conversations, when all are asked for.</summary>
    public const int Most = 500;

    public required PanelCustomer Customer { get; init; }

    /// <summary>Tags, sorted.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The channel of most of their conversations; null when they never wrote.</summary>
    public Channel? PrefersChannel { get; init; }

    /// <summary>Addresses on every channel.</summary>
    public required IReadOnlyList<PanelHandle> Handles { get; init; }

    public required IReadOnlyList<PanelConsent> Consents { get; init; }

    /// <summary>What they spent, a row for each currency; cancelled and test orders are not in it.</summary>
    public required IReadOnlyList<PanelSpending> Spending { get; init; }

    /// <summary>Their subscriptions, active ones first.</summary>
    public required IReadOnlyList<PanelSubscription> Subscriptions { get; init; }

    /// <summary>How many orders we know of, cancelled ones and tests among them.</summary>
    public required long OrderCount { get; init; }

    /// <summary>Their last orders, newest first, as many as were asked for, and among them those that were asked for by name.</summary>
    public required IReadOnlyList<PanelOrder> Orders { get; init; }

    /// <summary>What happened to those orders and subscriptions, and to orders that are gone, in its order; at most the newest 200.</summary>
    public required IReadOnlyList<PanelHappening> Happenings { get; init; }

    /// <summary>The stock of what stands in those orders and subscriptions, and of the products that were asked for.</summary>
    public required IReadOnlyList<StockItem> Stock { get; init; }

    /// <summary>How many other conversations they have in all.</summary>
    public required long ConversationCount { get; init; }

    /// <summary>Who answered them last, in whatever conversation.</summary>
    public PanelAnswer? LastAnswer { get; init; }

    /// <summary>Their other conversations on every channel, newest first, as many as were asked for.</summary>
    public required IReadOnlyList<PanelConversation> Conversations { get; init; }
}

public sealed record PanelCustomer
{
    public CustomerId Id { get; init; }

    /// <summary>Shopify's id; null for a person known only from a channel.</summary>
    public ShopifyCustomerId? ShopifyId { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>The merchant's note about the customer.</summary>
    public string? Note { get; init; }

    public DateTimeOffset? CustomerSince { get; init; }

    /// <summary>The default address's country, ISO 3166-1 alpha-2.</summary>
    public string? CountryCode { get; init; }

    public string? Zip { get; init; }

    /// <summary>The default address's province or prefecture.</summary>
    public string? Province { get; init; }

    /// <summary>The default address's city.</summary>
    public string? City { get; init; }

    public string? Address1 { get; init; }

    public string? Address2 { get; init; }

    /// <summary>Orders as Shopify counts them; larger than ours where only recent orders are known.</summary>
    public long? ShopifyOrderCount { get; init; }
}

/// <summary>One address of the customer on one channel.</summary>
public sealed record PanelHandle
{
    /// <summary><c>mail</c>, <c>phone</c>, <c>line</c>, <c>chat</c>.</summary>
    public string Channel { get; init; } = "";

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

    public long Orders { get; init; }

    /// <summary>Their totals, in minor units.</summary>
    public long TotalMinor { get; init; }

    /// <summary>What was refunded of them, in minor units.</summary>
    public long RefundedMinor { get; init; }

    public DateTimeOffset? FirstAt { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Lifetime value: totals less refunds, in minor units.</summary>
    public long NetMinor => TotalMinor - RefundedMinor;

    /// <summary>Days between two orders on average; null with fewer than two.</summary>
    public double? AverageIntervalDays =>
        Orders > 1 && FirstAt is { } first && LastAt is { } last ? (last - first).TotalDays / (Orders - 1) : null;
}

/// <summary>The last answer that the customer got.</summary>
public sealed record PanelAnswer
{
    public AgentId? AgentId { get; init; }

    public string? AgentName { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>What the panel is asked for beside the customer.</summary>
public sealed record PanelQuestion
{
    /// <summary>The conversation beside which it stands; not listed among the others.</summary>
    public ConversationId? Except { get; init; }

    /// <summary>Names of orders that must be among those shown, as <c>#1001</c>; the first three count, by their digits: a shop writes what it likes around those.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Shopify's ids of products whose stock is asked for; the first three count.</summary>
    public IReadOnlyList<long> Products { get; init; } = [];

    /// <summary>All orders and conversations (<see cref="CustomerPanel.Most"/>), not only the newest.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>One other conversation of the customer.</summary>
public sealed record PanelConversation
{
    public ConversationId Id { get; init; }

    /// <summary>The shop's running number.</summary>
    public long Number { get; init; }

    public Channel Channel { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>Whether it still needs somebody.</summary>
    public ConversationStatus Status { get; init; }

    /// <summary>How it ended; its last words when it has not.</summary>
    public string? Outcome { get; init; }

    /// <summary>The beginning of the last message.</summary>
    public string LastMessageText { get; init; } = "";

    public string? AgentName { get; init; }

    public DateTimeOffset LastMessageAt { get; init; }
}
