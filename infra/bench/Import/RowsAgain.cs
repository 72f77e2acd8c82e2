using System.Diagnostics;
using Microsoft.Data.Sqlite;
using ShopSupport.Core.Storage;

namespace ShopSupport.Bench.Import;

/// <summary>The rows of a database, written again into a fresh one as fast as prepared statements go. They are never all in memory.</summary>
internal static class RowsAgain
{
    private const int Chunk = 20_000;
    private static readonly string Writing = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -{SqliteTuning.Main.CacheKilobytes}; PRAGMA foreign_keys = ON;";

    /// <summary>How many rows each table holds, of those that hold any and belong to the shop.</summary>
    public static Dictionary<string, long> Count(string file)
    {
        using var connection = Open(file);
        return Tables(connection).ToDictionary(table => table, table => (long)Command(connection, $"SELECT COUNT(*) FROM {table}").ExecuteScalar()!, StringComparer.Ordinal);
    }

    /// <summary>Writes them into a file of the same shape in one transaction; returns the seconds that writing and committing took.</summary>
    public static async Task<double> InsertAsync(string from, string to)
    {
        await using (var database = new Database(DatabaseProvider.Sqlite, $"Data Source={to}"))
        {
            await Migrator.MigrateAsync(database, Migrator.Main, CancellationToken.None);
        }

        using var source = Open(from);
        using var target = Open(to);
        Command(target, Writing).ExecuteNonQuery();
        var watch = new Stopwatch();
        using var transaction = target.BeginTransaction(deferred: false);
        // The shop first, since all others point to it.
        foreach (var table in Tables(source).Prepend("shops"))
        {
            Copy(source, target, transaction, table, watch);
        }

        watch.Start();
        await transaction.CommitAsync();
        watch.Stop();
        return watch.Elapsed.TotalSeconds;
    }

    private static void Copy(SqliteConnection source, SqliteConnection target, SqliteTransaction transaction, string table, Stopwatch watch)
    {
        using var reader = Command(source, $"SELECT * FROM {table}").ExecuteReader();
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        using var insert = Command(target, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => $"@{column}"))})");
        insert.Transaction = transaction;
        var parameters = Array.ConvertAll(columns, column => insert.Parameters.Add(new SqliteParameter { ParameterName = $"@{column}" }));
        var rows = new List<object[]>(Chunk);
        while (Fill(reader, rows))
        {
            watch.Start();
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    parameters[i].Value = row[i];
                }

                insert.ExecuteNonQuery();
            }

            watch.Stop();
        }
    }

    private static bool Fill(SqliteDataReader reader, List<object[]> rows)
    {
        rows.Clear();
        while (rows.Count < Chunk && reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows.Count > 0;
    }

    private static List<string> Tables(SqliteConnection connection)
    {
        using var names = Command(
            connection,
            "SELECT m.name FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'shop_id') AND m.name NOT IN ('imports', 'shop_events') AND m.sql NOT LIKE 'CREATE VIRTUAL%'").ExecuteReader();
        var tables = new List<string>();
        while (names.Read())
        {
            tables.Add(names.GetString(0));
        }

        return tables.FindAll(table => Command(connection, $"SELECT 1 FROM {table} LIMIT 1").ExecuteScalar() is not null);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // names of the schema's own tables and columns
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
