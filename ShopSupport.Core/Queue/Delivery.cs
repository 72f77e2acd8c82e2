namespace ShopSupport.Core.Queue;

/// <summary>One webhook as Shopify sent it, or one message as a channel brought it: bytes and the words that came with them.</summary>
public sealed record Delivery
{
    /// <summary>The shop's domain, <c>name.myshopify.com</c>, lower-case. Only trusted because the signature held.</summary>
    public required string ShopDomain { get; init; }

    /// <summary>Shopify's topic as sent, for example <c>orders/create</c> or <c>customer.tags_added</c>; ours begin with <c>desk/</c>.</summary>
    public required string Topic { get; init; }

    /// <summary>The id of this delivery; the same one twice is a repetition. At most 100 characters.</summary>
    public required string WebhookId { get; init; }

    /// <summary>Shared by all deliveries of one merchant action; null when Shopify sent none.</summary>
    public string? EventId { get; init; }

    /// <summary>The API version the body was written in, for example <c>2026-10</c>.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>When the thing happened, by Shopify's clock; null when the header was absent or unreadable.</summary>
    public DateTimeOffset? TriggeredAt { get; init; }

    /// <summary>When it reached us.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>True when a person sent a parked delivery again; any other repetition is none of ours to try.</summary>
    public bool IsRetry { get; init; }

    /// <summary>The span of its receipt as a W3C <c>traceparent</c>; null where nobody measured.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The raw body, byte by byte as signed.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
