using ShopSupport.Core.Storage;
using ShopSupport.Tests.Storage.TSql;

namespace ShopSupport.Tests.Storage;

/// <summary>What SQL Server would say to every text that is sent to it, as far as a reader of T-SQL can tell without one.</summary>
public sealed class TSqlTests
{
    private static IEnumerable<PlacedSql> ForSqlServer =>
        [.. SqlTexts.Migrations(DatabaseProvider.SqlServer), .. SqlTexts.BlocksForSqlServer, .. SqlTexts.GeneratedForSqlServer];

    [Fact]
    public void Every_text_for_SQL_Server_is_T_SQL()
    {
        var wrong = new List<string>();
        foreach (var (place, text) in ForSqlServer)
        {
            try
            {
                SqlTexts.Parse(text);
            }
            catch (FormatException e)
            {
                wrong.Add($"{place}: {e.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Nothing_is_said_that_some_servers_of_the_protocol_lack()
    {
        var refused = ForSqlServer.SelectMany(sql => Refused.In(sql.Text).Select(what => $"{sql.Place}: {what}")).ToList();

        // Tried, and gone on without: see FullText.
        Assert.Equal(["Storage.Migrator.sql make_catalog: a full-text catalog"], refused, StringComparer.Ordinal);
    }

    [Fact]
    public void All_migrations_blocks_and_generated_statements_are_read()
    {
        var places = ForSqlServer.Select(sql => sql.Place).ToList();

        Assert.Contains("Queue/0001_messages.sql", places, StringComparer.Ordinal);
        Assert.Contains("Queue.TableQueue.sql claim", places, StringComparer.Ordinal);
        Assert.Contains("orders, upsert", places, StringComparer.Ordinal);
        Assert.All(SqlTexts.Files.Except(["Customers.Person.sql", "Actions.Action.sql"], StringComparer.Ordinal), file => Assert.Contains(places, place => place.StartsWith(file, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("MERGE t USING r ON t.id = r.id WHEN MATCHED THEN UPDATE SET a = 1;", "MERGE")]
    [InlineData("CREATE OR ALTER VIEW v AS SELECT 1 AS a", "CREATE OR ALTER")]
    [InlineData("CREATE TABLE t (id INT NOT NULL, INDEX ix (id))", "an index inside CREATE TABLE")]
    [InlineData("CREATE TABLE t (id INT NOT NULL INDEX ix)", "an index inside CREATE TABLE")]
    [InlineData("CREATE TABLE t (id INT CONSTRAINT fk FOREIGN KEY REFERENCES u (id))", "a named FOREIGN KEY inside a column")]
    [InlineData("CREATE TABLE t (a NVARCHAR(9) COLLATE Japanese_BIN2 NULL)", "the collation Japanese_BIN2")]
    [InlineData("ALTER TABLE t ADD a INT NULL, b INT NULL", "two columns in one ALTER TABLE ADD")]
    [InlineData("ALTER TABLE t ADD a INT NULL DEFAULT 0 WITH VALUES", "DEFAULT … WITH VALUES")]
    [InlineData("ALTER TABLE t ALTER COLUMN a INT NOT NULL", "ALTER COLUMN … NOT NULL")]
    [InlineData("WITH c AS (SELECT TOP (1) a FROM t ORDER BY a) UPDATE c SET a = 1", "UPDATE through a CTE")]
    [InlineData("WITH c AS (SELECT TOP (1) a FROM t ORDER BY a) DELETE FROM c", "DELETE through a CTE")]
    [InlineData("SELECT a FROM t WITH (UPDLOCK, READPAST)", "UpdLock, ReadPast without a change that claims the rows")]
    [InlineData("UPDATE t WITH (HOLDLOCK) SET a = 1", "HoldLock without a change that claims the rows")]
    [InlineData("DENY SELECT ON t TO u", "DENY")]
    [InlineData("SELECT a FROM t WHERE FREETEXT(b, 'x')", "FREETEXT")]
    [InlineData("SELECT a FROM t WHERE CONTAINS(b, N'解約')", "CONTAINS with words that are not ASCII")]
    [InlineData("CREATE FULLTEXT CATALOG c", "a full-text catalog")]
    [InlineData("SELECT a FROM t ORDER BY a COLLATE Latin1_General_100_CI_AS_SC_UTF8", "the collation Latin1_General_100_CI_AS_SC_UTF8")]
    [InlineData("SELECT TOP (5) PERCENT a FROM t", "TOP … PERCENT or WITH TIES")]
    [InlineData("SELECT a FROM t UNPIVOT (x FOR y IN (b, c)) u", "UNPIVOT")]
    [InlineData("SELECT b.value('(/a)[1]', 'INT') FROM t", "xml.value()")]
    [InlineData("WAITFOR DELAY '00:00:01'", "WAITFOR")]
    [InlineData("SELECT a FROM t FOR SYSTEM_TIME AS OF @At", "a temporal table")]
    [InlineData("SELECT STRING_AGG(value, ',') FROM STRING_SPLIT(@List, ',')", "STRING_AGG straight over STRING_SPLIT")]
    [InlineData("SELECT FORMAT(a, 'N0') FROM t", "FORMAT")]
    [InlineData("SELECT a || b FROM t", "||")]
    [InlineData("SELECT HASHBYTES('SHA2_256', a) FROM t", "HASHBYTES")]
    [InlineData("SELECT a FROM t WHERE LEN(a) > 1", "LEN")]
    public void What_is_refused_is_recognised(string text, string what) => Assert.Equal(what, Assert.Single(Refused.In(text)));

    [Theory]
    [InlineData("UPDATE TOP (@n) t WITH (ROWLOCK, READPAST) SET a = 1 OUTPUT inserted.id WHERE b = 2")]
    [InlineData("CREATE TABLE t (id INT NOT NULL, a NVARCHAR(9) COLLATE Latin1_General_100_BIN2 NULL, CONSTRAINT fk FOREIGN KEY (id) REFERENCES u (id))")]
    [InlineData("ALTER TABLE t ADD a INT DEFAULT 0 NOT NULL")]
    [InlineData("WITH c AS (SELECT a FROM u) UPDATE t SET a = 1 FROM t JOIN c ON c.a = t.a")]
    [InlineData("SELECT a FROM t WHERE CONTAINS(b, N'\"x89e37d04\"')")]
    public void What_is_used_is_not_refused(string text) => Assert.Empty(Refused.In(text));

    [Theory]
    [InlineData("SELECT a FROM t LIMIT 1")]
    [InlineData("SELECT a ->> '$.b' FROM t")]
    [InlineData("SELECT a FROM t WHERE is_open")]
    [InlineData("INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING")]
    [InlineData("INSERT INTO t (a) VALUES (1) RETURNING id")]
    [InlineData("INSERT OR IGNORE INTO t (a) VALUES (1)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a INT)")]
    public void What_only_SQLite_understands_is_not_read(string text) => Assert.Throws<FormatException>(() => SqlTexts.Parse(text));
}
