using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Simulator.OAuth;

namespace ShopSupport.Simulator.Webhooks;

/// <summary>Posts one delivery as Shopify does: signed over its bytes with the oldest secret, and given up after five seconds.</summary>
internal sealed class WebhookPost(SimulatedApp app, HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The status of the answer; null where there was none in time.</summary>
    public async Task<int?> SendAsync(Delivery delivery, AppSubscription subscription, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Longest, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using var request = Request(delivery, subscription);
        try
        {
            using var response = await http.SendAsync(request, both.Token);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private HttpRequestMessage Request(Delivery delivery, AppSubscription subscription)
    {
        var body = Reduced(delivery.Body, subscription.IncludeFields);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, subscription.Uri)) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Add("X-Shopify-Topic", delivery.Topic);
        Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(body.Span, app.Secret));
        Add("X-Shopify-Shop-Domain", delivery.ShopDomain);
        Add("X-Shopify-API-Version", delivery.ApiVersion);
        Add("X-Shopify-Webhook-Id", delivery.WebhookId);
        Add("X-Shopify-Event-Id", delivery.EventId);
        // Shopify's clock tells nanoseconds.
        Add("X-Shopify-Triggered-At", delivery.TriggeredAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture));
        return request;

        void Add(string header, string? value)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(header, value);
            }
        }
    }

    private static ReadOnlyMemory<byte> Reduced(ReadOnlyMemory<byte> body, IReadOnlyList<string> fields)
    {
        if (fields.Count == 0)
        {
            return body;
        }

        using var whole = JsonDocument.Parse(body);
        return JsonSerializer.SerializeToUtf8Bytes(whole.RootElement.EnumerateObject().Where(field => fields.Contains(field.Name, StringComparer.Ordinal)).ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));
    }
}
