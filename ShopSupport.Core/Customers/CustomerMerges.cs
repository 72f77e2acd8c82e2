using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>Keeps the end of each chain of merges beside its rows, so that reading follows no chain.</summary>
internal static class CustomerMerges
{
    private static readonly SqlFile Sql = SqlFile.Load("Customers.Customers.sql");

    public static async Task SetRootsAsync(Batch batch, IReadOnlyList<Newer<CustomerMergeRow>> merges, CancellationToken cancel)
    {
        foreach (var (merge, _) in merges)
        {
            await SetRootAsync(batch.Transaction, merge.ShopId, merge.DeletedId, cancel);
        }
    }

    /// <summary>Who is left of customers that were merged into others, by Shopify's ids.</summary>
    public static Task<Dictionary<long, ShopifyCustomerId>> FindKeptAsync(
        WriteTransaction transaction, ShopId shopId, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        Owned.FindAsync(transaction, Sql["find_merged_into"], shopId, ids, cancel);

    /// <summary>Gives the merged customer and everybody merged into them, however far, the customer who is left.</summary>
    internal static async Task SetRootAsync(WriteTransaction transaction, ShopId shopId, ShopifyCustomerId deletedId, CancellationToken cancel)
    {
        var rootId = await FindRootAsync(transaction, shopId, deletedId, cancel);
        var seen = new HashSet<ShopifyCustomerId>();
        var next = new Stack<ShopifyCustomerId>([deletedId]);
        while (next.TryPop(out var id))
        {
            if (seen.Add(id))
            {
                await transaction.ExecuteAsync(Sql["set_root"], new { ShopId = shopId, Id = id, RootId = rootId }, cancel);
                (await transaction.QueryAsync<ShopifyCustomerId>(Sql["list_merged_into"], new { ShopId = shopId, Id = id }, cancel)).ForEach(next.Push);
            }
        }
    }

    // Shopify merges in no circle; should a body say so, the smallest id of the circle stands for all.
    private static async Task<ShopifyCustomerId> FindRootAsync(WriteTransaction transaction, ShopId shopId, ShopifyCustomerId id, CancellationToken cancel)
    {
        var seen = new List<ShopifyCustomerId>();
        var current = id;
        while (await transaction.FindAsync<ShopifyCustomerId?>(Sql["find_kept"], new { ShopId = shopId, Id = current }, cancel) is { } kept)
        {
            seen.Add(current);
            if (seen.IndexOf(kept) is var start and >= 0)
            {
                return seen.Skip(start).MinBy(member => member.Value);
            }

            current = kept;
        }

        return current;
    }
}
