using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Agents;

/// <summary>The people who answer for a shop.</summary>
public sealed class AgentStore(Database database, TimeProvider clock)
{
    private const int NameLength = 100;

    private static readonly SqlFile Sql = SqlFile.Load("Agents.Agents.sql");

    /// <summary>The agent with that handle (lower-case, unique in the shop); made when it is new. A known agent keeps their name.</summary>
    public async Task<Agent> FindOrAddAsync(ShopId shopId, string handle, string name, CancellationToken cancel) =>
        await database.FindAsync<Agent>(Sql["find"], new { ShopId = shopId, Handle = handle }, cancel)
        ?? await database.WriteAsync(transaction => AddAsync(transaction, shopId, handle, name, clock.GetUtcNow(), cancel), cancel);

    /// <summary>Those who are still here, by name.</summary>
    public Task<List<Agent>> ListAsync(ShopId shopId, CancellationToken cancel) =>
        database.QueryAsync<Agent>(Sql["list"], new { ShopId = shopId }, cancel);

    /// <summary>Makes the agent unless somebody did meanwhile.</summary>
    internal static async Task<Agent> AddAsync(
        WriteTransaction transaction, ShopId shopId, string handle, string name, DateTimeOffset now, CancellationToken cancel)
    {
        var row = new { ShopId = shopId, Handle = handle, Name = Excerpt.Of(name, NameLength), CreatedAt = now };
        return (await transaction.FindAsync<Agent>(Sql["add"].Then(Sql["find"]), row, cancel))!;
    }
}
