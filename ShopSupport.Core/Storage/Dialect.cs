using System.Text.RegularExpressions;

namespace ShopSupport.Core.Storage;

/// <summary>The SQL engines the desk runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded, one file; the default.</summary>
    Sqlite,

    /// <summary>SQL Server 2022, Azure SQL, or a server that speaks its protocol.</summary>
    SqlServer,
}

/// <summary>
/// The few words in which the engines differ. A token <c>{word}</c> or <c>{word(argument)}</c> in a <c>.sql</c> file
/// is replaced by the engine's own; anything larger is a second block of the same name (see <see cref="SqlFile"/>).
/// </summary>
internal static partial class Dialect
{
    /// <summary>Replaces every token of <paramref name="sql"/>.</summary>
    /// <exception cref="FormatException">The text holds a token that is not in the list below.</exception>
    public static string Translate(string sql, DatabaseProvider provider) =>
        Token().Replace(sql, match => Word(match.Groups["word"].Value, match.Groups["argument"].Value, provider));

    private static string Word(string word, string argument, DatabaseProvider provider)
    {
        var isSqlite = provider == DatabaseProvider.Sqlite;
        return word switch
        {
            "identity" => isSqlite ? "INTEGER PRIMARY KEY AUTOINCREMENT" : "BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY",
            // Numbers of deleted rows may come again on SQLite, which saves it a page in every commit.
            "reused" => isSqlite ? "INTEGER PRIMARY KEY" : "BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY",
            "bigint" => isSqlite ? "INTEGER" : "BIGINT",
            "int" => isSqlite ? "INTEGER" : "INT",
            "bool" => isSqlite ? "INTEGER" : "BIT",
            "instant" => isSqlite ? "INTEGER" : "DATETIMEOFFSET(3)",
            "text" => isSqlite ? "TEXT" : $"NVARCHAR({argument})",
            "longtext" => isSqlite ? "TEXT" : "NVARCHAR(MAX)",
            "blob" => isSqlite ? "BLOB" : "VARBINARY(MAX)",
            // Keys compare byte by byte on both engines.
            "key" => isSqlite ? "TEXT" : $"NVARCHAR({argument}) COLLATE Latin1_General_100_BIN2",
            // A table whose rows live in its primary key, as SQL Server's do anyway.
            "clustered" => isSqlite ? "WITHOUT ROWID" : "",
            // Text compared and sorted by its code points on both engines.
            "binary" => isSqlite ? "" : "COLLATE Latin1_General_100_BIN2",
            // Behind a pattern made with LikePattern.
            "literal" => isSqlite ? "ESCAPE '!'" : "",
            "take" => isSqlite ? $"LIMIT {argument}" : $"OFFSET 0 ROWS FETCH NEXT {argument} ROWS ONLY",
            "rename" when argument.Split(',') is [var table, var from, var to] => isSqlite
                ? $"ALTER TABLE {table} RENAME COLUMN {from} TO {to}"
                : $"EXEC sp_rename N'{table}.{from}', N'{to}', N'COLUMN'",
            "drop_index" when argument.Split(',') is [var table, var name] => isSqlite ? $"DROP INDEX {name}" : $"DROP INDEX {name} ON {table}",
            // Rows of words for full-text search (see FullText), known by the id of what the words are of.
            "words_table" when argument.Split(',') is [var table, var id] => isSqlite
                ? $"CREATE VIRTUAL TABLE {table} USING fts5(shop_id UNINDEXED, words, content='', contentless_delete=1, contentless_unindexed=1, tokenize='ascii')"
                : $"CREATE TABLE {table} ({id} BIGINT NOT NULL, shop_id BIGINT NOT NULL, words NVARCHAR(MAX) NOT NULL, CONSTRAINT pk_{table} PRIMARY KEY ({id}))",
            // SQLite leaves behind what it made for the columns that are not indexed.
            "drop_words" => isSqlite ? $"DROP TABLE {argument};\nDROP TABLE IF EXISTS {argument}_content" : $"DROP TABLE {argument}",
            // A shop's own rows of it; what full-text search on SQLite makes has no other index.
            "words_index" when argument.Split(',') is [var table, var id] => isSqlite ? "SELECT 1" : $"CREATE INDEX ix_{table}_shop ON {table} (shop_id, {id})",
            _ => throw new FormatException($"SQL token '{{{word}}}' is unknown."),
        };
    }

    [GeneratedRegex(@"\{(?<word>[a-z_]+)(?:\((?<argument>[^)]*)\))?\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
