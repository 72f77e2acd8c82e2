using System.Reflection;

namespace ShopSupport.Core.Storage;

/// <summary>
/// One embedded <c>.sql</c> file. Blocks are headed <c>-- name: list_open</c>; a block headed
/// <c>-- name: list_open [sqlserver]</c> (or <c>[sqlite]</c>) replaces it on that engine.
/// </summary>
public sealed class SqlFile
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
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ShopSupport.Core.{name}")
            ?? throw new FileNotFoundException($"No SQL file '{name}' is embedded.");
        using var reader = new StreamReader(stream);
        return new SqlFile(name, Parse(reader.ReadToEnd()));
    }

    internal static IEnumerable<SqlBlock> Parse(string text)
    {
        const string heading = "-- name:";
        foreach (var part in text.Split(heading).Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var words = part[..end].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            DatabaseProvider? only = words.Length == 1 ? null : words[1] switch
            {
                "[sqlite]" => DatabaseProvider.Sqlite,
                "[sqlserver]" => DatabaseProvider.SqlServer,
                _ => throw new FormatException($"SQL heading '{part[..end].Trim()}' names no known engine."),
            };
            yield return new SqlBlock(words[0], only, part[(end + 1)..].Trim());
        }
    }
}

/// <summary>One named statement (or several, run in one round trip) as the file holds it.</summary>
/// <param name="Name">The block's name.</param>
/// <param name="Only">The one engine it is for, or null for both.</param>
/// <param name="Text">The SQL with its tokens.</param>
public sealed record SqlBlock(string Name, DatabaseProvider? Only, string Text);

/// <summary>One statement in the words of each engine.</summary>
public readonly record struct SqlText(string Sqlite, string SqlServer)
{
    internal string For(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => Sqlite,
        DatabaseProvider.SqlServer => SqlServer,
    };
}
