using System.Text.Json;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Webhooks.Receive;

/// <summary>
/// Which shop a body itself names. Headers are not signed, so a body signed for one shop could be sent under another's
/// name; bodies about the shop (privacy requests, shop/update, app/uninstalled) tell.
/// </summary>
internal static class NamedShop
{
    /// <summary>The domain that <c>shop_domain</c> or <c>myshopify_domain</c> at the top of the body names; null when none does.</summary>
    public static string? Find(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("shop_domain"u8) < 0 && body.IndexOf("myshopify_domain"u8) < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(body);
        try
        {
            return Find(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Text that is no text; the consumer says so.
            return null;
        }
    }

    private static string? Find(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            var isName = reader.ValueTextEquals("shop_domain"u8) || reader.ValueTextEquals("myshopify_domain"u8);
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String && ShopDomain.Parse(reader.GetString()) is { } domain)
            {
                return domain;
            }

            reader.Skip();
        }

        return null;
    }
}
