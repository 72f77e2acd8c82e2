using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;

namespace ShopSupport.Core.Storage;

/// <summary>
/// The way to one SQL database. Reading is concurrent. Writing happens in transactions: on SQLite through the one
/// writing connection, in the order of arrival; on SQL Server on a connection each, retried when the error is transient.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    internal const int CommandTimeoutSeconds = 30;

    // What the log may grow to before it is brought into the file: the pause that every commit behind it sees.
    private const int LargestLog = 8 * 1024 * 1024;

    private readonly string _connectionString;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ResiliencePipeline _retry = DatabaseErrors.Retry;
    private readonly PreparedReaders? _readers;
    private readonly SqliteTuning _tuning;
    private readonly Func<DbConnection> _connect;
    private SqliteConnection? _writer;
    private int _isDisposed;

    static Database() => DapperTypes.Register();

    /// <param name="provider">The engine.</param>
    /// <param name="connectionString">Its connection string, in the words of its own driver.</param>
    /// <param name="setting">The setting that the connection string came from.</param>
    /// <param name="tuning">How an SQLite file is kept; for the main database unless said otherwise.</param>
    /// <exception cref="SettingException">The connection string cannot be read.</exception>
    public Database(
        DatabaseProvider provider, string connectionString, string setting = "Database:ConnectionString", SqliteTuning? tuning = null)
    {
        Provider = provider;
        Setting = setting;
        _tuning = tuning ?? SqliteTuning.Main;
        _connectionString = DatabaseConnection.Complete(provider, connectionString, setting);
        _connect = () => new SqlConnection(_connectionString);
        _readers = provider == DatabaseProvider.Sqlite ? new PreparedReaders(_connectionString) : null;
    }

    /// <summary>SQL Server behind connections that are opened by <paramref name="connect"/>.</summary>
    internal Database(Func<DbConnection> connect)
        : this(DatabaseProvider.SqlServer, "") => _connect = connect;

    /// <summary>Raised after each commit of this process, on the thread that made it. Other processes find out by asking.</summary>
    public event EventHandler? OnCommitted;

    /// <summary>The setting that says where it is; named when it cannot be used at the start.</summary>
    public string Setting { get; }

    /// <summary>Whether this process brings the tables to their newest shape, or waits until another one did.</summary>
    public bool MigratesItself { get; init; } = true;

    /// <summary>Where it says what an administrator should know.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>The engine behind this database.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>All rows of one query.</summary>
    public Task<List<T>> QueryAsync<T>(SqlText sql, object? args, CancellationToken cancel) =>
        ReadAsync(async connection => (await connection.QueryAsync<T>(Command(sql, args, null, cancel))).AsList(), cancel);

    /// <summary>The first row, or the type's default when there is none.</summary>
    public Task<T?> FindAsync<T>(SqlText sql, object? args, CancellationToken cancel) =>
        ReadAsync(connection => connection.QueryFirstOrDefaultAsync<T>(Command(sql, args, null, cancel)), cancel);

    /// <summary>Several result sets in one round trip.</summary>
    public Task<T> QueryManyAsync<T>(SqlText sql, object? args, Func<ResultSets, Task<T>> read, CancellationToken cancel) =>
        _readers is not null && PreparedReaders.Takes(args)
            ? _readers.ReadAsync(sql.Sqlite, args!, rows => read(new ResultSets(rows)), cancel)
            : ReadAsync(
                async connection =>
                {
                    await using var rows = await connection.ExecuteReaderAsync(Command(sql, args, null, cancel));
                    return await read(new ResultSets(rows));
                },
                cancel);

    /// <summary>One change in a transaction of its own. Returns the number of rows it touched.</summary>
    public Task<int> ExecuteAsync(SqlText sql, object? args, CancellationToken cancel) =>
        WriteAsync(transaction => transaction.ExecuteAsync(sql, args, cancel), cancel);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction and commits it; any exception rolls everything back.
    /// On SQL Server the work may run again after a deadlock or a lost connection, so it keeps no state outside.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<WriteTransaction, Task<T>> work, CancellationToken cancel)
    {
        var result = Provider switch
        {
            DatabaseProvider.Sqlite => await WriteToSqliteAsync(work, cancel),
            DatabaseProvider.SqlServer => await _retry.ExecuteAsync(async token => await WriteToSqlServerAsync(work, token), cancel),
        };
        OnCommitted?.Invoke(this, EventArgs.Empty);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<WriteTransaction, Task> work, CancellationToken cancel) => WriteAsync(
        async transaction =>
        {
            await work(transaction);
            return true;
        },
        cancel);

    /// <summary>
    /// True when the database takes a small change now, so that a statement that failed has itself to blame. To be asked
    /// when <see cref="DatabaseErrors.MayBeItsOwn"/>.
    /// </summary>
    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            await ExecuteAsync(Migrator.Touch, null, cancel);
            return true;
        }
        catch (Exception e) when (DatabaseErrors.MeansUnavailable(e))
        {
            return false;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        // A write that is under way ends first: its transaction is on the connection that is closed here.
        await _writing.WaitAsync();
        await CloseFileAsync();
        _writing.Dispose();
    }

    internal async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancel)
    {
        if (Provider == DatabaseProvider.SqlServer)
        {
            return await _retry.ExecuteAsync(
                async token =>
                {
                    await using var connection = _connect();
                    await connection.OpenAsync(token);
                    return await read(connection);
                },
                cancel);
        }

        await using var reader = new SqliteConnection(_connectionString);
        await reader.OpenAsync(cancel);
        return await read(reader);
    }

    internal CommandDefinition Command(SqlText sql, object? args, DbTransaction? transaction, CancellationToken cancel) =>
        new(sql.For(Provider), args, transaction, CommandTimeoutSeconds, cancellationToken: cancel);

    private async Task<T> WriteToSqliteAsync<T>(Func<WriteTransaction, Task<T>> work, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            _writer ??= await OpenWriterAsync(cancel);
            // BEGIN IMMEDIATE: the lock is taken now, not at the first write, so no upgrade can fail half-way.
            await using var transaction = _writer.BeginTransaction(deferred: false);
            var result = await work(new WriteTransaction(this, _writer, transaction));
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        catch (SqliteException e) when (DatabaseErrors.MeansLostFile(e))
        {
            await CloseFileAsync();
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<T> WriteToSqlServerAsync<T>(Func<WriteTransaction, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = _connect();
        await connection.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var result = await work(new WriteTransaction(this, connection, transaction));
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    // What the connections hold open may not be the file that stands there now.
    private async Task CloseFileAsync()
    {
        if (_writer is { } lost)
        {
            _writer = null;
            await lost.DisposeAsync();
        }

        _readers?.Dispose();
        if (Provider == DatabaseProvider.Sqlite)
        {
            await using var connection = new SqliteConnection(_connectionString);
            SqliteConnection.ClearPool(connection);
        }
    }

    /// <summary>An exception at the start as a sentence for whoever set it up.</summary>
    internal SettingException Refusal(Exception exception) =>
        new(DatabaseErrors.Sentence(exception, Setting, DatabaseConnection.Names(Provider, _connectionString)), exception);

    private async Task<SqliteConnection> OpenWriterAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connectionString) { Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            // The engine's own wait for a lock, never longer than the connection string's.
            var wait = Math.Min(10, connection.DefaultTimeout) * 1000;
            await connection.ExecuteAsync(new CommandDefinition(
                $"PRAGMA page_size = {_tuning.PageSize}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = {wait}; PRAGMA cache_size = -{_tuning.CacheKilobytes}; PRAGMA wal_autocheckpoint = {LargestLog / _tuning.PageSize};",
                cancellationToken: cancel));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
