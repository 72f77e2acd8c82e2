using System.Reflection;
using System.Text.RegularExpressions;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Storage;

/// <summary>What holds for every statement of the desk, whichever folder it stands in.</summary>
public sealed partial class SqlFilesTests
{
    private const string Prefix = "ShopSupport.Core.";

    public static TheoryData<string> Files => [.. Assembly.GetAssembly(typeof(SqlFile))!.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && !name.Contains(".Migrations.", StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..])];

    [Theory, MemberData(nameof(Files))]
    public async Task Every_block_is_understood_by_the_migrated_database(string name)
    {
        await using var main = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        await using var queue = await SqlPlans.OpenQueueAsync();
        var file = SqlFile.Load(name);

        foreach (var block in file.Blocks.Where(b => b.Only != DatabaseProvider.SqlServer))
        {
            // Dapper writes out the members of a list.
            foreach (var statement in SqlPlans.Statements(Whole(file, block.Name).Replace("IN @", "IN (SELECT 1) OR '' = @", StringComparison.Ordinal)))
            {
                await SqlPlans.ExplainAsync(name.StartsWith("Sync.TableQueue", StringComparison.Ordinal) ? queue : main.Database, statement);
            }
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Blocks_for_both_engines_keep_to_words_both_have(string name)
    {
        foreach (var block in SqlFile.Load(name).Blocks.Where(b => b.Only is null))
        {
            var word = OneEngineOnly().Match(block.Text);
            Assert.False(word.Success, $"{name}: {block.Name} says {word.Value}");
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_statement_on_a_shops_table_names_the_shop(string name)
    {
        foreach (var block in SqlFile.Load(name).Blocks)
        {
            foreach (var statement in SqlPlans.Statements(block.Text).Where(s => ShopTable().IsMatch(s)))
            {
                Assert.True(NamesTheShop(statement) || IsTheShopsOwnTable(statement), $"{name}: {block.Name}");
            }
        }
    }

    [Fact]
    public void The_words_of_one_engine_are_recognised()
    {
        Assert.Matches(OneEngineOnly(), "SELECT a || b");
        Assert.Matches(OneEngineOnly(), "SELECT TOP (1) a");
        Assert.Matches(OneEngineOnly(), "SELECT LEN(a)");
        Assert.DoesNotMatch(OneEngineOnly(), "SELECT stop, topic, {take(@Take)} FROM returns");
    }

    /// <summary>A block as it is run: those of the panel have the customer's family before them.</summary>
    private static string Whole(SqlFile file, string block)
    {
        var text = file[block].Sqlite;
        if (!file.Name.Equals("Customers.CustomerPanel.sql", StringComparison.Ordinal))
        {
            return text;
        }

        return block.Equals("family", StringComparison.Ordinal) ? CustomerPanelStore.Panel.Sqlite : $"{file["family"].Sqlite}\n{text}";
    }

    // A set of rows from JSON brings its shops along.
    private static bool NamesTheShop(string statement) =>
        statement.Contains("@ShopId", StringComparison.Ordinal) || statement.Contains(".shop_id = r.shop_id", StringComparison.Ordinal);

    // The queue holds deliveries before anybody knows their shop; shops itself is the list of tenants:
    // a statement there finds a shop by its domain.
    private static bool IsTheShopsOwnTable(string statement) => !ShopTableButShops().IsMatch(statement);

    [GeneratedRegex(
        @"\b(LIMIT|RETURNING|ON\s+CONFLICT|strftime|TOP|OUTPUT|MERGE|ISNULL|GETUTCDATE|INSERT\s+OR|json_each|OPENJSON)\b|\|\||->>|\bLEN\(",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, -1)]
    private static partial Regex OneEngineOnly();

    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE)\s+[a-z]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, -1)]
    private static partial Regex ShopTable();

    [GeneratedRegex(
        @"\b(FROM|JOIN|INTO|UPDATE)\s+(?!(queue_messages|shops|shop_profiles|shop_uninstalls|migrations|sys|family|members|persons|people|recent|wanted|contracts)\b)[a-z]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, -1)]
    private static partial Regex ShopTableButShops();
}
