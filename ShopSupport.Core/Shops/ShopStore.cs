using System.Collections.Concurrent;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shops;

/// <summary>The shops this desk serves.</summary>
public sealed class ShopStore(Database database, TimeProvider clock)
{
    private static readonly SqlFile Sql = SqlFile.Load("Shops.Shops.sql");

    private readonly ConcurrentDictionary<string, ShopId> _ids = new(StringComparer.Ordinal);

    public Task<Shop?> FindAsync(string domain, CancellationToken cancel) =>
        database.FindAsync<Shop>(Sql["find"], new { Domain = domain }, cancel);

    public Task<Shop?> FindAsync(ShopId shopId, CancellationToken cancel) =>
        database.FindAsync<Shop>(Sql["find_by_id"], new { ShopId = shopId }, cancel);

    /// <summary>The shop's id; the shop is made when it is new. Only for a domain that a signature or token vouches for.</summary>
    public async Task<ShopId> FindOrAddAsync(string domain, CancellationToken cancel)
    {
        if (_ids.TryGetValue(domain, out var known))
        {
            return known;
        }

        var id = await database.FindAsync<ShopId?>(Sql["find_id"], new { Domain = domain }, cancel) ?? await AddAsync(domain, cancel);
        return _ids[domain] = id;
    }

    /// <summary>Notes that the app was installed at <paramref name="at"/>; an earlier uninstall no longer counts.</summary>
    public async Task InstallAsync(string domain, DateTimeOffset at, CancellationToken cancel)
    {
        var id = await FindOrAddAsync(domain, cancel);
        await database.WriteAsync(transaction => InstallAsync(transaction, id, at, cancel), cancel);
    }

    internal static async Task<bool> InstallAsync(WriteTransaction transaction, ShopId shopId, DateTimeOffset at, CancellationToken cancel) =>
        await transaction.ExecuteAsync(Sql["install"], new { ShopId = shopId, InstalledAt = at }, cancel) > 0;

    private Task<ShopId> AddAsync(string domain, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            await transaction.ExecuteAsync(Sql["add"], new { Domain = domain, CreatedAt = clock.GetUtcNow() }, cancel);
            return await transaction.FindAsync<ShopId>(Sql["find_id"], new { Domain = domain }, cancel);
        },
        cancel);
}
