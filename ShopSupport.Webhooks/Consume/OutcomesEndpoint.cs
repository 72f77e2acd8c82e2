using System.Text.Json;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;

namespace ShopSupport.Webhooks.Consume;

/// <summary><c>POST /webhooks/outcomes</c>: who can sign deliveries may ask what became of them.</summary>
internal sealed class OutcomesEndpoint(WebhookSignature signature, ShopStore shops, SyncStore sync)
{
    private const int MostIds = 500;
    private const int LargestBody = 200_000;

    public async Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength is not { } length || length > LargestBody)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var body = new byte[length];
        await request.Body.ReadExactlyAsync(body, cancel);
        if (!signature.Holds(body, request.Headers["X-Shopify-Hmac-Sha256"].ToString()))
        {
            return Results.Text("The signature is absent or does not fit the body.", statusCode: StatusCodes.Status401Unauthorized);
        }

        if (ShopDomain.Parse(request.Headers["X-Shopify-Shop-Domain"]) is not { } domain || Ids(body) is not { } ids)
        {
            return Results.Text($"Send {{\"webhook_ids\":[…]}} with at most {MostIds} ids, and the shop's domain.", statusCode: StatusCodes.Status400BadRequest);
        }

        return await shops.FindAsync(domain, cancel) is { } shop
            ? Results.Json(Describe(ids, await sync.ListOutcomesAsync(shop.Id, ids, cancel)))
            : Results.Json(Describe(ids, []));
    }

    private static IEnumerable<object> Describe(List<string> ids, List<HandledDelivery> handled)
    {
        var known = handled.ToDictionary(h => h.WebhookId, StringComparer.Ordinal);
        return ids.Select(id => known.TryGetValue(id, out var delivery)
            ? new
            {
                webhook_id = id,
                topic = (string?)delivery.Topic,
                outcome = delivery.Outcome.ToKey(),
                reason = delivery.Reason is null ? null : DeliveryProblem.Describe(delivery.Reason),
            }
            : new { webhook_id = id, topic = (string?)null, outcome = DeliveryOutcome.Waiting.ToKey(), reason = (string?)null });
    }

    private static List<string>? Ids(byte[] body)
    {
        try
        {
            var ids = JsonSerializer.Deserialize<Dictionary<string, List<string>>>(body)?.GetValueOrDefault("webhook_ids");
            return ids is { Count: <= MostIds } && !ids.Contains(null!) ? ids : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
