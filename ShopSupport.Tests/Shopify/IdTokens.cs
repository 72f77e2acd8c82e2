using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Shopify;

/// <summary>Session tokens as Shopify makes them, made by hand, so that what is wrong with one is wrong on purpose.</summary>
internal sealed class IdTokens(TimeProvider clock)
{
    public const string Key = "client-id-1";
    public const string Secret = "shpss_0123456789abcdef0123456789abcdef";
    public const string OldSecret = "an old one";
    public const string Shop = "healthy.myshopify.com";
    public const long User = 9007199254740993;

    private static readonly JsonObject Hs256 = new() { ["alg"] = "HS256", ["typ"] = "JWT" };

    public IdTokens()
        : this(new TestClock())
    {
    }

    /// <summary>The claims of a good token.</summary>
    public JsonObject Claims(string shop = Shop, long user = User)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = $"https://{shop}/admin",
            ["dest"] = $"https://{shop}",
            ["aud"] = Key,
            ["sub"] = $"{user}",
            ["exp"] = now + 60,
            ["nbf"] = now,
            ["iat"] = now,
            ["jti"] = Guid.NewGuid().ToString(),
            ["sid"] = "session-1",
        };
    }

    public string Make(string shop = Shop, long user = User, string secret = Secret) => Sign(Claims(shop, user), secret);

    /// <summary>A good token in which one claim is another; null leaves it out.</summary>
    public string With(string claim, JsonNode? value)
    {
        var claims = Claims();
        claims.Remove(claim);
        if (value is not null)
        {
            claims[claim] = value;
        }

        return Sign(claims, Secret);
    }

    public static string Sign(JsonObject claims, string secret, JsonObject? header = null)
    {
        var text = $"{Encode(header ?? Hs256)}.{Encode(claims)}";
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(text)))}";
    }

    public static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
