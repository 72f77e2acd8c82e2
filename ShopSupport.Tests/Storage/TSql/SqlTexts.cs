using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Storage.TSql;

/// <summary>A text of SQL and where it stands: file and block, or table and purpose.</summary>
internal sealed record PlacedSql(string Place, string Text)
{
    public override string ToString() => Place;
}

/// <summary>Every text of SQL that Core sends, whichever way it came to be.</summary>
internal static partial class SqlTexts
{
    private const string Prefix = "ShopSupport.Core.";
    private const string MigrationsPrefix = "ShopSupport.Core.Storage.Migrations.";
    private const string Panel = "Panel.CustomerPanel.sql";

    private static readonly IReadOnlyList<string> Resources = [.. Assembly.GetAssembly(typeof(SqlFile))!.GetManifestResourceNames()
        .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The files of named blocks.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Resources.Where(name => !name.StartsWith(MigrationsPrefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..])];

    /// <summary>Every statement of every migration, for one engine.</summary>
    public static IReadOnlyList<PlacedSql> Migrations(DatabaseProvider engine) =>
    [
        .. from set in Resources.Where(name => name.StartsWith(MigrationsPrefix, StringComparison.Ordinal))
               .Select(name => name[MigrationsPrefix.Length..].Split('.')[0]).Distinct(StringComparer.Ordinal)
           from file in Migrator.Files(set)
           from statement in Migrator.Statements(file.Text)
           select new PlacedSql($"{set}/{file.Name}", Dialect.Translate(statement, engine)),
    ];

    /// <summary>The blocks that SQL Server runs, as it runs them.</summary>
    public static IReadOnlyList<PlacedSql> BlocksForSqlServer { get; } =
        [.. Blocks(block => block.Only != DatabaseProvider.Sqlite).Select(b => b with { Text = WithLists(b.Text) })];

    /// <summary>The blocks that stand in a file for both engines.</summary>
    public static IReadOnlyList<PlacedSql> BlocksForBoth { get; } =
        [.. Blocks(block => block.Only is null, inTheirFile: true).Select(b => b with { Text = WithLists(b.Text) })];

    /// <summary>The blocks that only SQLite runs, in words that a reader of T-SQL understands.</summary>
    public static IReadOnlyList<PlacedSql> BlocksForSqlite { get; } =
        [.. Blocks(block => block.Only == DatabaseProvider.Sqlite).Select(b => b with { Place = $"{b.Place} [sqlite]", Text = InTSql(b.Text) })];

    /// <summary>The generated statements as SQL Server runs them.</summary>
    public static IReadOnlyList<PlacedSql> GeneratedForSqlServer { get; } =
        [.. GeneratedSql.List().Select(sql => new PlacedSql($"{sql.Table}, {sql.Purpose}", sql.Text.SqlServer))];

    /// <summary>The generated statements of SQLite, in words that a reader of T-SQL understands.</summary>
    public static IReadOnlyList<PlacedSql> GeneratedForSqlite { get; } =
        [.. GeneratedSql.List().Select(sql => new PlacedSql($"{sql.Table}, {sql.Purpose} [sqlite]", InTSql(sql.Text.Sqlite)))];

    /// <summary>The statements of a text as syntax trees.</summary>
    /// <exception cref="FormatException">The text is not T-SQL.</exception>
    public static TSqlScript Parse(string text)
    {
        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(text), out var errors);
        return errors.Count == 0
            ? (TSqlScript)tree
            : throw new FormatException(string.Join("; ", errors.Select(e => $"line {e.Line}, column {e.Column}: {e.Message}")));
    }

    /// <summary>What a piece of a tree says, without the spaces.</summary>
    public static string Words(TSqlFragment piece) => string.Concat(
        piece.ScriptTokenStream.Skip(piece.FirstTokenIndex).Take(piece.LastTokenIndex - piece.FirstTokenIndex + 1)
            .Where(t => t.TokenType != TSqlTokenType.WhiteSpace).Select(t => t.Text));

    /// <summary>A block as it is run: those of the panel have the customer's family before them.</summary>
    public static string Whole(SqlFile file, string block, DatabaseProvider engine) =>
        !file.Name.Equals(Panel, StringComparison.Ordinal) ? file[block].For(engine)
        : block.Equals("family", StringComparison.Ordinal) ? CustomerPanelStore.Panel.For(engine)
        : $"{file["family"].For(engine)}\n{file[block].For(engine)}";

    /// <summary>SQLite's own words put into those of T-SQL, or left out where they say nothing about which rows are meant.</summary>
    public static string InTSql(string sqlite)
    {
        var text = OnConflict().Replace(sqlite, "");
        text = Returning().Replace(text, "");
        text = Limit().Replace(text, "OFFSET 0 ROWS FETCH NEXT ${rows} ROWS ONLY");
        // By the row's own number, whatever index there is.
        text = text.Replace(" NOT INDEXED", "", StringComparison.Ordinal);
        text = text.Replace("INSERT OR REPLACE INTO ", "INSERT INTO ", StringComparison.Ordinal);
        text = IfNotExists().Replace(text, "TABLE ");
        return OrderedJoin().Replace(text, "JOIN ${table} ON");
    }

    // What stands for the other engine under the same name does not run on this one.
    private static IEnumerable<PlacedSql> Blocks(Func<SqlBlock, bool> which, bool inTheirFile = false) =>
        from name in Files
        let file = SqlFile.Load(name)
        from block in file.Blocks.Where(which)
        let engine = block.Only ?? DatabaseProvider.SqlServer
        where inTheirFile || block.Only is not null || !file.Blocks.Any(b => b.Only == engine && string.Equals(b.Name, block.Name, StringComparison.Ordinal))
        select new PlacedSql($"{name} {block.Name}", inTheirFile && !name.Equals(Panel, StringComparison.Ordinal)
            ? Dialect.Translate(block.Text, engine)
            : Whole(file, block.Name, engine));

    // Dapper writes out the members of a list.
    private static string WithLists(string text) => List().Replace(text, "IN (${list})");

    [GeneratedRegex(@"\bIN (?<list>@\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex List();

    [GeneratedRegex(@"\bON CONFLICT\b[^;]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OnConflict();

    [GeneratedRegex(@"\bRETURNING\b[^;]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Returning();

    [GeneratedRegex(@"\bLIMIT (?<rows>@?\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\bTABLE IF NOT EXISTS ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IfNotExists();

    // A CROSS JOIN with a condition is SQLite's inner join in the order written.
    [GeneratedRegex(@"\bCROSS JOIN (?<table>\w+ \w+) ON\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OrderedJoin();
}
