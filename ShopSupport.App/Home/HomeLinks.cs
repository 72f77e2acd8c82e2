using ShopSupport.App.SignIn;
using ShopSupport.Core;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Shopify;

namespace ShopSupport.App.Home;

/// <summary>Reads what the desk is connected with, and how fresh all that is.</summary>
public sealed class HomeLinks(CurrentAgent agent, ConnectionStore connections, FreshnessStore freshness)
{
    internal async Task<LinkedShop> FindAsync(CancellationToken cancel)
    {
        var connection = await connections.FindAsync(agent.ShopId, cancel);
        var fresh = await freshness.FindAsync(agent.ShopId, cancel);
        return new LinkedShop
        {
            Connection = connection,
            IsDemo = agent.IsVisitor && connection.State == ConnectionState.Never,
            Freshness = fresh,
            Channels = await connections.ListChannelsAsync(agent.ShopId, cancel),
            KnownTopics = SyncCatalogue.KnownTopics.Count,
            HeardTopics = SyncCatalogue.KnownTopics.Intersect(fresh.Topics, StringComparer.Ordinal).Count(),
            MissingActs = connection.Granted is { } given ? Scopes.Missing(given, Scopes.ToAct) : [],
            MissingScopes = connection.Granted is { } granted ? Scopes.Missing(granted, Scopes.Required.Concat(Scopes.Useful)) : [],
        };
    }
}

/// <summary>What a shop's desk is connected with.</summary>
internal sealed record LinkedShop
{
    public required ShopConnection Connection { get; init; }

    /// <summary>A shop that was made up, which no Shopify stands behind.</summary>
    public required bool IsDemo { get; init; }

    public required ShopFreshness Freshness { get; init; }

    public required IReadOnlyList<(Channel Channel, DateTimeOffset LastAt)> Channels { get; init; }

    /// <summary>How many kinds of Shopify's notices the desk reads.</summary>
    public required int KnownTopics { get; init; }

    /// <summary>How many of them have come.</summary>
    public required int HeardTopics { get; init; }

    /// <summary>What the shop could allow besides; empty where that is not known.</summary>
    public required IReadOnlyList<string> MissingScopes { get; init; }

    /// <summary>What agents could do if the shop allowed it; empty where that is not known.</summary>
    public required IReadOnlyList<string> MissingActs { get; init; }

    /// <summary>True while history comes in.</summary>
    public bool IsImporting => Freshness.Import.IsUnderWay;
}
