using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Shopify;

/// <summary>The tokens of one shop over one database, seen by as many processes as a test wants.</summary>
internal sealed class AccessDesk : IAsyncDisposable
{
    private readonly Database _database;
    private readonly string? _file;
    private readonly List<IAsyncDisposable> _processes = [];

    private AccessDesk(Database database, string? file, ShopId shopId) => (_database, _file, ShopId) = (database, file, shopId);

    public TestClock Clock { get; } = new();

    public Database Database => _database;

    public FakeShopify Shopify { get; } = new();

    public ShopifyOptions Options { get; } = new() { ApiKey = IdTokens.Key, ApiSecrets = [IdTokens.Secret] };

    public ShopId ShopId { get; }

    public string Domain { get; private init; } = "";

    public static async Task<AccessDesk> OpenAsync(DatabaseProvider engine)
    {
        var file = engine == DatabaseProvider.Sqlite ? TestDatabase.NewFile() : null;
        var database = Open(engine, file);
        await Migrator.MigrateAsync(database, Migrator.Main, CancellationToken.None);
        var domain = $"test-{Guid.NewGuid():N}.myshopify.com";
        var shopId = await new ShopStore(database, new TestClock()).FindOrAddAsync(domain, CancellationToken.None);
        return new AccessDesk(database, file, shopId) { Domain = domain };
    }

    /// <summary>The tokens as a process of its own keeps them: its own connections, and its own look at the keys.</summary>
    public AccessTokens NewProcess()
    {
        var database = Open(_database.Provider, _file);
        var services = new ServiceCollection().AddSingleton(database).AddSingleton<TimeProvider>(Clock).AddLogging();
        SecretKeys.Register(services);
        var provider = services.BuildServiceProvider();
        _processes.AddRange([provider, database]);
        return new AccessTokens(
            new TokenEndpoint(Shopify, Options, NullLogger<TokenEndpoint>.Instance), Store(database, provider.GetRequiredService<IDataProtectionProvider>()),
            Clock, NullLogger<AccessTokens>.Instance);
    }

    /// <summary>What is kept, as a process of its own reads it.</summary>
    public AccessStore NewStore()
    {
        var services = new ServiceCollection().AddSingleton(_database).AddSingleton<TimeProvider>(Clock).AddLogging();
        SecretKeys.Register(services);
        var provider = services.BuildServiceProvider();
        _processes.Add(provider);
        return Store(_database, provider.GetRequiredService<IDataProtectionProvider>());
    }

    public Task<AccessAnswer> EnterAsync(AccessTokens tokens, string idToken = "id-token", DateTimeOffset since = default) =>
        tokens.EnterAsync(ShopId, idToken, since, CancellationToken.None);

    public Task<T?> FindAsync<T>(string sql) => _database.FindAsync<T>(new SqlText(sql, sql), new { ShopId }, CancellationToken.None);

    public Task<int> ExecuteAsync(string sql, object? args = null) => _database.ExecuteAsync(new SqlText(sql, sql), args ?? new { ShopId }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await _database.DisposeAsync();
        Shopify.Dispose();
        if (_file is not null)
        {
            File.Delete(_file);
        }
    }

    private AccessStore Store(Database database, IDataProtectionProvider protection) => new(database, protection, Clock, NullLogger<AccessStore>.Instance);

    private static Database Open(DatabaseProvider engine, string? file) => new(engine, file is null ? TestDatabase.SqlServer! : $"Data Source={file}");
}
