using System.Collections.Concurrent;
using System.Security.Cryptography;
using ShopSupport.Simulator.Admin;

namespace ShopSupport.Simulator.OAuth;

/// <summary>What an access token opens: the shop for the app, until then; for a user of the shop where it is an online one.</summary>
internal sealed record AccessGrant(AppOnShop App, DateTimeOffset ExpiresAt, long? UserId);

/// <summary>An access token with what keeps it going.</summary>
internal sealed record TokenPair(string AccessToken, TimeSpan ExpiresIn, string? RefreshToken, TimeSpan? RefreshExpiresIn);

/// <summary>
/// Access tokens. An offline one lives an hour and comes with a refresh token of 90 days; refreshing gives both anew. The refresh
/// token that was used stays usable until its replacement is used for the first time, for 30 days at most, and never beyond its own
/// life: who loses the answer asks again.
/// Source: https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens
/// </summary>
internal sealed class AccessTokens(TimeProvider clock)
{
    private static readonly TimeSpan OfflineLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan OnlineLife = TimeSpan.FromHours(24);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan UsedLife = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, AccessGrant> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Refresh> _refresh = new(StringComparer.Ordinal);

    /// <summary>What a token opens now; null for one that is unknown, too old, or of a shop that took the app off.</summary>
    public AccessGrant? Find(string token) => _access.TryGetValue(token, out var grant) && grant.ExpiresAt > clock.GetUtcNow() ? grant : null;

    public TokenPair Offline(AppOnShop app)
    {
        lock (_lock)
        {
            return Issue(app, predecessor: null);
        }
    }

    public TokenPair Online(AppOnShop app, long userId)
    {
        var token = $"shpua_{Random()}";
        _access[token] = new(app, clock.GetUtcNow() + OnlineLife, userId);
        return new(token, OnlineLife, null, null);
    }

    /// <summary>A new pair; null where the refresh token is good for nothing (any more).</summary>
    public TokenPair? Renew(string refreshToken, AppOnShop app)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (!_refresh.TryGetValue(refreshToken, out var refresh) || refresh.App != app || refresh.IsSpent || now >= refresh.ExpiresAt || now - refresh.UsedAt >= UsedLife)
            {
                return null;
            }

            refresh.UsedAt ??= now;
            refresh.Predecessor?.IsSpent = true;
            return Issue(app, refresh);
        }
    }

    /// <summary>The merchant took the app off: nothing of it is good any more.</summary>
    public void Revoke(AppOnShop app)
    {
        lock (_lock)
        {
            foreach (var (token, _) in _access.Where(one => one.Value.App == app).ToList())
            {
                _access.TryRemove(token, out _);
            }

            foreach (var (token, _) in _refresh.Where(one => one.Value.App == app).ToList())
            {
                _refresh.Remove(token);
            }
        }
    }

    private TokenPair Issue(AppOnShop app, Refresh? predecessor)
    {
        var (access, refresh, now) = ($"shpat_{Random()}", $"shprt_{Random()}", clock.GetUtcNow());
        _access[access] = new(app, now + OfflineLife, UserId: null);
        _refresh[refresh] = new(app, now + RefreshLife, predecessor);
        return new(access, OfflineLife, refresh, RefreshLife);
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private sealed class Refresh(AppOnShop app, DateTimeOffset expiresAt, Refresh? predecessor)
    {
        public AppOnShop App => app;

        public DateTimeOffset ExpiresAt => expiresAt;

        public Refresh? Predecessor => predecessor;

        public DateTimeOffset? UsedAt { get; set; }

        public bool IsSpent { get; set; }
    }
}
