using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace ShopSupport.Core.Storage;

/// <summary>
/// One statement of the writing path, compiled once for each connection and bound by position. For statements that run
/// thousands of times a second on SQLite, where building the command anew would cost more than running it.
/// </summary>
internal sealed class PreparedStatement(string sql, IReadOnlyList<string> parameters)
{
    private readonly ConditionalWeakTable<DbConnection, SqliteCommand> _commands = [];

    /// <summary>Runs the statement and returns the number of rows it touched.</summary>
    public int Execute(WriteTransaction transaction, params ReadOnlySpan<object?> values) => Bind(transaction, values).ExecuteNonQuery();

    /// <summary>Reads the first row's columns as 64-bit integers; false when there is no row.</summary>
    public bool TryRead(WriteTransaction transaction, Span<long> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(transaction, values).ExecuteReader();
        if (!reader.Read())
        {
            return false;
        }

        for (var i = 0; i < row.Length; i++)
        {
            row[i] = reader.IsDBNull(i) ? 0 : reader.GetInt64(i);
        }

        return true;
    }

    private SqliteCommand Bind(WriteTransaction transaction, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(transaction.Connection, out var command))
        {
            command = Create((SqliteConnection)transaction.Connection);
            _commands.Add(transaction.Connection, command);
        }

        command.Transaction = (SqliteTransaction)transaction.Transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
                bool flag => flag ? 1L : 0L,
                var value => value,
            };
        }

        return command;
    }

    private SqliteCommand Create(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the text comes from a .sql file or from a table's own definition
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{name}" });
        }

        return command;
    }
}
