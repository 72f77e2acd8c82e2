using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ShopSupport.Core.Shopify;

/// <summary>
/// The signature of a webhook: base64(HMAC-SHA256(key = the client secret's UTF-8 bytes, message = the raw body)).
/// Several secrets are accepted, since after a rotation Shopify signs with the oldest one that is not revoked.
/// Source: https://shopify.dev/docs/apps/build/webhooks/subscribe/https
/// </summary>
public sealed class WebhookSignature(IEnumerable<string> secrets)
{
    private readonly byte[][] _keys = [.. secrets.Where(s => s.Length > 0).Select(Encoding.UTF8.GetBytes)];

    /// <summary>True when <paramref name="signature"/> is the body's under one of the secrets; compared in fixed time.</summary>
    public bool Holds(ReadOnlySpan<byte> body, ReadOnlySpan<char> signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryRead(signature, given))
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var holds = false;
        foreach (var key in _keys)
        {
            HMACSHA256.HashData(key, body, expected);
            holds |= CryptographicOperations.FixedTimeEquals(given, expected);
        }

        return holds;
    }

    /// <summary>True when it could be some body's signature: so much can be told before the body is there.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> signature) => TryRead(signature, stackalloc byte[HMACSHA256.HashSizeInBytes]);

    /// <summary>The signature of <paramref name="body"/> under <paramref name="secret"/>, as Shopify would send it.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static bool TryRead(ReadOnlySpan<char> signature, Span<byte> given) =>
        signature.Length == Base64.GetMaxEncodedToUtf8Length(given.Length)
        && Convert.TryFromBase64Chars(signature, given, out var length) && length == given.Length;
}
