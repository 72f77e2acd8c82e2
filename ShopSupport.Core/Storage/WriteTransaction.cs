using System.Data.Common;
using System.Diagnostics;
using Dapper;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Storage;

/// <summary>One open transaction. Everything done through it becomes visible together, or not at all.</summary>
public sealed class WriteTransaction
{
    private static readonly SqlFile Sql = SqlFile.Load("Storage.Locks.sql");

    private readonly Database _database;
    private readonly DbTransaction _transaction;

    internal WriteTransaction(Database database, DbConnection connection, DbTransaction transaction)
    {
        _database = database;
        _transaction = transaction;
        Connection = connection;
    }

    /// <summary>The engine behind this transaction.</summary>
    public DatabaseProvider Provider => _database.Provider;

    internal DbConnection Connection { get; }

    internal DbTransaction Transaction => _transaction;

    /// <summary>
    /// Holds a name until this transaction ends; false when another one still held it after <paramref name="patience"/>.
    /// SQLite has one writer anyway.
    /// </summary>
    public async Task<bool> LockAsync(string name, TimeSpan patience, CancellationToken cancel)
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            return true;
        }

        var start = Stopwatch.GetTimestamp();
        var isOurs = await FindAsync<int>(Sql["lock"], new { Name = $"shopsupport:{name}", Patience = (int)patience.TotalMilliseconds }, cancel);
        Measures.LockWait.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        return isOurs == 1;
    }

    /// <summary>Runs a statement and returns the number of rows it touched.</summary>
    public Task<int> ExecuteAsync(SqlText sql, object? args, CancellationToken cancel) =>
        Connection.ExecuteAsync(_database.Command(sql, args, _transaction, cancel));

    /// <summary>All rows of one query, as this transaction sees them.</summary>
    public async Task<List<T>> QueryAsync<T>(SqlText sql, object? args, CancellationToken cancel) =>
        (await Connection.QueryAsync<T>(_database.Command(sql, args, _transaction, cancel))).AsList();

    /// <summary>The first row, or the type's default when there is none.</summary>
    public Task<T?> FindAsync<T>(SqlText sql, object? args, CancellationToken cancel) =>
        Connection.QueryFirstOrDefaultAsync<T>(_database.Command(sql, args, _transaction, cancel));

    /// <summary>Several result sets in one round trip.</summary>
    internal async Task<T> QueryManyAsync<T>(SqlText sql, object? args, Func<ResultSets, Task<T>> read, CancellationToken cancel)
    {
        await using var rows = await Connection.ExecuteReaderAsync(_database.Command(sql, args, _transaction, cancel));
        return await read(new ResultSets(rows));
    }
}
