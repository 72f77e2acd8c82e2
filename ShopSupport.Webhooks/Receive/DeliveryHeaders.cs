using Microsoft.Extensions.Primitives;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Webhooks.Receive;

/// <summary>
/// The words around a body, in either of Shopify's two families of headers: <c>X-Shopify-*</c> of webhooks and
/// <c>shopify-*</c> of events. They are not signed.
/// </summary>
internal readonly struct DeliveryHeaders(IHeaderDictionary headers)
{
    private const int LongestTopic = 100;
    private const int LongestId = 100;

    public string Signature => Find("Hmac-Sha256");

    public string Shop => Find("Shop-Domain");

    private string Topic => Find("Topic");

    private string WebhookId => Find("Webhook-Id");

    /// <summary>The first header without which a delivery cannot be told from others; null when all are there.</summary>
    public string? Missing =>
        Topic is not { Length: > 0 and <= LongestTopic } ? "X-Shopify-Topic"
        : ShopDomain.Parse(Shop) is null ? "X-Shopify-Shop-Domain"
        : WebhookId is not { Length: > 0 and <= LongestId } ? "X-Shopify-Webhook-Id"
        : null;

    public Delivery ToDelivery(string shopDomain, byte[] body, DateTimeOffset receivedAt) => new()
    {
        ShopDomain = shopDomain,
        Topic = Topic,
        WebhookId = WebhookId,
        EventId = NullIfEmpty(Find("Event-Id")),
        ApiVersion = NullIfEmpty(Find("API-Version")),
        TriggeredAt = Instants.Parse(Find("Triggered-At")),
        ReceivedAt = receivedAt,
        Body = body,
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text[..Math.Min(text.Length, LongestId)];

    private string Find(string name)
    {
        var value = headers[$"X-Shopify-{name}"];
        return (StringValues.IsNullOrEmpty(value) ? headers[$"shopify-{name}"] : value).ToString();
    }
}
