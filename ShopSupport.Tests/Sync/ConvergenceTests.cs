using FsCheck;
using FsCheck.Fluent;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Sync;

/// <summary>
/// One history ends in the same rows whatever order its deliveries arrive in, however often, with older copies between
/// them, and in whatever batches.
/// </summary>
public sealed class ConvergenceTests
{
    private const int Cases = 250;

    [Fact]
    public async Task Any_order_any_repetition_and_any_stale_copy_of_one_history_end_in_the_same_rows()
    {
        await using var shop = await SyncedShop.OpenAsync(DatabaseProvider.Sqlite);
        var tables = await SyncedTablesAsync(shop.Db);
        Assert.True(tables.Count >= 26, $"{tables.Count} tables");
        var rows = 0;
        var property = Prop.ForAll(History.Any, history =>
        {
            var told = EndAsync(shop, tables, [history.Deliveries(shop)]).GetAwaiter().GetResult();
            var arrived = EndAsync(shop, tables, history.Arrival(shop)).GetAwaiter().GetResult();
            rows += told.Count(c => c == '\n');
            return string.Equals(told, arrived, StringComparison.Ordinal).Label($"as told:\n{told}\nas it arrived:\n{arrived}");
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithStartSize(3).WithEndSize(25), property);

        Assert.True(rows > Cases * 20, $"Only {rows} rows were compared.");
    }

    // A shop of its own for each ending: one database serves them all.
    private static async Task<string> EndAsync(SyncedShop shop, IReadOnlyList<(string Table, string Columns)> tables, IEnumerable<IReadOnlyList<Delivery>> batches)
    {
        var domain = $"end-{Guid.NewGuid():N}.myshopify.com";
        foreach (var batch in batches)
        {
            await shop.ApplyAllAsync([.. batch.Select(delivery => delivery with { ShopDomain = domain })]);
        }

        var shopId = await new ShopStore(shop.Db.Database, shop.Db.Clock).FindOrAddAsync(domain, CancellationToken.None);
        Assert.Equal(0, await shop.Db.FindAsync<int>("SELECT COUNT(*) FROM deliveries WHERE shop_id = @shopId AND outcome = 'dead'", new { shopId }));
        var text = new System.Text.StringBuilder();
        foreach (var (table, columns) in tables)
        {
            text.Append(table).Append(": ");
            text.AppendLine(await shop.Db.DumpAsync($"SELECT {columns} FROM {table} WHERE shop_id = @shopId ORDER BY {columns}", new { shopId }));
        }

        return text.ToString();
    }

    /// <summary>Every table of versioned rows, with the two that hang on them, and all columns but our own ids.</summary>
    private static async Task<IReadOnlyList<(string Table, string Columns)>> SyncedTablesAsync(TestDatabase db)
    {
        var columns = await db.QueryAsync<(string Table, string Column)>("""
            SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND (m.name IN ('order_lines', 'variants') OR EXISTS (SELECT 1 FROM pragma_table_info(m.name) v WHERE v.name = 'version_rank'))
            ORDER BY m.name, c.cid
            """);
        return [.. columns
            .Where(c => c is not ((_, "shop_id") or ("customers", "id")))
            .GroupBy(c => c.Table, StringComparer.Ordinal)
            .Select(g => (g.Key, string.Join(", ", g.Select(c => c.Column))))];
    }
}
