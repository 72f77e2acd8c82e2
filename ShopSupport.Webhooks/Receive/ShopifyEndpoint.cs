using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;

namespace ShopSupport.Webhooks.Receive;

/// <summary>
/// <c>POST /webhooks/shopify</c>. The answer is 200 only when the queue holds the delivery; no database and no call to
/// Shopify stand on the way, so it answers while everything else is down.
/// </summary>
internal sealed class ShopifyEndpoint(WebhookSignature signature, IDeliveryQueue queue, TimeProvider clock, ILogger<ShopifyEndpoint> log)
{
    public const int LargestBody = 10 * 1024 * 1024;

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
        context.Response.ContentType = "text/plain; charset=utf-8";
        // To a sender who is gone this writes nothing, and is no error.
        await context.Response.WriteAsync(refused.Message, CancellationToken.None);
    }

    private async Task<Refusal?> ReceiveAsync(HttpContext context)
    {
        var (body, problem) = await ReadBodyAsync(context);
        if (problem is not null)
        {
            return problem;
        }

        var headers = new DeliveryHeaders(context.Request.Headers);
        if (!signature.Holds(body, headers.Signature))
        {
            return new Refusal(StatusCodes.Status401Unauthorized, "The signature is absent or does not fit the body.");
        }

        if (headers.Missing is { } missing)
        {
            return new Refusal(StatusCodes.Status400BadRequest, $"The header {missing} is missing or cannot be read.");
        }

        var shop = ShopDomain.Parse(headers.Shop)!;
        if (NamedShop.Find(body) is { } named && !string.Equals(named, shop, StringComparison.Ordinal))
        {
            return new Refusal(StatusCodes.Status401Unauthorized, "The body names another shop than the header.");
        }

        return await SendAsync(headers.ToDelivery(shop, body, clock.GetUtcNow()), context.RequestAborted);
    }

    private async Task<Refusal?> SendAsync(Delivery delivery, CancellationToken cancel)
    {
        try
        {
            await queue.SendAsync(delivery, cancel);
            return null;
        }
        catch (QueueUnavailableException e)
        {
            log.LogError("The queue is unavailable: {Message}", e.Message);
            return new Refusal(StatusCodes.Status503ServiceUnavailable, "The queue cannot hold the delivery now; send it again.");
        }
    }

    private static async Task<(byte[] Body, Refusal? Problem)> ReadBodyAsync(HttpContext context)
    {
        var tooLarge = new Refusal(StatusCodes.Status413PayloadTooLarge, "The body is larger than 10 MB.");
        if (context.Request.ContentLength > LargestBody)
        {
            return ([], tooLarge);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Kestrel counts the frames of chunks too: the body itself is measured here.
            limit.MaxRequestBodySize = 2 * LargestBody;
        }

        try
        {
            if (context.Request.ContentLength is { } length)
            {
                var body = GC.AllocateUninitializedArray<byte>((int)length);
                await context.Request.Body.ReadExactlyAsync(body, CancellationToken.None);
                return (body, null);
            }

            return await ReadChunksAsync(context) is { } chunks ? (chunks, null) : ([], tooLarge);
        }
        catch (BadHttpRequestException e)
        {
            return ([], e.StatusCode == StatusCodes.Status413PayloadTooLarge ? tooLarge : new Refusal(e.StatusCode, "The request was cut off."));
        }
        catch (EndOfStreamException)
        {
            return ([], new Refusal(StatusCodes.Status400BadRequest, "The request was cut off."));
        }
    }

    /// <summary>A body without a length; null as soon as it is too large.</summary>
    private static async Task<byte[]?> ReadChunksAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            while (await context.Request.Body.ReadAsync(chunk, CancellationToken.None) is > 0 and var read)
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > LargestBody)
                {
                    return null;
                }
            }

            return buffer.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private readonly record struct Refusal(int Status, string Message);
}
