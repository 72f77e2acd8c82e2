using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Agents;

/// <summary>The people who answer for a shop.</summary>
public sealed class AgentStore(Database database, TimeProvider clock)
{
    private const int NameLength = 100;

    private static readonly SqlFile Sql = SqlFile.Load("Agents.Agents.sql");

    /// <summary>The shop's active agents, by name.</summary>
    public Task<List<Agent>> ListAsync(ShopId shopId, CancellationToken cancel) =>
        database.QueryAsync<Agent>(Sql["list"], new { ShopId = shopId }, cancel);

    /// <summary>The agent with that handle (lower-case, unique in the shop); made when it is new. A known agent keeps their name.</summary>
    public async Task<Agent> FindOrAddAsync(ShopId shopId, string handle, string name, CancellationToken cancel) =>
        await database.FindAsync<Agent>(Sql["find"], new { ShopId = shopId, Handle = handle }, cancel)
        ?? await database.WriteAsync(
            transaction => FindOrAddAsync(transaction, shopId, handle, name, clock.GetUtcNow(), cancel), cancel);

    internal static async Task<Agent> FindOrAddAsync(
        WriteTransaction transaction, ShopId shopId, string handle, string name, DateTimeOffset now, CancellationToken cancel)
    {
        var key = new { ShopId = shopId, Handle = handle };
        if (await transaction.FindAsync<Agent>(Sql["find"], key, cancel) is { } known)
        {
            return known;
        }

        var row = new { ShopId = shopId, Handle = handle, Name = Excerpt.Of(name, NameLength), CreatedAt = now };
        await transaction.ExecuteAsync(Sql["add"], row, cancel);
        return (await transaction.FindAsync<Agent>(Sql["find"], key, cancel))!;
    }

    internal static Task<Agent?> FindAsync(WriteTransaction transaction, ShopId shopId, AgentId agentId, CancellationToken cancel) =>
        transaction.FindAsync<Agent>(Sql["find_by_id"], new { ShopId = shopId, Id = agentId }, cancel);
}
