using ShopSupport.Core.Values;

namespace ShopSupport.Core.Events;

public enum ShopEventKind
{
    /// <summary>The customer, their orders or their subscription changed.</summary>
    Customer,

    /// <summary>A conversation or its messages changed.</summary>
    Conversation,

    /// <summary>Stock or products changed.</summary>
    Stock,

    /// <summary>An agent began to write in a conversation, or ended it.</summary>
    Draft,

    /// <summary>What stands for the whole desk: deliveries and work that were given up or tried again, who may look, how the shop stands to Shopify, how far its first steps are.</summary>
    Sync,

    /// <summary>More of the shop's history has come in, or all that will.</summary>
    Import,

    /// <summary>Something that an agent does to an order, a subscription or a customer came further.</summary>
    Action,
}

/// <summary>The kinds of thing an event can name that belong to a customer.</summary>
public enum EventSubject
{
    Order,

    Contract,
}

/// <summary>One change that open screens should show. Events of a shop are numbered without gaps, in the order of commit.</summary>
public sealed record ShopEvent
{
    /// <summary>The shop's running number; set when the event is written.</summary>
    public long Seq { get; init; }

    public ShopEventKind Kind { get; init; }

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    public ConversationId? ConversationId { get; init; }

    /// <summary>What <see cref="SubjectId"/> is an id of, where that tells whom the event is for; not kept.</summary>
    internal EventSubject? Subject { get; init; }

    /// <summary>Shopify's id of the order, contract, product or stock item that changed; null for a location, which touches all stock.</summary>
    public long? SubjectId { get; init; }

    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>The span that caused it as a W3C <c>traceparent</c>; null where nobody measured.</summary>
    public string? TraceParent { get; init; }
}
