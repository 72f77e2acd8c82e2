using System.Collections.Concurrent;
using System.Security.Cryptography;
using ShopSupport.Simulator.Admin;

namespace ShopSupport.Simulator.OAuth;

/// <summary>What an access token opens: the shop for the app, until then; for a user of the shop where it is an online one.</summary>
internal sealed record AccessGrant(AppOnShop App, DateTimeOffset ExpiresAt, long? UserId);

/// <summary>An access token with what keeps it going.</summary>
internal sealed record TokenPair(string AccessToken, TimeSpan ExpiresIn, string? RefreshToken, TimeSpan? RefreshExpiresIn);

/// <summary>An offline pair with its ends, and the refresh token that it came for.</summary>
internal sealed record IssuedPair(string Access, DateTimeOffset AccessEnds, string Refresh, DateTimeOffset RefreshEnds, string? For);

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

    /// <summary>Told of each offline pair.</summary>
    public Action<AppOnShop, IssuedPair>? Issued { get; set; }

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

    /// <summary>A pair of an earlier run is good again, for as long as it would have been.</summary>
    public void Restore(AppOnShop app, IssuedPair pair)
    {
        lock (_lock)
        {
            var used = pair.For is null ? null : _refresh.GetValueOrDefault(pair.For);
            used?.UsedAt ??= pair.AccessEnds - OfflineLife;
            used?.Predecessor?.IsSpent = true;
            Hold(app, pair, used);
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
        var now = clock.GetUtcNow();
        var pair = new IssuedPair($"shpat_{Random()}", now + OfflineLife, $"shprt_{Random()}", now + RefreshLife, predecessor?.Token);
        Hold(app, pair, predecessor);
        Issued?.Invoke(app, pair);
        return new(pair.Access, OfflineLife, pair.Refresh, RefreshLife);
    }

    private void Hold(AppOnShop app, IssuedPair pair, Refresh? predecessor)
    {
        _access[pair.Access] = new(app, pair.AccessEnds, UserId: null);
        _refresh[pair.Refresh] = new(app, pair.Refresh, pair.RefreshEnds, predecessor);
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private sealed class Refresh(AppOnShop app, string token, DateTimeOffset expiresAt, Refresh? predecessor)
    {
        public string Token => token;

        public AppOnShop App => app;

        public DateTimeOffset ExpiresAt => expiresAt;

        public Refresh? Predecessor => predecessor;

        public DateTimeOffset? UsedAt { get; set; }

        public bool IsSpent { get; set; }
    }
}
