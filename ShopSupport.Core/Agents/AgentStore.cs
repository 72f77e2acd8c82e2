using System.Globalization;
using ShopSupport.Core.Audit;
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

    /// <summary>True once somebody from outside was invited, or a second person of the shop's staff came.</summary>
    public Task<bool> HasCompanyAsync(ShopId shopId, CancellationToken cancel) => database.FindAsync<bool>(Sql["has_company"], new { ShopId = shopId }, cancel);

    /// <summary>The agent who is that person of the shop's staff; null before their first visit. One who was put out is found too.</summary>
    public Task<Agent?> FindByShopifyUserAsync(ShopId shopId, long userId, CancellationToken cancel) =>
        database.FindAsync<Agent>(Sql["find_shopify_user"], new { ShopId = shopId, UserId = userId }, cancel);

    /// <summary>Makes an agent of a person of the shop's staff, unless somebody did meanwhile.</summary>
    public Task<Agent> FindOrAddAsync(ShopId shopId, ShopifyAgent person, CancellationToken cancel)
    {
        var row = new
        {
            ShopId = shopId,
            person.UserId,
            Handle = string.Create(CultureInfo.InvariantCulture, $"shopify-{person.UserId}"),
            Name = Excerpt.Of(person.Name, NameLength),
            Email = person.Email is { Length: <= 255 } mail ? mail : null,
            Language = Spoken(person.Locale),
            CreatedAt = clock.GetUtcNow(),
        };
        return database.WriteAsync(
            async transaction => (await transaction.FindAsync<Agent>(Sql["add_shopify_user"].Then(Sql["find_shopify_user"]), row, cancel))!, cancel);
    }

    /// <summary>The shop's own people who are still here, managers first.</summary>
    public Task<List<Agent>> ListStaffAsync(ShopId shopId, CancellationToken cancel) =>
        database.QueryAsync<Agent>(Sql["list_staff"], new { ShopId = shopId }, cancel);

    /// <summary>
    /// Makes a manager of somebody of the shop's own people, or takes it back; false where nothing changes by it. The last
    /// manager stays one.
    /// </summary>
    /// <param name="shopId">The shop.</param>
    /// <param name="by">The manager who says so.</param>
    /// <param name="id">Whom.</param>
    /// <param name="isManager">What they are to be.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<bool> SetManagerAsync(ShopId shopId, AgentId by, AgentId id, bool isManager, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var args = new { ShopId = shopId, Id = id };
            await transaction.ExecuteAsync(Sql["lock_shop"], args, cancel);
            var isChanged = await transaction.ExecuteAsync(Sql[isManager ? "make_manager" : "unmake_manager"], args, cancel) > 0;
            if (isChanged)
            {
                await AgentAudit.AddAsync(transaction, shopId, by, isManager ? AuditKind.ManagerMade : AuditKind.ManagerUnmade, id, clock.GetUtcNow(), cancel);
            }

            return isChanged;
        },
        cancel);

    /// <summary>Keeps the language, <c>ja</c> or <c>en</c>, that an agent chose for their screens.</summary>
    public Task SpeakAsync(ShopId shopId, AgentId id, string language, CancellationToken cancel) =>
        database.ExecuteAsync(Sql["speak"], new { ShopId = shopId, Id = id, Language = language }, cancel);

    /// <summary>Makes the agent unless somebody did meanwhile.</summary>
    internal static async Task<Agent> AddAsync(
        WriteTransaction transaction, ShopId shopId, string handle, string name, DateTimeOffset now, CancellationToken cancel)
    {
        var row = new { ShopId = shopId, Handle = handle, Name = Excerpt.Of(name, NameLength), CreatedAt = now };
        return (await transaction.FindAsync<Agent>(Sql["add"].Then(Sql["find"]), row, cancel))!;
    }

    private static string? Spoken(string? locale) => locale?.Split('-', '_')[0] switch
    {
        "ja" => "ja",
        "en" => "en",
        _ => null,
    };
}
