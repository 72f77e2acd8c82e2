using ShopSupport.Core.Storage;
using ShopSupport.Tests.Storage.TSql;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Storage;

/// <summary>What holds for every statement of the desk, whichever folder it stands in.</summary>
public sealed class SqlFilesTests
{
    /// <summary>Blocks that by their nature are not of one shop, and why.</summary>
    private static readonly Dictionary<string, string> AcrossShops = new(StringComparer.Ordinal)
    {
        ["Events.ShopEvents.sql last_numbers"] = "one question for all shops that somebody looks at; each screen gets its own",
        ["Work.Work.sql list_shops_without"] = "repeated work is added for every shop that lacks it",
        ["Work.Work.sql next_due"] = "whoever does work sleeps until the first item of any shop is due",
        ["Work.Work.sql next_shops"] = "shops take turns, and this is whose turn comes next",
        ["Sync.Deliveries.sql totals_of_all_shops"] = "the health page tells how the process is, not how one shop is",
    };

    public static TheoryData<string> Files => [.. SqlTexts.Files];

    [Theory, MemberData(nameof(Files))]
    public async Task Every_block_is_understood_by_the_migrated_database(string name)
    {
        await using var main = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        await using var queue = await SqlPlans.OpenQueueAsync();
        var file = SqlFile.Load(name);

        foreach (var block in file.Blocks.Where(b => b.Only != DatabaseProvider.SqlServer))
        {
            // Dapper writes out the members of a list.
            var text = SqlTexts.Whole(file, block.Name, DatabaseProvider.Sqlite).Replace("IN @", "IN (SELECT 1) OR '' = @", StringComparison.Ordinal);
            foreach (var statement in SqlPlans.Statements(text))
            {
                await SqlPlans.ExplainAsync(name.StartsWith("Queue.TableQueue", StringComparison.Ordinal) ? queue : main.Database, statement);
            }
        }
    }

    [Fact]
    public async Task Every_generated_statement_is_understood_by_the_migrated_database()
    {
        await using var main = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        await using var queue = await SqlPlans.OpenQueueAsync();

        foreach (var sql in GeneratedSql.List())
        {
            await SqlPlans.ExplainAsync(sql.Table is "queue_messages" ? queue : main.Database, sql.Text.Sqlite);
        }
    }

    [Fact]
    public void Texts_for_both_engines_keep_to_words_both_have()
    {
        var forBoth = GeneratedSql.List().Where(sql => string.Equals(sql.Text.Sqlite, sql.Text.SqlServer, StringComparison.Ordinal))
            .Select(sql => new PlacedSql($"{sql.Table}, {sql.Purpose}", sql.Text.SqlServer));

        var wrong = SqlTexts.BlocksForBoth.Concat(forBoth).SelectMany(sql => BothEngines.Offences(sql.Text).Select(what => $"{sql.Place}: {what}")).ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_statement_on_a_shops_table_names_the_shop()
    {
        var all = SqlTexts.BlocksForSqlServer.Concat(SqlTexts.BlocksForBoth).Concat(SqlTexts.BlocksForSqlite)
            .Concat(SqlTexts.GeneratedForSqlServer).Concat(SqlTexts.GeneratedForSqlite).Distinct();

        var unbound = all.Select(sql => (sql.Place, Tables: ShopBinding.Unbound(sql.Text))).Where(found => found.Tables.Count > 0).ToList();

        var wrong = unbound.Where(found => !AcrossShops.ContainsKey(found.Place)).Select(found => $"{found.Place}: {string.Join(", ", found.Tables)}").ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(AcrossShops.Keys.Order(StringComparer.Ordinal), unbound.Select(found => found.Place).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_upsert_never_replaces_another_shops_row()
    {
        var upserts = GeneratedSql.List().Select(sql => sql.Text.Sqlite)
            .Concat(SqlTexts.Files.Select(SqlFile.Load).SelectMany(file => file.Blocks).Select(block => block.Text))
            .Where(text => text.Contains("ON CONFLICT", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(upserts);
        Assert.All(upserts, text => Assert.Contains("ON CONFLICT (shop_id", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_table_belongs_to_a_shop() =>
        Assert.Equal(Tables.WithoutShop.Keys.Order(StringComparer.Ordinal), Tables.Columns.Keys.Except(Tables.OfShops, StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("SELECT TOP (1) id FROM orders", "TOP")]
    [InlineData("SELECT LEN(name) FROM orders", "LEN")]
    [InlineData("SELECT ISNULL(name, '') FROM orders", "ISNULL")]
    [InlineData("SELECT strftime('%s', name) FROM orders", "strftime")]
    [InlineData("SELECT name || id FROM orders", "||")]
    [InlineData("SELECT 'a' + name FROM orders", "+ between texts")]
    [InlineData("INSERT INTO orders (id) OUTPUT inserted.id VALUES (1)", "OUTPUT")]
    [InlineData("SELECT value FROM json_each(@Ids) j", "json_each")]
    [InlineData("SELECT id FROM OPENJSON(@Ids) WITH (id BIGINT '$') j", "OPENJSON")]
    [InlineData("DELETE o FROM orders o JOIN returns r ON r.order_id = o.id", "DELETE … FROM … JOIN")]
    [InlineData("SELECT name, COUNT(*) FROM orders GROUP BY id", "name beside an aggregate")]
    [InlineData("SELECT o.name, MAX(o.id) FROM orders o", "o.name beside an aggregate")]
    public void The_words_of_one_engine_are_recognised(string text, string word) => Assert.Equal(word, Assert.Single(BothEngines.Offences(text)));

    [Theory]
    [InlineData("SELECT stop, topic FROM returns ORDER BY topic OFFSET 0 ROWS FETCH NEXT @Take ROWS ONLY")]
    [InlineData("SELECT o.name, CASE WHEN o.id = 1 THEN 1 ELSE 0 END AS a, COUNT(*) FROM orders o GROUP BY o.name, CASE WHEN o.id = 1 THEN 1 ELSE 0 END")]
    [InlineData("SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place, (SELECT MAX(r.id) FROM returns r) AS last FROM orders")]
    public void The_words_of_both_are_not(string text) => Assert.Empty(BothEngines.Offences(text));
}
