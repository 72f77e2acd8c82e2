using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Simulator.Replay;

/// <summary>One request and what came back.</summary>
/// <param name="Delivery">What was sent.</param>
/// <param name="Status">The response's status; null when there was no response.</param>
/// <param name="Message">The response's text, or why there was none, on one line.</param>
internal sealed record ReplaySending(ReplayDelivery Delivery, int? Status, string Message)
{
    public bool IsAccepted => Status == 200;
}

/// <summary>Posts deliveries as Shopify does: signed over the raw bytes, at most 32 at a time.</summary>
internal sealed class ReplaySender(HttpClient client, ReplayOptions options, TimeProvider time)
{
    private const int InFlight = 32;
    private const int MessageLength = 200;

    /// <summary>Sends every delivery as often as asked for, and returns what came of each sending, in the order of sending.</summary>
    public async Task<IReadOnlyList<ReplaySending>> SendAsync(IReadOnlyList<ReplayDelivery> deliveries, CancellationToken cancel)
    {
        var order = Order(deliveries);
        var sendings = new ReplaySending[order.Length];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancel };
        await Parallel.ForEachAsync(
            PaceAsync(order.Length, cancel), limits, async (i, inner) => sendings[i] = await SendAsync(order[i], inner));
        return sendings;
    }

    private ReplayDelivery[] Order(IReadOnlyList<ReplayDelivery> deliveries)
    {
        ReplayDelivery[] order = [.. Enumerable.Repeat(deliveries, options.Repeat).SelectMany(d => d)];
        if (options.Shuffle is { } seed)
        {
            new Random(seed).Shuffle(order);
        }

        return order;
    }

    private async IAsyncEnumerable<int> PaceAsync(int count, [EnumeratorCancellation] CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            if (options.Rate is { } rate && TimeSpan.FromSeconds(i / rate) - time.GetElapsedTime(start) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, time, cancel);
            }

            yield return i;
        }
    }

    private async Task<ReplaySending> SendAsync(ReplayDelivery delivery, CancellationToken cancel)
    {
        using var request = Request(delivery);
        try
        {
            using var response = await client.SendAsync(request, cancel);
            var text = response.IsSuccessStatusCode ? "" : OneLine(await response.Content.ReadAsStringAsync(cancel));
            return new ReplaySending(delivery, (int)response.StatusCode, text);
        }
        catch (HttpRequestException e)
        {
            return new ReplaySending(delivery, null, OneLine(e.Message));
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ReplaySending(delivery, null, "no answer in time");
        }
    }

    private HttpRequestMessage Request(ReplayDelivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, options.Endpoint) { Content = new ReadOnlyMemoryContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Shopify-Topic", delivery.Topic);
        request.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(delivery.Body.Span, options.Secret));
        request.Headers.Add("X-Shopify-Shop-Domain", options.Shop);
        request.Headers.Add("X-Shopify-API-Version", delivery.ApiVersion);
        request.Headers.Add("X-Shopify-Webhook-Id", delivery.WebhookId);
        request.Headers.Add("X-Shopify-Event-Id", delivery.EventId);
        request.Headers.Add("X-Shopify-Triggered-At", delivery.TriggeredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        return request;
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MessageLength ? line : $"{line[..MessageLength]}…";
    }
}
