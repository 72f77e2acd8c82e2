using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Inventory;

/// <summary>Where statements about products and stock end up.</summary>
internal static class InventoryProjections
{
    private static readonly SqlFile Sql = SqlFile.Load("Inventory.Inventory.sql");
    private static readonly RowTable<VariantRow> Variants = new("variants", ["shop_id", "id"]);

    public static IReadOnlyList<IProjection> All { get; } =
    [
        new Projection<ProductRow>("products", ["id"]) { After = ReplaceVariantsAsync, Event = row => Of(row.Id) },
        new Projection<InventoryItemRow>("inventory_items", ["id"]) { Event = row => Of(row.Id) },
        new Projection<InventoryLevelRow>("inventory_levels", ["inventory_item_id", "location_id"]) { Event = row => Of(row.InventoryItemId) },
        new Projection<LocationRow>("locations", ["id"]) { Event = _ => new ShopEvent { Kind = ShopEventKind.Stock } },
    ];

    private static ShopEvent Of(long id) => new() { Kind = ShopEventKind.Stock, SubjectId = id };

    // A product's body holds its first hundred variants and names the others; what it does not name is gone.
    private static async Task ReplaceVariantsAsync(Batch batch, IReadOnlyList<Newer<ProductRow>> products, CancellationToken cancel)
    {
        foreach (var (product, isNew) in products)
        {
            if (!isNew)
            {
                var known = await batch.Transaction.QueryAsync<long>(Sql["list_variants"], new { product.ShopId, ProductId = product.Id }, cancel);
                var gone = known.Except(product.Variants.Select(v => v.Id)).Except(product.FurtherVariants)
                    .Select(id => new { product.ShopId, Id = id }).ToList();
                if (gone.Count > 0)
                {
                    await batch.Transaction.ExecuteAsync(Sql["delete_variant"], gone, cancel);
                }
            }
        }

        await Variants.UpsertAsync(batch.Transaction, [.. products.SelectMany(p => p.Row.Variants)], cancel);
    }
}
