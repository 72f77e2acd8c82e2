using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.OAuth;

/// <summary>
/// Session tokens (id tokens), as App Bridge gets them: a JWT, HS256 with the app's secret, good for a minute.
/// Source: https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
/// </summary>
internal sealed class SessionTokens(SimulatedApp app, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    /// <summary>One for a member of the shop's staff.</summary>
    public string Mint(ShopProfile shop, long userId)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var head = Part(new Dictionary<string, object>(StringComparer.Ordinal) { ["alg"] = "HS256", ["typ"] = "JWT" });
        var body = Part(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = $"https://{shop.Domain}/admin",
            ["dest"] = $"https://{shop.Domain}",
            ["aud"] = app.ApiKey,
            ["sub"] = userId.ToString(CultureInfo.InvariantCulture),
            ["exp"] = now + (long)Life.TotalSeconds,
            ["nbf"] = now,
            ["iat"] = now,
            ["jti"] = Guid.NewGuid().ToString(),
            ["sid"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
        });
        return $"{head}.{body}.{Sign($"{head}.{body}", app.Secret)}";
    }

    /// <summary>The user of a token that is good for that shop now; null where it is not.</summary>
    public long? UserOf(string token, string domain)
    {
        if (token.Split('.') is not [var head, var body, var signature] || !app.Secrets.Any(secret => IsSame(Sign($"{head}.{body}", secret), signature)))
        {
            return null;
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(body));
        var (root, now) = (claims.RootElement, clock.GetUtcNow().ToUnixTimeSeconds());
        var isGood = root.GetProperty("exp").GetInt64() > now && root.GetProperty("nbf").GetInt64() <= now
            && root.GetProperty("aud").ValueEquals(app.ApiKey) && root.GetProperty("dest").ValueEquals($"https://{domain}");
        return isGood && long.TryParse(root.GetProperty("sub").GetString(), CultureInfo.InvariantCulture, out var user) ? user : null;
    }

    private static string Part(Dictionary<string, object> values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));

    private static string Sign(string text, string secret) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
