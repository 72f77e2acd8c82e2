using System.Globalization;
using System.Text.Json;
using Dapper;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Tests.Support;

/// <summary>
/// A migrated database with one new shop in it. On SQLite it is a copy of a file that was migrated once; on SQL Server
/// all tests share the database of the connection string, and the shop is what keeps them apart.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("shopsupport-tests-").FullName;
    private static readonly Lazy<Task<string>> Template = new(MigrateTemplateAsync);
    private static readonly Lazy<Task> Migrated = new(MigrateSqlServerAsync);

    private readonly string? _file;

    static TestDatabase() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    private TestDatabase(Database database, string? file)
    {
        Database = database;
        _file = file;
    }

    /// <summary>The connection string of SQL Server's test database; null when there is none.</summary>
    public static string? SqlServer { get; } =
        Environment.GetEnvironmentVariable("SHOPSUPPORT_TEST_SQLSERVER") is { Length: > 0 } text ? text : null;

    public Database Database { get; }

    /// <summary>For another process that works on the same file.</summary>
    public string ConnectionString => $"Data Source={_file}";

    public TestClock Clock { get; } = new();

    /// <summary>The shop made for this test.</summary>
    public ShopId ShopId { get; private set; }

    public static async Task<TestDatabase> OpenAsync(DatabaseProvider engine)
    {
        var database = engine switch
        {
            DatabaseProvider.Sqlite => await CopyTemplateAsync(),
            DatabaseProvider.SqlServer => await OpenSqlServerAsync(),
        };
        database.ShopId = await database.AddShopAsync();
        return database;
    }

    /// <summary>A file name nobody uses, in a folder that goes away with the tests.</summary>
    public static string NewFile() => Path.Combine(Folder, $"{Guid.NewGuid():N}.db");

    /// <summary>One more shop in the same database.</summary>
    public Task<ShopId> AddShopAsync() =>
        new ShopStore(Database, Clock).FindOrAddAsync($"test-{Guid.NewGuid():N}.myshopify.com", CancellationToken.None);

    /// <summary>Adds a row: the properties' names become snake_case columns; <c>shop_id</c> is this test's shop unless given.</summary>
    public Task AddAsync(string table, object row, ShopId? shopId = null)
    {
        var values = new DynamicParameters();
        values.Add("ShopId", shopId ?? ShopId);
        // An absent value is a column that is not named: the bag would not know its type.
        foreach (var property in row.GetType().GetProperties().Where(p => p.GetValue(row) is not null))
        {
            values.Add(property.Name, property.GetValue(row));
        }

        var names = values.ParameterNames.ToList();
        var columns = string.Join(", ", names.Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
        return ExecuteAsync($"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", names.Select(n => "@" + n))})", values);
    }

    public Task<int> ExecuteAsync(string sql, object? args = null) =>
        Database.ExecuteAsync(new SqlText(sql, sql), args, CancellationToken.None);

    public Task<List<T>> QueryAsync<T>(string sql, object? args = null) =>
        Database.QueryAsync<T>(new SqlText(sql, sql), args, CancellationToken.None);

    public Task<T?> FindAsync<T>(string sql, object? args = null) =>
        Database.FindAsync<T>(new SqlText(sql, sql), args, CancellationToken.None);

    /// <summary>Each row of a query as one line of text, for comparing what two histories left behind.</summary>
    public async Task<string> DumpAsync(string sql, object? args = null)
    {
        var rows = await QueryAsync<dynamic>(sql, args);
        return string.Join('\n', rows.Select(row => string.Join(
            " | ", ((IDictionary<string, object?>)row).Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)))));
    }

    /// <summary>Takes in channel messages, each in a transaction of its own and received when it was sent, and says which were new.</summary>
    public async Task<List<bool>> ReceiveAsync(params IEnumerable<ChannelMessage> messages)
    {
        var results = new List<bool>();
        foreach (var message in messages)
        {
            results.Add(await ReceiveAsync(message, message.SentAt));
        }

        return results;
    }

    /// <summary>Takes in a message that reached us then, and says whether it was new.</summary>
    public Task<bool> ReceiveAsync(ChannelMessage message, DateTimeOffset receivedAt, ShopId? shopId = null) => Database.WriteAsync(
        async transaction =>
        {
            var shop = shopId ?? ShopId;
            var change = await MessageStore.ReceiveAsync(transaction, shop, Letter.Of(message, receivedAt, "JP"), CancellationToken.None);
            await ShopEventStore.AddAsync(transaction, shop, change is null ? [] : [change], receivedAt, CancellationToken.None);
            return change is not null;
        },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_file is not null)
        {
            File.Delete(_file);
        }
    }

    private static async Task<TestDatabase> CopyTemplateAsync()
    {
        var file = NewFile();
        File.Copy(await Template.Value, file);
        return new TestDatabase(new Database(DatabaseProvider.Sqlite, $"Data Source={file}"), file);
    }

    private static async Task<TestDatabase> OpenSqlServerAsync()
    {
        await Migrated.Value;
        return new TestDatabase(new Database(DatabaseProvider.SqlServer, SqlServer!), null);
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var file = Path.Combine(Folder, "template.db");
        await using var database = new Database(DatabaseProvider.Sqlite, $"Data Source={file}");
        await Migrator.MigrateAsync(database, "Main", CancellationToken.None);
        return file;
    }

    private static async Task MigrateSqlServerAsync()
    {
        await using var database = new Database(DatabaseProvider.SqlServer, SqlServer!);
        await Migrator.MigrateAsync(database, "Main", CancellationToken.None);
    }
}
