using ShopSupport.Core.Audit;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Agents;

/// <summary>An invitation that nobody has taken yet.</summary>
public sealed record Invited
{
    /// <summary>What tells it from others; it opens nothing.</summary>
    public string Key { get; init; } = "";

    /// <summary>How the agent will be called.</summary>
    public string Name { get; init; } = "";

    /// <summary>Until when its link holds.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>
/// The agents of a shop who have no seat in its admin: a shop opens its door to them, invites each by a link that works once,
/// and puts them out again. Whoever is out, or before a closed door, is out at once, whatever they hold.
/// </summary>
public sealed class OutsideAgents(Database database, TimeProvider clock)
{
    /// <summary>How long an invitation holds.</summary>
    public static readonly TimeSpan InvitationTime = TimeSpan.FromDays(7);

    /// <summary>How long a link for one who is known holds.</summary>
    public static readonly TimeSpan LinkTime = TimeSpan.FromHours(24);

    private const int NameLength = 100;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private static readonly SqlFile Sql = SqlFile.Load("Agents.Outside.sql");

    /// <summary>Whether the shop lets anybody in from outside; false until it said so.</summary>
    public Task<bool> IsOpenAsync(ShopId shopId, CancellationToken cancel) =>
        database.FindAsync<bool>(Sql["find_door"], new { ShopId = shopId }, cancel);

    /// <summary>Opens the door, or closes it behind all who are in: their open screens hear of it.</summary>
    public Task SetOpenAsync(ShopId shopId, AgentId by, bool isOpen, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, IsOpen = isOpen, Now = clock.GetUtcNow() };
        return database.WriteAsync(
            async transaction =>
            {
                if (await transaction.ExecuteAsync(Sql["move_door"], args, cancel) == 0)
                {
                    await transaction.ExecuteAsync(Sql["add_door"], args, cancel);
                }

                await AgentAudit.AddAsync(transaction, shopId, by, isOpen ? AuditKind.DoorOpened : AuditKind.DoorClosed, whom: null, args.Now, cancel);
                await TellAsync(transaction, shopId, args.Now, cancel);
            },
            cancel);
    }

    /// <summary>Invites somebody; gives the secret of the link, which is kept nowhere.</summary>
    public Task<string> InviteAsync(ShopId shopId, AgentId by, string name, CancellationToken cancel) =>
        AddLinkAsync(shopId, agent: null, Excerpt.Of(PlainText.Line(name), NameLength), by, InvitationTime, cancel);

    /// <summary>Takes an invitation back: its link works no more. False where nobody can take it any longer anyway.</summary>
    public async Task<bool> WithdrawAsync(ShopId shopId, string key, CancellationToken cancel) =>
        await database.ExecuteAsync(Sql["withdraw"], new { ShopId = shopId, TokenHash = key }, cancel) > 0;

    /// <summary>A new link for somebody who was invited, in place of the one before; null where that was used or taken back.</summary>
    public Task<(string Secret, string Name)?> RenewAsync(ShopId shopId, AgentId by, string key, CancellationToken cancel) => database.WriteAsync<(string, string)?>(
        async transaction =>
        {
            var old = new { ShopId = shopId, TokenHash = key };
            if (await transaction.FindAsync<string>(Sql["find_invited"], old, cancel) is not { } name || await transaction.ExecuteAsync(Sql["withdraw"], old, cancel) == 0)
            {
                return null;
            }

            var (link, now) = (OutsideLink.New(shopId), clock.GetUtcNow());
            await transaction.ExecuteAsync(Sql["add_link"], new { ShopId = shopId, TokenHash = link.Hash, AgentId = (AgentId?)null, Name = name, MadeBy = by, Now = now, ExpiresAt = now + InvitationTime }, cancel);
            return (link.Text, name);
        },
        cancel);

    /// <summary>A new link for an agent who is in; null for one who is not. Links of theirs that nobody has used end with it.</summary>
    public async Task<string?> LinkAsync(ShopId shopId, AgentId by, AgentId agent, CancellationToken cancel) =>
        await FindAsync(shopId, agent, cancel) is { } known ? await AddLinkAsync(shopId, agent, known.Name, by, LinkTime, cancel) : null;

    /// <summary>Whose link it is, and of which shop; null when it works no more. Looking does not use it up.</summary>
    public async Task<(ShopId ShopId, string Name)?> FindLinkAsync(string? secret, CancellationToken cancel) =>
        OutsideLink.Parse(secret) is { } link && await database.FindAsync<LinkRow>(Sql["find_link"], Args(link), cancel) is { } row
            ? (link.ShopId, row.Name)
            : null;

    /// <summary>Uses a link up: makes the agent it invites, or finds the one it is for. Null when it works no more.</summary>
    public Task<(ShopId ShopId, Agent Agent)?> UseAsync(string? secret, CancellationToken cancel) => OutsideLink.Parse(secret) is not { } link
        ? Task.FromResult<(ShopId, Agent)?>(null)
        : database.WriteAsync<(ShopId, Agent)?>(
            async transaction =>
            {
                var row = await transaction.FindAsync<LinkRow>(Sql["find_link"], Args(link), cancel);
                if (row is null || await transaction.ExecuteAsync(Sql["use_link"], Args(link), cancel) == 0)
                {
                    return null;
                }

                var agent = row.AgentId is { } id
                    ? await transaction.FindAsync<Agent>(Sql["find"], new { link.ShopId, Id = id }, cancel)
                    : await AddAsync(transaction, link.ShopId, row.Name, cancel);
                if (agent is not null)
                {
                    await AgentAudit.AddAsync(transaction, link.ShopId, agent.Id, AuditKind.OutsideJoined, agent.Id, clock.GetUtcNow(), cancel);
                }

                return agent is null ? null : (link.ShopId, agent);
            },
            cancel);

    /// <summary>An agent who is in, and whose shop's door is open; null for any other.</summary>
    public Task<Agent?> FindAsync(ShopId shopId, AgentId id, CancellationToken cancel) =>
        database.FindAsync<Agent>(Sql["find"], new { ShopId = shopId, Id = id }, cancel);

    /// <summary>All of them, those who are in first.</summary>
    public Task<List<Agent>> ListAsync(ShopId shopId, CancellationToken cancel) =>
        database.QueryAsync<Agent>(Sql["list"], new { ShopId = shopId }, cancel);

    /// <summary>Invitations that nobody has taken, the oldest first.</summary>
    public Task<List<Invited>> ListInvitedAsync(ShopId shopId, CancellationToken cancel) =>
        database.QueryAsync<Invited>(Sql["list_invited"], new { ShopId = shopId, Now = clock.GetUtcNow() }, cancel);

    /// <summary>Puts an agent out, which their open screens hear, or lets them in again; false when there is no such one.</summary>
    public Task<bool> SetActiveAsync(ShopId shopId, AgentId by, AgentId id, bool isActive, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var args = new { ShopId = shopId, Id = id, AgentId = id, IsActive = isActive };
            await transaction.ExecuteAsync(Sql["take_back_links"], args, cancel);
            var isKnown = await transaction.ExecuteAsync(Sql["set_active"], args, cancel) > 0;
            if (isKnown)
            {
                await AgentAudit.AddAsync(transaction, shopId, by, isActive ? AuditKind.OutsideLetIn : AuditKind.OutsidePutOut, id, clock.GetUtcNow(), cancel);
                await TellAsync(transaction, shopId, clock.GetUtcNow(), cancel);
            }

            return isKnown;
        },
        cancel);

    private static Task TellAsync(WriteTransaction transaction, ShopId shopId, DateTimeOffset now, CancellationToken cancel) =>
        ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Sync }], now, cancel);

    private async Task<string> AddLinkAsync(ShopId shopId, AgentId? agent, string name, AgentId by, TimeSpan time, CancellationToken cancel)
    {
        var (link, now) = (OutsideLink.New(shopId), clock.GetUtcNow());
        var args = new { ShopId = shopId, TokenHash = link.Hash, AgentId = agent, Name = name, MadeBy = by, Now = now, ExpiresAt = now + time, Before = now - Remembered };
        await database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(Sql["delete_old_links"], args, cancel);
                if (agent is not null)
                {
                    await transaction.ExecuteAsync(Sql["take_back_links"], args, cancel);
                }

                await transaction.ExecuteAsync(Sql["add_link"], args, cancel);
                await AgentAudit.AddAsync(transaction, shopId, by, AuditKind.OutsideInvited, agent, now, cancel, name);
            },
            cancel);
        return link.Text;
    }

    private async Task<Agent?> AddAsync(WriteTransaction transaction, ShopId shopId, string name, CancellationToken cancel)
    {
        var row = new { ShopId = shopId, Handle = $"outside-{Guid.NewGuid():N}", Name = name, Now = clock.GetUtcNow() };
        return await transaction.FindAsync<Agent>(Sql["add"].Then(Sql["find_by_handle"]), row, cancel);
    }

    private object Args(OutsideLink link) => new { link.ShopId, TokenHash = link.Hash, Now = clock.GetUtcNow() };

    private sealed record LinkRow
    {
        public AgentId? AgentId { get; init; }

        public string Name { get; init; } = "";
    }
}
