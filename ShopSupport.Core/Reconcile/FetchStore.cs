using System.Text.Json;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Reconcile;

/// <summary>Something that is to be fetched from Shopify.</summary>
internal sealed record ToFetch
{
    public string Resource { get; init; } = "";

    public long ResourceId { get; init; }

    public long Version { get; init; }

    public long VersionRank { get; init; }
}

/// <summary>What is to be fetched: asked for, listed, and taken off once it is here.</summary>
public sealed class FetchStore(Database database, TimeProvider clock)
{
    /// <summary>Marks a request for something that Shopify did not know when it was asked first.</summary>
    internal const long Doubted = -1;

    /// <summary>After so long Shopify knows what it was told: what it does not know then is gone.</summary>
    internal static readonly TimeSpan UntilAskedAgain = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private static readonly SqlFile Sql = SqlFile.Load("Reconcile.Fetch.sql");

    /// <summary>Somebody looks at these orders: those of them that are to be fetched come first.</summary>
    public async Task HurryAsync(ShopId shopId, IReadOnlyCollection<long> orders, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var args = new { ShopId = shopId, Ids = JsonSerializer.Serialize(orders), Now = now, Before = now - Fresh, Doubted };
        // Most often there are none, and a page that is only looked at writes nothing. A pause that Shopify asked for goes on.
        if (orders.Count > 0 && await database.FindAsync<int>(Sql["count_orders"], args, cancel) > 0)
        {
            await database.ExecuteAsync(Sql["hurry_orders"], args, cancel);
        }
    }

    /// <summary>What was asked for last comes first: somebody may be looking at it.</summary>
    internal Task<List<ToFetch>> ListAsync(ShopId shopId, IReadOnlyCollection<string> except, int take, CancellationToken cancel) =>
        database.QueryAsync<ToFetch>(
            Sql["list"], new { ShopId = shopId, Except = JsonSerializer.Serialize(except), Take = take, Doubted, AskedAgain = clock.GetUtcNow() - UntilAskedAgain }, cancel);

    /// <summary>Asks for things, and calls whoever fetches.</summary>
    internal async Task AskAsync(ShopId shopId, string resource, IReadOnlyCollection<long> ids, string reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async transaction =>
            {
                await AskAsync(transaction, shopId, resource, ids, reason, now, cancel);
                await WorkStore.HastenAsync(transaction, shopId, FetchRequests.Work, WorkQueue.Repeated, now, cancel);
            },
            cancel);
    }

    internal static async Task AskAsync(
        WriteTransaction transaction, ShopId shopId, string resource, IReadOnlyCollection<long> ids, string reason, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var id in ids)
        {
            var args = new { ShopId = shopId, Resource = resource, ResourceId = id, Reason = reason, AskedAt = now, Version = now.ToUnixTimeMilliseconds() };
            if (await transaction.ExecuteAsync(Sql["ask_again"], args, cancel) == 0)
            {
                await transaction.ExecuteAsync(Sql["ask"], args, cancel);
            }
        }
    }

    /// <summary>Takes requests off, unless they were made anew since they were listed.</summary>
    internal static async Task DoneAsync(WriteTransaction transaction, ShopId shopId, IEnumerable<ToFetch> requests, CancellationToken cancel)
    {
        foreach (var request in requests)
        {
            await transaction.ExecuteAsync(Sql["done"], new { ShopId = shopId, request.Resource, request.ResourceId, request.Version, request.VersionRank }, cancel);
        }
    }

    /// <summary>Shopify did not know these: they stand back, and are asked about once more.</summary>
    internal static async Task DoubtAsync(WriteTransaction transaction, ShopId shopId, IEnumerable<ToFetch> requests, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var request in requests)
        {
            await transaction.ExecuteAsync(Sql["doubt"], new { ShopId = shopId, request.Resource, request.ResourceId, request.Version, request.VersionRank, Now = now, Doubted }, cancel);
        }
    }

    /// <summary>Puts one behind all others: it has failed too often.</summary>
    internal Task PostponeAsync(ShopId shopId, ToFetch request, CancellationToken cancel) =>
        database.ExecuteAsync(Sql["postpone"], new { ShopId = shopId, request.Resource, request.ResourceId, Last = DateTimeOffset.UnixEpoch }, cancel);

    /// <summary>How many things are to be fetched, and how many of them now; read in a transaction.</summary>
    internal static async Task<(long All, long Due)> CountAsync(WriteTransaction transaction, ShopId shopId, DateTimeOffset now, CancellationToken cancel) => (
        await transaction.FindAsync<long>(Sql["count"], new { ShopId = shopId }, cancel),
        await transaction.FindAsync<long>(Sql["count_due"], new { ShopId = shopId, Doubted, AskedAgain = now - UntilAskedAgain }, cancel));
}
