using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inventory;

/// <summary>The variants a shop sells most of, counted in the background and read beside the stock.</summary>
public sealed class BestSellerStore(Database database, TimeProvider clock)
{
    /// <summary>How many variants count as best sellers.</summary>
    public const int Places = 10;

    private static readonly SqlFile Sql = SqlFile.Load("Inventory.BestSellers.sql");

    /// <summary>Counts anew what was sold since then; cancelled, test and deleted orders are not in it.</summary>
    public async Task RefreshAsync(ShopId shopId, DateTimeOffset since, CancellationToken cancel)
    {
        var sold = await database.QueryAsync<Sold>(Sql["count"], new { ShopId = shopId, Since = since, Take = Places }, cancel);
        var now = clock.GetUtcNow();
        var rows = sold.Select((s, i) => new
        {
            ShopId = shopId,
            s.VariantId,
            Place = i + 1,
            Sold = s.Quantity,
            RefreshedAt = now,
        }).ToList();
        await database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(Sql["clear"], new { ShopId = shopId }, cancel);
                await transaction.ExecuteAsync(Sql["add"], rows, cancel);
            },
            cancel);
    }

    private sealed record Sold
    {
        public long VariantId { get; init; }

        public long Quantity { get; init; }
    }
}
