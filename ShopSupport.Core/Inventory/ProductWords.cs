using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inventory;

/// <summary>Titles and numbers of products as a search compares them.</summary>
internal static class ProductWords
{
    // What a column holds: folding makes some texts longer.
    private const int Longest = 1000;

    private static readonly SqlFile Sql = SqlFile.Load("Inventory.Stock.sql");
    private static readonly RowStatement<WordsRow> SetProducts = new(Sql["set_product_words"]);
    private static readonly RowStatement<WordsRow> SetVariants = new(Sql["set_variant_words"]);

    public static string Of(params string?[] texts) =>
        Excerpt.Of(string.Join(' ', texts.Where(text => text is not null).Select(text => SearchText.Fold(text!))), Longest);

    /// <summary>Fills in the products with ids above <paramref name="after"/>. Returns the id to go on from; null when there are no more.</summary>
    public static Task<long?> SetProductsAsync(WriteTransaction transaction, ShopId shopId, long after, int take, CancellationToken cancel) =>
        SetAsync(transaction, Sql["list_products_after"], SetProducts, shopId, after, take, cancel);

    /// <summary>Fills in variants; see <see cref="SetProductsAsync"/>.</summary>
    public static Task<long?> SetVariantsAsync(WriteTransaction transaction, ShopId shopId, long after, int take, CancellationToken cancel) =>
        SetAsync(transaction, Sql["list_variants_after"], SetVariants, shopId, after, take, cancel);

    private static async Task<long?> SetAsync(
        WriteTransaction transaction, SqlText list, RowStatement<WordsRow> set, ShopId shopId, long after, int take, CancellationToken cancel)
    {
        var found = await transaction.QueryAsync<Listed>(list, new { ShopId = shopId, After = after, Take = take }, cancel);
        await set.ExecuteAsync(transaction, found.Select(row => new WordsRow { ShopId = shopId, Id = row.Id, Words = Of(row.Title, row.Sku) }), cancel);
        return found.Count == 0 ? null : found[^1].Id;
    }

    private sealed record WordsRow
    {
        public required ShopId ShopId { get; init; }

        public required long Id { get; init; }

        public required string Words { get; init; }
    }

    private sealed record Listed
    {
        public long Id { get; init; }

        public string? Title { get; init; }

        public string? Sku { get; init; }
    }
}
