using System.Text.Json;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Reconcile;

/// <summary>How far each resource of a shop was compared with Shopify, and what we hold of it.</summary>
public sealed class ReconcileStore(Database database, TimeProvider clock)
{
    // Orders older than sixty days are told of only with a scope of their own; a day less leaves no doubt.
    // Source: https://shopify.dev/docs/api/usage/access-scopes#orders-permissions
    private static readonly TimeSpan Told = TimeSpan.FromDays(59);

    private static readonly SqlFile Sql = SqlFile.Load("Reconcile.Reconcile.sql");

    /// <summary>What is known of each resource that was looked at.</summary>
    public Task<List<Reconciled>> ListAsync(ShopId shopId, CancellationToken cancel) =>
        database.QueryAsync<Reconciled>(Sql["list"], new { ShopId = shopId }, cancel);

    /// <summary>From where on a resource is compared: its mark, or when its import was read; null while it is not imported.</summary>
    internal Task<DateTimeOffset?> FindMarkAsync(ShopId shopId, string resource, CancellationToken cancel) =>
        database.FindAsync<DateTimeOffset?>(Sql["find_mark"], new { ShopId = shopId, Resource = resource }, cancel);

    /// <summary>Notes that a look was taken; without a mark the one that is there stays.</summary>
    internal Task MarkAsync(ShopId shopId, string resource, DateTimeOffset? mark, long mended, ShopifyOutcome outcome, CancellationToken cancel) => WriteAsync(
        "mark",
        new { ShopId = shopId, Resource = resource, MarkedAt = mark, RanAt = clock.GetUtcNow(), Mended = mended, Error = outcome is ShopifyOutcome.Done ? null : outcome.ToKey() },
        cancel);

    /// <summary>Notes what both sides were counted to hold.</summary>
    internal Task CountedAsync(ShopId shopId, string resource, long ours, long shopify, CancellationToken cancel) =>
        WriteAsync("counted", new { ShopId = shopId, Resource = resource, CountedAt = clock.GetUtcNow(), Ours = ours, Shopify = shopify }, cancel);

    /// <summary>The versions of those of these that we hold.</summary>
    internal async Task<Dictionary<long, long>> FindVersionsAsync(ShopId shopId, string resource, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        (await database.QueryAsync<(long Id, long Version)>(Sql[$"versions_{resource}"], new { ShopId = shopId, Ids = JsonSerializer.Serialize(ids) }, cancel))
        .ToDictionary(row => row.Id, row => row.Version);

    /// <summary>How many we hold that were made in a span of time.</summary>
    internal Task<long> CountAsync(ShopId shopId, string resource, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) =>
        database.FindAsync<long>(Sql[$"count_{resource}"], new { ShopId = shopId, From = from, To = to }, cancel);

    /// <summary>Those we hold that were made in a span of time; of what is few, all.</summary>
    internal Task<List<long>> ListIdsAsync(ShopId shopId, string resource, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) =>
        database.QueryAsync<long>(Sql[$"ids_{resource}"], new { ShopId = shopId, From = from, To = to }, cancel);

    /// <summary>From when on Shopify tells of orders.</summary>
    internal async Task<DateTimeOffset> OrdersToldFromAsync(ShopId shopId, CancellationToken cancel)
    {
        // What the token was given, and what a delivery has said since: both must hold it.
        var scopes = await database.QueryAsync<string>(Sql["list_scopes"], new { ShopId = shopId }, cancel);
        return scopes.Count > 0 && scopes.TrueForAll(granted => granted.Split(',').Contains("read_all_orders", StringComparer.Ordinal))
            ? DateTimeOffset.UnixEpoch
            : clock.GetUtcNow() - Told;
    }

    /// <summary>Of these things, those that are deleted when Shopify says nothing of them: what we hold and Shopify would tell of.</summary>
    internal async Task<IReadOnlySet<long>> WhatIsGoneAsync(ShopId shopId, string request, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        if (Resource.All.FirstOrDefault(one => string.Equals(one.Request, request, StringComparison.Ordinal)) is not { } resource)
        {
            return new HashSet<long>();
        }

        var held = await FindVersionsAsync(shopId, resource.Key, ids, cancel);
        if (resource.Key is not "orders")
        {
            return held.Keys.ToHashSet();
        }

        var from = await OrdersToldFromAsync(shopId, cancel);
        var args = new { ShopId = shopId, Ids = JsonSerializer.Serialize(held.Keys), From = from };
        return (await database.QueryAsync<long>(Sql["told_orders"], args, cancel)).ToHashSet();
    }

    private Task WriteAsync(string block, object args, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            if (await transaction.ExecuteAsync(Sql[block], args, cancel) == 0)
            {
                await transaction.ExecuteAsync(Sql["add"], args, cancel);
                await transaction.ExecuteAsync(Sql[block], args, cancel);
            }
        },
        cancel);
}
