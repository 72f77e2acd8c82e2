using Microsoft.Data.Sqlite;
using ShopSupport.Core.Storage;

namespace ShopSupport.Bench.Consume;

/// <summary>Every row of a database, held in memory, to be written again as fast as prepared statements go.</summary>
internal sealed class CopiedRows
{
    private const string Writing = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA foreign_keys = ON;";

    private readonly List<(string Table, string[] Columns, List<object[]> Rows)> _tables = [];

    public int Count => _tables.Sum(table => table.Rows.Count);

    public static CopiedRows Read(string file)
    {
        var copy = new CopiedRows();
        using var connection = Open(file);
        using var tables = Command(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%migrations%'");
        using var names = tables.ExecuteReader();
        while (names.Read())
        {
            copy.ReadTable(connection, names.GetString(0));
        }

        return copy;
    }

    /// <summary>Inserts them into a fresh file of the same shape, and returns what it took from the first row to the end of the commit.</summary>
    public async Task<Taken> InsertAsync(string file)
    {
        await using (var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}"))
        {
            await Migrator.MigrateAsync(database, "Main", CancellationToken.None);
        }

        await using var connection = Open(file);
        await using var pragmas = Command(connection, Writing);
        await pragmas.ExecuteNonQueryAsync();
        var start = Taken.Now();
        await using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var (table, columns, rows) in _tables)
        {
            Insert(connection, transaction, table, columns, rows);
        }

        await transaction.CommitAsync();
        return Taken.Since(start);
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, string table, string[] columns, List<object[]> rows)
    {
        using var command = Command(
            connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => $"@{c}"))})");
        command.Transaction = transaction;
        var parameters = Array.ConvertAll(columns, column => command.Parameters.Add(new SqliteParameter { ParameterName = $"@{column}" }));
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                parameters[i].Value = row[i];
            }

            command.ExecuteNonQuery();
        }
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

    private void ReadTable(SqliteConnection connection, string table)
    {
        using var command = Command(connection, $"SELECT * FROM {table}");
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        if (rows.Count > 0)
        {
            _tables.Add((table, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows));
        }
    }
}
