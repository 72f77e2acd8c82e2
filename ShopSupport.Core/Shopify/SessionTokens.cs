using System.Globalization;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ShopSupport.Core.Shopify;

/// <summary>
/// Checks session tokens: JWT, HS256 under one of the app's secrets, for this app, of one shop's admin, within its minute.
/// Source: https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens
/// </summary>
public sealed class SessionTokens(ShopifyOptions options, TimeProvider clock)
{
    /// <summary>What the clocks of Shopify and of this machine may differ by.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _reader = new() { MaximumTokenSizeInBytes = 4096 };

    /// <summary>The token, or why it is none. Nothing of it is believed before its signature holds.</summary>
    public async Task<SessionTokenAnswer> CheckAsync(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return SessionTokenAnswer.Of(SessionTokenProblem.Missing);
        }

        var keys = options.ApiSecrets.Where(secret => secret.Length > 0).Select(Key).ToList();
        if (options.ApiKey.Length == 0 || keys.Count == 0)
        {
            return SessionTokenAnswer.Of(SessionTokenProblem.Foreign);
        }

        var result = await _reader.ValidateTokenAsync(text, Rules(keys));
        return result is { IsValid: true, SecurityToken: JsonWebToken token } ? Read(token) : SessionTokenAnswer.Of(Problem(result.Exception));
    }

    // An HMAC's key is filled up with zeros to its block anyway; the library wants to see 256 bits of it.
    private static SymmetricSecurityKey Key(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        Array.Resize(ref bytes, Math.Max(bytes.Length, 32));
        return new SymmetricSecurityKey(bytes);
    }

    private static SessionTokenProblem Problem(Exception exception) => exception switch
    {
        SecurityTokenExpiredException => SessionTokenProblem.Expired,
        SecurityTokenNotYetValidException => SessionTokenProblem.Early,
        SecurityTokenInvalidAudienceException => SessionTokenProblem.Foreign,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => SessionTokenProblem.Forged,
        _ => SessionTokenProblem.Unreadable,
    };

    private TokenValidationParameters Rules(IEnumerable<SecurityKey> keys) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        IssuerSigningKeys = keys,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        AudienceValidator = (audiences, _, _) => audiences.SequenceEqual([options.ApiKey], StringComparer.Ordinal)
            ? true
            : throw new SecurityTokenInvalidAudienceException(),
        LifetimeValidator = IsNow,
        // Who made it follows from the shop it is for, which only the whole token tells.
        ValidateIssuer = false,
    };

    private bool IsNow(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters rules)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is null ? throw new SecurityTokenNoExpirationException()
            : until + Skew <= now ? throw new SecurityTokenExpiredException()
            : from - Skew > now ? throw new SecurityTokenNotYetValidException()
            : true;
    }

    // dest is the shop's address and nothing more, and iss that shop's admin.
    private static SessionTokenAnswer Read(JsonWebToken token)
    {
        var dest = token.TryGetValue<string>("dest", out var address) ? address : null;
        if (dest is null || !long.TryParse(token.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var user))
        {
            return SessionTokenAnswer.Of(SessionTokenProblem.Unreadable);
        }

        const string Scheme = "https://";
        var shop = dest.StartsWith(Scheme, StringComparison.Ordinal) ? ShopDomain.Parse(dest[Scheme.Length..]) : null;
        if (shop is null || !string.Equals(token.Issuer, $"{dest}/admin", StringComparison.Ordinal))
        {
            return SessionTokenAnswer.Of(SessionTokenProblem.Foreign);
        }

        var until = new DateTimeOffset(token.ValidTo, TimeSpan.Zero);
        return SessionTokenAnswer.Of(new SessionToken
        {
            ShopDomain = shop,
            UserId = user,
            IssuedAt = token.IssuedAt > DateTime.UnixEpoch ? new DateTimeOffset(token.IssuedAt, TimeSpan.Zero) : until - Lifetime,
            ExpiresAt = until,
        });
    }
}
