using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Webhooks.Receive;

/// <summary>
/// <c>POST /webhooks/shopify</c>. The answer is 200 only when the queue holds the delivery; no database and no call to
/// Shopify stand on the way, so it answers while everything else is down.
/// </summary>
internal sealed class ShopifyEndpoint(
    WebhookSignature signature, IDeliveryQueue queue, BodyBudget budget, ArrivalClock clock, ILogger<ShopifyEndpoint> log)
{
    public const int LargestBody = 10 * 1024 * 1024;

    private const string RetryAfterSeconds = "10";

    private static readonly Refusal NotSigned = new(StatusCodes.Status401Unauthorized, "The signature is absent or does not fit the body.");
    private static readonly Refusal TooLarge = new(StatusCodes.Status413PayloadTooLarge, "The body is larger than 10 MB.");

    public async Task HandleAsync(HttpContext context)
    {
        var refusal = await ReceiveAsync(context);
        if (refusal is not { } refused)
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return;
        }

        log.LogWarning("A delivery was refused with {Status}: {Message}", refused.Status, refused.Message);
        context.Response.StatusCode = refused.Status;
        if (refused.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        // To a sender who is gone this writes nothing, and is no error.
        await context.Response.WriteAsync(refused.Message, CancellationToken.None);
    }

    private async Task<Refusal?> ReceiveAsync(HttpContext context)
    {
        var headers = new DeliveryHeaders(context.Request.Headers);
        if (Refuse(headers, context.Request.ContentLength) is { } refused)
        {
            return refused;
        }

        using var incoming = new IncomingBody(budget, LargestBody);
        if (await ReadAsync(context, incoming) is { } problem)
        {
            return problem;
        }

        var body = incoming.Bytes;
        if (!signature.Holds(body, headers.Signature))
        {
            return NotSigned;
        }

        var shop = ShopDomain.Parse(headers.Shop)!;
        if (NamedShop.Find(body) is { } named && !string.Equals(named, shop, StringComparison.Ordinal))
        {
            return new Refusal(StatusCodes.Status401Unauthorized, "The body names another shop than the header.");
        }

        return await SendAsync(headers.ToDelivery(shop, body, clock.Next()), context.RequestAborted);
    }

    // What the headers alone give away is refused before a byte of the body is read.
    private static Refusal? Refuse(DeliveryHeaders headers, long? length) =>
        !WebhookSignature.IsWellFormed(headers.Signature) ? NotSigned
        : headers.Missing is { } missing ? new Refusal(StatusCodes.Status400BadRequest, $"The header {missing} is missing or cannot be read.")
        : length > LargestBody ? TooLarge
        : null;

    private async Task<Refusal?> SendAsync(Delivery delivery, CancellationToken cancel)
    {
        using var span = Measures.Activities.StartActivity("receive delivery", ActivityKind.Producer);
        span?.SetTag("shopsupport.topic", delivery.Topic).SetTag("shopsupport.delivery", delivery.WebhookId);
        try
        {
            await queue.SendAsync(span is null ? delivery : delivery with { TraceParent = Measures.TraceParent }, cancel);
            return null;
        }
        catch (QueueUnavailableException e)
        {
            log.LogError("The queue is unavailable: {Message}", e.Message);
            return new Refusal(StatusCodes.Status503ServiceUnavailable, "The queue cannot hold the delivery now; send it again.");
        }
    }

    private static async Task<Refusal?> ReadAsync(HttpContext context, IncomingBody incoming)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Kestrel counts the frames of chunks too: the body itself is measured here.
            limit.MaxRequestBodySize = 2 * LargestBody;
        }

        try
        {
            return await incoming.ReadAsync(context.Request.BodyReader, context.Request.ContentLength) switch
            {
                IncomingBody.End.Complete => null,
                IncomingBody.End.TooLarge => TooLarge,
                IncomingBody.End.NoRoom => new Refusal(StatusCodes.Status503ServiceUnavailable, "Too much is coming in now; send it again."),
            };
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : new Refusal(e.StatusCode, "The request was cut off.");
        }
    }

    private readonly record struct Refusal(int Status, string Message);
}
