using System.Reflection;
using System.Text.RegularExpressions;

namespace ShopSupport.Core.Storage;

/// <summary>
/// One embedded <c>.sql</c> file. Blocks are headed <c>-- name: list_open</c>; a block headed
/// <c>-- name: list_open [sqlserver]</c> (or <c>[sqlite]</c>) replaces it on that engine. Text that several blocks share
/// stands once under <c>-- part: row</c>, before them, and is named <c>{part(row)}</c> in each; parts that files share
/// stand in one of their own, which a line <c>-- parts of: Customers.Person.sql</c> names.
/// </summary>
public sealed partial class SqlFile
{
    private readonly Dictionary<(string Name, DatabaseProvider Provider), string> _texts = [];

    private SqlFile(string name, IEnumerable<SqlBlock> blocks)
    {
        Name = name;
        Blocks = [.. blocks];
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            foreach (var block in Blocks.Where(b => b.Only is null || b.Only == provider).OrderBy(b => b.Only is not null))
            {
                _texts[(block.Name, provider)] = Dialect.Translate(block.Text, provider);
            }
        }
    }

    /// <summary>The resource's name, for example <c>Inbox.Inbox.sql</c>.</summary>
    public string Name { get; }

    /// <summary>Every block as written, tokens included.</summary>
    public IReadOnlyList<SqlBlock> Blocks { get; }

    /// <summary>The block of that name.</summary>
    /// <exception cref="KeyNotFoundException">The file has no such block for one of the engines.</exception>
    public SqlText this[string block] => new(
        _texts[(block, DatabaseProvider.Sqlite)],
        _texts[(block, DatabaseProvider.SqlServer)]);

    /// <summary>Reads the file that is embedded under <c>ShopSupport.Core.<paramref name="name"/></c>.</summary>
    /// <exception cref="FileNotFoundException">There is no such resource.</exception>
    /// <exception cref="FormatException">A block's heading is not understood.</exception>
    public static SqlFile Load(string name)
    {
        return new SqlFile(name, Parse(Borrowed().Replace(Read(name), file => Read(file.Groups["name"].Value))));
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ShopSupport.Core.{name}")
            ?? throw new FileNotFoundException($"No SQL file '{name}' is embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    internal static IEnumerable<SqlBlock> Parse(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(text))
        {
            var (name, engine) = (heading.Groups["name"].Value, heading.Groups["engine"].Value);
            var body = parts.Aggregate(
                heading.Groups["body"].Value.Trim(),
                (body, part) => body.Replace($"{{part({part.Key})}}", part.Value, StringComparison.Ordinal));
            if (heading.Groups["kind"].Value is "part")
            {
                parts[name] = body;
                continue;
            }

            DatabaseProvider? only = engine switch
            {
                "" => null,
                "[sqlite]" => DatabaseProvider.Sqlite,
                "[sqlserver]" => DatabaseProvider.SqlServer,
                _ => throw new FormatException($"SQL heading '{name} {engine}' names no known engine."),
            };
            yield return new SqlBlock(name, only, body);
        }
    }

    [GeneratedRegex(@"^-- parts of: (?<name>\S+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Borrowed();

    [GeneratedRegex(
        @"^-- (?<kind>name|part): (?<name>\w+) ?(?<engine>\S*)\n(?<body>.*?)(?=^-- (?:name|part): |\z)",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline,
        1000)]
    private static partial Regex Heading();
}

/// <summary>One named statement (or several, run in one round trip) as the file holds it.</summary>
/// <param name="Name">The block's name.</param>
/// <param name="Only">The one engine it is for, or null for both.</param>
/// <param name="Text">The SQL with its tokens.</param>
public sealed record SqlBlock(string Name, DatabaseProvider? Only, string Text);

/// <summary>One statement in the words of each engine.</summary>
public readonly record struct SqlText(string Sqlite, string SqlServer)
{
    /// <summary>This statement and then <paramref name="next"/>, in one round trip.</summary>
    public SqlText Then(SqlText next) => new($"{Sqlite};\n{next.Sqlite}", $"{SqlServer};\n{next.SqlServer}");

    /// <summary>A text with tokens.</summary>
    internal static SqlText Of(string text) =>
        new(Dialect.Translate(text, DatabaseProvider.Sqlite), Dialect.Translate(text, DatabaseProvider.SqlServer));

    internal string For(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => Sqlite,
        DatabaseProvider.SqlServer => SqlServer,
    };
}
