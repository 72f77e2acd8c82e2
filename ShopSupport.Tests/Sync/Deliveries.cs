using System.Text;
using ShopSupport.Core.Queue;

namespace ShopSupport.Tests.Sync;

/// <summary>Deliveries for tests of queues.</summary>
internal static class Deliveries
{
    public static Delivery One(byte[]? body = null, string shop = "tea-and-more.myshopify.com", string topic = "orders/create") => new()
    {
        ShopDomain = shop,
        Topic = topic,
        WebhookId = Guid.NewGuid().ToString(),
        ReceivedAt = new DateTimeOffset(2026, 10, 3, 4, 5, 7, TimeSpan.Zero),
        Body = body ?? Encoding.UTF8.GetBytes("""{"id":820982911946154508}"""),
    };
}
