using System.Collections;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Storage;

/// <summary>
/// Reading connections to one SQLite file that keep their compiled statements. A page of the screen runs up to twenty
/// statements; compiling them anew each time would cost more than running them.
/// </summary>
internal sealed class PreparedReaders(string connectionString) : IDisposable
{
    // Each holds up to 16 MB of pages: what ten screens opened at once needed is not kept for ever.
    private const int MostIdle = 4;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Shapes = new();

    private readonly ConcurrentBag<Reader> _idle = [];

    /// <summary>True when the arguments are single values, which a compiled statement can take.</summary>
    public static bool Takes(object? args) =>
        args is not null && !Array.Exists(Properties(args), p => p.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(p.PropertyType));

    public async Task<T> ReadAsync<T>(string sql, object args, Func<DbDataReader, Task<T>> read, CancellationToken cancel)
    {
        var reader = _idle.TryTake(out var idle) ? idle : await Reader.OpenAsync(connectionString, cancel);
        try
        {
            T result;
            await using (var rows = await reader.Bind(sql, args).ExecuteReaderAsync(cancel))
            {
                result = await read(rows);
            }

            Keep(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>How many connections wait for the next read.</summary>
    internal int Idle => _idle.Count;

    /// <summary>Closes those that wait; the next read opens the file anew.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void Keep(Reader reader)
    {
        if (_idle.Count < MostIdle)
        {
            _idle.Add(reader);
        }
        else
        {
            reader.Dispose();
        }
    }

    private static PropertyInfo[] Properties(object args) => Shapes.GetOrAdd(args.GetType(), static type => type.GetProperties());

    private sealed class Reader(SqliteConnection connection) : IDisposable
    {
        private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

        public static async Task<Reader> OpenAsync(string connectionString, CancellationToken cancel)
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
            await connection.OpenAsync(cancel);
            await using var cache = connection.CreateCommand();
            cache.CommandText = "PRAGMA cache_size = -16384";
            await cache.ExecuteNonQueryAsync(cancel);
            return new Reader(connection);
        }

        public SqliteCommand Bind(string sql, object args)
        {
            if (!_commands.TryGetValue(sql, out var command))
            {
                _commands[sql] = command = connection.CreateCommand();
#pragma warning disable CA2100 // the text comes from a .sql file
                command.CommandText = sql;
#pragma warning restore CA2100
                command.Parameters.AddRange(Properties(args).Select(p => new SqliteParameter { ParameterName = $"@{p.Name}" }));
            }

            var properties = Properties(args);
            for (var i = 0; i < properties.Length; i++)
            {
                command.Parameters[i].Value = properties[i].GetValue(args) switch
                {
                    null => DBNull.Value,
                    DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
                    IId id => id.Value,
                    var value => value,
                };
            }

            return command;
        }

        public void Dispose()
        {
            foreach (var command in _commands.Values)
            {
                command.Dispose();
            }

            connection.Dispose();
        }
    }
}
