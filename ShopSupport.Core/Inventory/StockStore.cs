using System.Text.Json;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inventory;

/// <summary>What can be had, and where.</summary>
public sealed class StockStore(Database database)
{
    private static readonly SqlFile Sql = SqlFile.Load("Inventory.Stock.sql");

    /// <summary>
    /// At most <paramref name="take"/> variants whose product's title holds <paramref name="text"/> or whose SKU begins
    /// with it, by title. Letters A to Z match in either case; <c>%</c> and <c>_</c> mean themselves. An empty text finds nothing.
    /// </summary>
    public async Task<IReadOnlyList<StockItem>> SearchAsync(ShopId shopId, string text, int take, CancellationToken cancel)
    {
        var words = text.Trim();
        if (words.Length == 0)
        {
            return [];
        }

        var pattern = LikePattern.Of(words, database);
        var args = new { ShopId = shopId, Contains = $"%{pattern}%", Begins = $"{pattern}%", Take = take };
        var found = await database.QueryAsync<long>(Sql["search"], args, cancel);
        return await FindAsync(shopId, found, cancel);
    }

    /// <summary>The stock of these variants, in the order asked; what the shop does not have, or deleted, is left out.</summary>
    public async Task<IReadOnlyList<StockItem>> FindAsync(ShopId shopId, IReadOnlyCollection<long> variantIds, CancellationToken cancel)
    {
        if (variantIds.Count == 0)
        {
            return [];
        }

        long[] wanted = [.. variantIds.Distinct()];
        var items = await database.QueryManyAsync(
            Sql["find"],
            new { ShopId = shopId, Ids = JsonSerializer.Serialize(wanted.Select(id => new { id })) },
            async grid => StockOf(await grid.ReadAsync<StockItem>(), await grid.ReadAsync<StockAtLocation>()),
            cancel);
        var byId = items.ToDictionary(item => item.VariantId);
        return [.. wanted.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    /// <summary>Puts each item together with what lies at its locations.</summary>
    internal static IReadOnlyList<StockItem> StockOf(IEnumerable<StockItem> items, IEnumerable<StockAtLocation> levels)
    {
        var byVariant = levels.ToLookup(level => level.VariantId);
        return [.. items.Select(item => item with
        {
            Locations = [.. byVariant[item.VariantId]],
            Available = byVariant[item.VariantId].Aggregate((long?)null, (sum, level) => level.Available is { } n ? (sum ?? 0) + n : sum),
        })];
    }
}
