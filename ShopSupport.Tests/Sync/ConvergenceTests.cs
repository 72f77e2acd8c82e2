using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Sync;

/// <summary>
/// One history ends in the same rows whatever order its deliveries arrive in, however often, with older copies between
/// them, and in whatever batches.
/// </summary>
public sealed class ConvergenceTests(ConvergenceTests.Desk desk) : IClassFixture<ConvergenceTests.Desk>
{
    private readonly SyncedShop _shop = desk.Shop;

    [Property(MaxTest = 250, StartSize = 3, EndSize = 25, Arbitrary = [typeof(Histories)])]
    public async Task<Property> Any_order_any_repetition_and_any_stale_copy_of_one_history_end_in_the_same_rows(History history)
    {
        var told = await EndAsync([history.Deliveries(_shop)]);
        var arrived = await EndAsync(history.Arrival(_shop));

        return (told.Rows > 0).Label("the history left no row to compare")
            .And(string.Equals(told.Text, arrived.Text, StringComparison.Ordinal).Label($"as told:\n{told.Text}\nas it arrived:\n{arrived.Text}"))
            .Classify(told.Rows >= 20, "twenty rows or more");
    }

    [Fact]
    public void All_tables_of_versioned_rows_are_compared() => Assert.True(desk.Tables.Count >= 26, $"{desk.Tables.Count} tables");

    // A shop of its own for each ending: one database serves them all.
    private async Task<(string Text, int Rows)> EndAsync(IEnumerable<IReadOnlyList<Delivery>> batches)
    {
        var domain = $"end-{Guid.NewGuid():N}.myshopify.com";
        foreach (var batch in batches)
        {
            await _shop.ApplyAllAsync([.. batch.Select(delivery => delivery with { ShopDomain = domain })]);
        }

        var shopId = await new ShopStore(_shop.Db.Database, _shop.Db.Clock).FindOrAddAsync(domain, CancellationToken.None);
        Assert.Equal(0, await _shop.Db.FindAsync<int>("SELECT COUNT(*) FROM deliveries WHERE shop_id = @shopId AND outcome = 'dead'", new { shopId }));
        var text = new StringBuilder();
        var rows = 0;
        foreach (var (table, columns) in desk.Tables)
        {
            var dump = await _shop.Db.DumpAsync($"SELECT {columns} FROM {table} WHERE shop_id = @shopId ORDER BY {columns}", new { shopId });
            text.Append(table).Append(": ").AppendLine(dump);
            rows += dump.Length == 0 ? 0 : dump.Count(c => c == '\n') + 1;
        }

        return (text.ToString(), rows);
    }

    /// <summary>One database for all histories, and what is compared in it.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        internal SyncedShop Shop { get; private set; } = null!;

        /// <summary>Every table of versioned rows, with the two that hang on them, and all columns but our own ids.</summary>
        internal IReadOnlyList<(string Table, string Columns)> Tables { get; private set; } = [];

        public async Task InitializeAsync()
        {
            Shop = await SyncedShop.OpenAsync(DatabaseProvider.Sqlite);
            var columns = await Shop.Db.QueryAsync<(string Table, string Column)>("""
                SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
                WHERE m.type = 'table' AND (m.name IN ('order_lines', 'variants') OR EXISTS (SELECT 1 FROM pragma_table_info(m.name) v WHERE v.name = 'version_rank'))
                ORDER BY m.name, c.cid
                """);
            Tables = [.. columns
                .Where(c => c is not ((_, "shop_id") or ("customers", "id")))
                .GroupBy(c => c.Table, StringComparer.Ordinal)
                .Select(g => (g.Key, string.Join(", ", g.Select(c => c.Column))))];
        }

        public async Task DisposeAsync() => await Shop.DisposeAsync();
    }

    /// <summary>How FsCheck makes histories and shrinks them.</summary>
    public static class Histories
    {
        public static Arbitrary<History> Any => History.Any;
    }
}
