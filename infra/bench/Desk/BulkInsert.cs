using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopSupport.Bench.Desk;

/// <summary>One table's rows, put in by one statement that is compiled once and bound by position.</summary>
internal sealed class BulkInsert : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    public BulkInsert(SqliteConnection connection, string table, string columns)
    {
        _connection = connection;
        var marks = string.Join(", ", columns.Split(',').Select(_ => "?"));
        Check(raw.sqlite3_prepare_v2(connection.Handle, $"INSERT INTO {table} ({columns}) VALUES ({marks})", out _statement));
    }

    /// <summary>Adds a row: texts, whole numbers, instants and nulls.</summary>
    public void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(values[i] switch
            {
                null => raw.sqlite3_bind_null(_statement, i + 1),
                string text => raw.sqlite3_bind_text(_statement, i + 1, text),
                DateTimeOffset instant => raw.sqlite3_bind_int64(_statement, i + 1, instant.ToUnixTimeMilliseconds()),
                long number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                int number => raw.sqlite3_bind_int64(_statement, i + 1, number),
                bool flag => raw.sqlite3_bind_int64(_statement, i + 1, flag ? 1 : 0),
                _ => throw new ArgumentException($"A {values[i]!.GetType().Name} is no column's value.", nameof(values)),
            });
        }

        var result = raw.sqlite3_step(_statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        Check(raw.sqlite3_reset(_statement));
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle).utf8_to_string(), result);
        }
    }
}
