using ShopSupport.Core.Channels;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Insights;

/// <summary>What a shop's desk is connected with.</summary>
public sealed class ConnectionStore(Database database)
{
    private static readonly SqlFile Sql = SqlFile.Load("Insights.Connection.sql");

    /// <summary>How the shop stands to Shopify.</summary>
    public async Task<ShopConnection> FindAsync(ShopId shopId, CancellationToken cancel)
    {
        var row = await database.FindAsync<Row>(Sql["find"], new { ShopId = shopId }, cancel) ?? throw new InvalidOperationException("There is no such shop.");
        return new ShopConnection { Domain = row.Domain, State = row.State, Granted = row.Granted };
    }

    /// <summary>The channels that brought anything, each with when somebody last wrote in it, on either side.</summary>
    public async Task<IReadOnlyList<(Channel Channel, DateTimeOffset LastAt)>> ListChannelsAsync(ShopId shopId, CancellationToken cancel)
    {
        var channels = new List<(Channel, DateTimeOffset)>();
        foreach (var channel in Enum.GetValues<Channel>())
        {
            if (await database.FindAsync<DateTimeOffset?>(Sql["last_in_channel"], new { ShopId = shopId, Channel = channel.ToKey() }, cancel) is { } last)
            {
                channels.Add((channel, last));
            }
        }

        return channels;
    }

    /// <summary>True once any agent has looked at a conversation.</summary>
    public Task<bool> HasReadAsync(ShopId shopId, CancellationToken cancel) => database.FindAsync<bool>(Sql["has_read"], new { ShopId = shopId }, cancel);

    private sealed record Row
    {
        public string Domain { get; init; } = "";

        public DateTimeOffset? InstalledAt { get; init; }

        public DateTimeOffset? UninstalledAt { get; init; }

        public string? Problem { get; init; }

        public DateTimeOffset? RenewedAt { get; init; }

        public string? Scopes { get; init; }

        public string? ToldScopes { get; init; }

        public long? ToldVersion { get; init; }

        // Shopify says it with each token, and in a delivery when it changes: what was said later counts.
        public string? Granted => ToldScopes is not null && !(RenewedAt?.ToUnixTimeMilliseconds() > ToldVersion) ? ToldScopes : Scopes;

        public ConnectionState State =>
            InstalledAt is null || RenewedAt is null ? UninstalledAt is null ? ConnectionState.Never : ConnectionState.Uninstalled
            : UninstalledAt >= InstalledAt ? ConnectionState.Uninstalled
            : new AccessRow { Problem = Problem }.Known is { } known ? StateOf(known)
            : ConnectionState.Connected;

        private static ConnectionState StateOf(AccessProblem problem) => problem switch
        {
            AccessProblem.NeedsReauth or AccessProblem.StaleSubject => ConnectionState.NeedsReconnect,
            AccessProblem.Frozen => ConnectionState.Frozen,
            AccessProblem.Locked => ConnectionState.Locked,
            AccessProblem.Gone => ConnectionState.Gone,
            AccessProblem.Forbidden or AccessProblem.WrongApp => ConnectionState.Refused,
            AccessProblem.Unavailable => ConnectionState.Unavailable,
        };
    }
}

/// <summary>How a shop stands to Shopify.</summary>
public enum ConnectionState
{
    /// <summary>No token was ever fetched: a demo, or a shop known from its deliveries only.</summary>
    Never,

    Connected,

    /// <summary>No token holds any more: somebody of the shop must open the app once.</summary>
    NeedsReconnect,

    /// <summary>The shop has not paid Shopify.</summary>
    Frozen,

    /// <summary>Shopify has locked the shop.</summary>
    Locked,

    /// <summary>There is no such shop any more.</summary>
    Gone,

    /// <summary>Shopify does not let the app speak for the shop.</summary>
    Refused,

    /// <summary>Shopify did not answer the last time.</summary>
    Unavailable,

    /// <summary>The app was taken out.</summary>
    Uninstalled,
}

/// <summary>A shop and Shopify.</summary>
public sealed record ShopConnection
{
    /// <summary><c>name.myshopify.com</c>.</summary>
    public required string Domain { get; init; }

    public required ConnectionState State { get; init; }

    /// <summary>True where nothing can be done for the shop now: what is written waits.</summary>
    public bool IsClosed => State is ConnectionState.Uninstalled or ConnectionState.Frozen or ConnectionState.Locked or ConnectionState.Gone;

    /// <summary>Handles with commas between them, as Shopify said last; null where it never did.</summary>
    public string? Granted { get; init; }
}
