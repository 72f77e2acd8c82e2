using System.Net;
using System.Text.Json;

namespace ShopSupport.Core.Shopify;

/// <summary>What an HTTP answer of the Admin API means to whoever asked.</summary>
internal static class ShopifyVerdict
{
    public static ShopifyOutcome Of(ShopifyDocument document, ShopifyReply reply) => reply.Status switch
    {
        null when !reply.MayHaveArrived => ShopifyOutcome.Unavailable,
        HttpStatusCode.OK => OfBody(document, reply),
        HttpStatusCode.Unauthorized => ShopifyOutcome.NeedsReauth,
        HttpStatusCode.PaymentRequired => ShopifyOutcome.Frozen,
        HttpStatusCode.Forbidden => ShopifyOutcome.Denied,
        HttpStatusCode.NotFound => ShopifyOutcome.Gone,
        HttpStatusCode.Locked => ShopifyOutcome.Locked,
        _ when reply.IsPassing => document.MayRepeat ? ShopifyOutcome.Unavailable : ShopifyOutcome.Unknown,
        _ => ShopifyOutcome.Failed,
    };

    private static ShopifyOutcome OfBody(ShopifyDocument document, ShopifyReply reply)
    {
        if (reply.Has("SHOP_INACTIVE"))
        {
            return ShopifyOutcome.Frozen;
        }

        if (reply.IsBusy || reply.Has("INTERNAL_SERVER_ERROR"))
        {
            return document.MayRepeat ? ShopifyOutcome.Unavailable : ShopifyOutcome.Unknown;
        }

        if (reply.UserErrors.Count > 0)
        {
            return ShopifyOutcome.Refused;
        }

        var hasValue = reply.Data is { } data && data.EnumerateObject().Any(field => field.Value.ValueKind != JsonValueKind.Null);
        return reply.Errors.Count == 0 && reply.Data is null ? (document.MayRepeat ? ShopifyOutcome.Failed : ShopifyOutcome.Unknown)
            : reply.Errors.Count == 0 ? ShopifyOutcome.Done
            : hasValue ? ShopifyOutcome.Partial
            : reply.Has("ACCESS_DENIED") ? ShopifyOutcome.Denied
            : ShopifyOutcome.Failed;
    }
}
