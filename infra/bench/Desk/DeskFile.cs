using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using ShopSupport.Bench.Search;
using ShopSupport.Core.Storage;

namespace ShopSupport.Bench.Desk;

/// <summary>A shop of the wanted size in a file that is made once and kept: the real schema, filled in bulk.</summary>
internal static class DeskFile
{
    private const string Fast = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -524288; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF;";

    /// <summary>The folder that holds it, with <c>shopsupport.db</c> in it; made when it is missing.</summary>
    public static async Task<string> FindOrMakeAsync(BenchOptions sizes, bool isSearched, TextWriter output)
    {
        // Of another shape it would be another shop.
        var shape = Migrator.Files(Migrator.Main).Last().Name[..4];
        var name = string.Create(CultureInfo.InvariantCulture, $"{(isSearched ? "search" : "desk")}-{shape}-{sizes.Conversations}-{sizes.Messages}-{sizes.Customers}-{sizes.Orders}");
        var folder = Path.Combine(sizes.Directory, name);
        var file = Path.Combine(folder, "shopsupport.db");
        if (File.Exists(file))
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        var unfinished = $"{file}.unfinished";
        File.Delete(unfinished);
        var start = Stopwatch.GetTimestamp();
        await using (var database = new Database(DatabaseProvider.Sqlite, $"Data Source={unfinished}"))
        {
            await Migrator.MigrateAsync(database, "Main", CancellationToken.None);
        }

        Fill(unfinished, sizes, isSearched);
        File.Move(unfinished, file);
        await output.WriteLineAsync($"made {name}: {Text.Mb(new FileInfo(file).Length)} in {Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s");
        return folder;
    }

    // Indexes are built when all rows are in: sorted once, instead of searched for each row.
    private static void Fill(string file, BenchOptions sizes, bool isSearched)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, Fast);
        var indexes = Read(connection, "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        foreach (var index in Read(connection, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
        {
            Run(connection, $"DROP INDEX {index}");
        }

        Run(connection, "BEGIN");
        new TradeRows(connection, sizes).Write();
        new TalkRows(connection, sizes, isSearched ? new SpokenTexts(3) : null).Write();
        Run(connection, "COMMIT");
        indexes.ForEach(index => Run(connection, index));
        Run(connection, "PRAGMA journal_mode = WAL");
    }

    private static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandTimeout = 600;
#pragma warning disable CA2100 // the schema's own statements
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
