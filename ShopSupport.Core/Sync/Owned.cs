using System.Text.Json;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>Looks up whose things are: many at once, in one round trip.</summary>
internal static class Owned
{
    /// <summary>Runs a statement that reads ids from the JSON array <c>@Ids</c> and gives <c>id</c> and <c>shopify_customer_id</c>.</summary>
    public static async Task<Dictionary<long, ShopifyCustomerId>> FindAsync(
        WriteTransaction transaction, SqlText sql, ShopId shopId, IReadOnlyCollection<long> ids, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, Ids = JsonSerializer.Serialize(ids) };
        return (await transaction.QueryAsync<(long Id, ShopifyCustomerId ShopifyCustomerId)>(sql, args, cancel)).ToDictionary(row => row.Id, row => row.ShopifyCustomerId);
    }
}
