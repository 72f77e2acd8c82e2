using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using ShopSupport.Core.Values;
using SQLitePCL;

namespace ShopSupport.Core.Storage;

/// <summary>
/// One statement of the writing path, compiled once for each connection and bound by position. For statements that run
/// thousands of times a second on SQLite, where looking up each parameter by its name would cost more than the rows.
/// </summary>
internal sealed class PreparedStatement(string sql, IReadOnlyList<string> parameters)
{
    private readonly ConditionalWeakTable<DbConnection, Compiled> _compiled = [];

    /// <summary>Runs the statement and returns the number of rows it touched.</summary>
    public int Execute(WriteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        var statement = For(transaction);
        statement.Bind(values);
        statement.Run([]);
        return statement.Changes;
    }

    /// <summary>Reads the first row's columns as 64-bit integers, null as 0; false when there is no row.</summary>
    public bool TryRead(WriteTransaction transaction, Span<long> row, params ReadOnlySpan<object?> values)
    {
        var statement = For(transaction);
        statement.Bind(values);
        return statement.Run(row);
    }

    private Compiled For(WriteTransaction transaction)
    {
        if (!_compiled.TryGetValue(transaction.Connection, out var statement))
        {
            statement = new Compiled((SqliteConnection)transaction.Connection, sql, parameters);
            _compiled.Add(transaction.Connection, statement);
        }

        return statement;
    }

    private sealed class Compiled
    {
        private readonly sqlite3 _database;
        private readonly sqlite3_stmt _statement;
        private readonly int[] _places;

        public Compiled(SqliteConnection connection, string sql, IReadOnlyList<string> parameters)
        {
            _database = connection.Handle!;
            Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
            _places = [.. parameters.Select(name => raw.sqlite3_bind_parameter_index(_statement, $"@{name}"))];
            // SQLite closes a file when its last statement is gone.
            connection.StateChange += (_, change) =>
            {
                if (change.CurrentState == ConnectionState.Closed)
                {
                    _statement.Dispose();
                }
            };
        }

        public int Changes => raw.sqlite3_changes(_database);

        public void Bind(ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (_places[i] > 0)
                {
                    Check(Bind(_places[i], values[i]));
                }
            }
        }

        /// <summary>Runs it to its end or to its first row; true when there is one.</summary>
        public bool Run(Span<long> row)
        {
            var result = raw.sqlite3_step(_statement);
            for (var i = 0; i < row.Length && result == raw.SQLITE_ROW; i++)
            {
                row[i] = raw.sqlite3_column_int64(_statement, i);
            }

            var error = result is raw.SQLITE_ROW or raw.SQLITE_DONE ? null : Error(result);
            raw.sqlite3_reset(_statement);
            raw.sqlite3_clear_bindings(_statement);
            return error is null ? result == raw.SQLITE_ROW : throw error;
        }

        private int Bind(int place, object? value) => value switch
        {
            null => raw.sqlite3_bind_null(_statement, place),
            string text => raw.sqlite3_bind_text(_statement, place, text),
            long number => raw.sqlite3_bind_int64(_statement, place, number),
            int number => raw.sqlite3_bind_int64(_statement, place, number),
            bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
            DateTimeOffset instant => raw.sqlite3_bind_int64(_statement, place, instant.ToUnixTimeMilliseconds()),
            IId id => raw.sqlite3_bind_int64(_statement, place, id.Value),
            byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
            _ => throw new NotSupportedException($"A {value.GetType().Name} is not a column's value."),
        };

        private void Check(int result)
        {
            if (result != raw.SQLITE_OK)
            {
                throw Error(result);
            }
        }

        private SqliteException Error(int result) => new(
            $"SQLite error {result & 0xff}: {raw.sqlite3_errmsg(_database).utf8_to_string()}", result & 0xff, raw.sqlite3_extended_errcode(_database));
    }
}
