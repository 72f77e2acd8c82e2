using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Storage;

public sealed class MigratorTests
{
    private static readonly string[] All = [.. Migrator.Files("Main").Select(file => file.Name)];

    [Fact]
    public async Task Two_processes_that_start_together_migrate_once()
    {
        var file = TestDatabase.NewFile();
        await using var first = Open(file);
        await using var second = Open(file);

        var applied = await Task.WhenAll(Task.Run(() => MigrateAsync(first)), Task.Run(() => MigrateAsync(second)));

        Assert.Equal(All, applied.SelectMany(names => names), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_the_migration_named()
    {
        await using var database = Open(TestDatabase.NewFile());
        await MigrateAsync(database);
        const string Newer = "INSERT INTO migrations (set_name, name) VALUES ('Main', '9999_of_tomorrow.sql')";
        await database.ExecuteAsync(new SqlText(Newer, Newer), null, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<SettingException>(() => MigrateAsync(database));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Contains("9999_of_tomorrow.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_may_not_migrate_waits_for_one_that_does_and_says_so_once()
    {
        var (file, log) = (TestDatabase.NewFile(), new ListLogger());
        await using var waiting = new Database(DatabaseProvider.Sqlite, $"Data Source={file}") { MigratesItself = false, Log = log };
        await using var other = Open(file);

        var migrated = MigrateAsync(waiting);
        await log.FirstLine;
        Assert.False(migrated.IsCompleted);
        await MigrateAsync(other);

        Assert.Empty(await migrated);
        Assert.Contains(All[0], Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public async Task Readers_that_wait_for_writers_are_a_warning(int isOff, int warnings)
    {
        var (server, log) = (new FakeSqlServer(), new ListLogger());
        server.Answer("is_read_committed_snapshot_on", isOff);
        await using var database = server.Open(log);

        await MigrateAsync(database);

        Assert.Equal(warnings, log.Lines.Count(line => line.Contains("READ_COMMITTED_SNAPSHOT is off", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Full_text_indexes_are_made_behind_the_transaction_in_a_catalog_of_their_own()
    {
        var (server, committed) = (new FakeSqlServer(), 0);
        server.Committed = () => committed = server.RoundTrips.Count;
        await using var database = server.Open(new ListLogger());

        await MigrateAsync(database);

        var after = server.RoundTrips[committed..];
        Assert.Contains(after, sql => sql.StartsWith("CREATE FULLTEXT CATALOG", StringComparison.Ordinal));
        Assert.Equal(2, after.Count(sql => sql.StartsWith("CREATE FULLTEXT INDEX", StringComparison.Ordinal)));
        Assert.DoesNotContain(server.RoundTrips[..committed], sql => sql.Contains("FULLTEXT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("FULLTEXT", 2, 4)]
    [InlineData("STOPLIST", 0, 4)]
    [InlineData("sys.fulltext", 0, 2)]
    public async Task A_server_without_full_text_is_a_warning_and_one_that_knows_less_of_it_is_asked_plainly(string refused, int warnings, int tried)
    {
        var (server, log) = (new FakeSqlServer(), new ListLogger());
        server.Refuse(refused, SqlErrors.Of(7609));
        await using var database = server.Open(log);

        await MigrateAsync(database);

        Assert.Equal(warnings, log.Lines.Count(line => line.Contains("full-text", StringComparison.Ordinal)));
        Assert.Equal(tried, server.RoundTrips.Count(sql => sql.StartsWith("CREATE FULLTEXT INDEX", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Indexes_that_are_there_are_not_made_again()
    {
        var server = new FakeSqlServer();
        server.Answer("sys.fulltext_indexes", 2);
        await using var database = server.Open(new ListLogger());

        await MigrateAsync(database);

        Assert.DoesNotContain(server.RoundTrips, sql => sql.StartsWith("CREATE FULLTEXT INDEX", StringComparison.Ordinal));
    }

    private static Database Open(string file) => new(DatabaseProvider.Sqlite, $"Data Source={file}");

    private static Task<IReadOnlyList<string>> MigrateAsync(Database database) => Migrator.MigrateAsync(database, Migrator.Main, CancellationToken.None);

    private sealed class ListLogger : ILogger
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<string> Lines { get; } = new();

        public Task FirstLine => _first.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines.Enqueue(formatter(state, exception));
            _first.TrySetResult();
        }
    }
}
