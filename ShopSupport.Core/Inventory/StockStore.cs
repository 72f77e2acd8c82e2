using System.Text.Json;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inventory;

/// <summary>What can be had, and where.</summary>
public sealed class StockStore(Database database)
{
    private static readonly SqlFile Sql = SqlFile.Load("Inventory.Stock.sql");

    /// <summary>
    /// Variants whose product's title, own title and SKU hold every word of <paramref name="question"/>, in any order, by title.
    /// Width, case and kana are one (<see cref="SearchText.Fold"/>); signs mean themselves. No word finds nothing.
    /// </summary>
    /// <returns>At most <paramref name="take"/> of them; what there are is counted up to <see cref="Found.Cap"/>.</returns>
    public async Task<Found<StockItem>> SearchAsync(ShopId shopId, string question, int take, CancellationToken cancel)
    {
        var words = SearchText.Terms(question);
        if (words.Count == 0)
        {
            return new([], 0, IsCapped: false);
        }

        string Pattern(int place) => place < words.Count ? $"%{LikePattern.Of(words[place], database)}%" : "%";
        var args = new
        {
            ShopId = shopId,
            Word1 = Pattern(0),
            Word2 = Pattern(1),
            Word3 = Pattern(2),
            Word4 = Pattern(3),
            Word5 = Pattern(4),
            Word6 = Pattern(5),
            Take = Found.Cap,
        };
        var found = await database.QueryAsync<long>(Sql["search"], args, cancel);
        return new(await FindAsync(shopId, [.. found.Take(take)], cancel), found.Count, found.Count == Found.Cap);
    }

    /// <summary>How many variants the shop has.</summary>
    public Task<int> CountAsync(ShopId shopId, CancellationToken cancel) => database.FindAsync<int>(Sql["count"], new { ShopId = shopId }, cancel);

    /// <summary>The stock of all variants of these products; the first <see cref="NamedProducts.Most"/> count.</summary>
    public async Task<IReadOnlyList<StockItem>> FindProductsAsync(ShopId shopId, IReadOnlyList<long> products, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, Product1 = products.ElementAtOrDefault(0), Product2 = products.ElementAtOrDefault(1), Product3 = products.ElementAtOrDefault(2) };
        return products.Count == 0 ? [] : await FindAsync(shopId, await database.QueryAsync<long>(Sql["list_variants_of"], args, cancel), cancel);
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
