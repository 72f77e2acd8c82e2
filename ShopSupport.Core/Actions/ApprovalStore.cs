using ShopSupport.Core.Audit;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions;

/// <summary>What became of deciding.</summary>
public enum DecideOutcome
{
    /// <summary>It is approved and will be carried out, or declined.</summary>
    Decided,

    /// <summary>Somebody decided before; the action says who and how.</summary>
    Over,

    /// <summary>Nobody decides over what they asked for themselves.</summary>
    Own,

    /// <summary>Who decides is no manager.</summary>
    NotManager,

    /// <summary>The shop has no such action.</summary>
    NotFound,
}

/// <summary>The answer to deciding.</summary>
public sealed record ActionDecided(DecideOutcome Outcome, DeskAction? Action);

/// <summary>Actions that wait for a manager, and what a manager says to them.</summary>
public sealed class ApprovalStore(Database database, TimeProvider clock)
{
    private static readonly SqlFile Sql = SqlFile.Load("Actions.Approvals.sql");

    /// <summary>An agent of the shop, and what they may do of a kind without a manager.</summary>
    /// <exception cref="InvalidOperationException">The shop has no such agent.</exception>
    public async Task<Asker> AskerAsync(ShopId shopId, AgentId agentId, string kind, CancellationToken cancel) =>
        Read(await database.QueryAsync<AskerRow>(Sql["find_asker"], new { ShopId = shopId, AgentId = agentId, Kind = kind }, cancel));

    /// <summary>The names of those who decide.</summary>
    public Task<List<string>> ListManagersAsync(ShopId shopId, CancellationToken cancel) =>
        database.QueryAsync<string>(Sql["list_managers"], new { ShopId = shopId }, cancel);

    /// <summary>What waits, the longest first, at most <paramref name="take"/>.</summary>
    public Task<List<DeskAction>> ListAsync(ShopId shopId, int take, CancellationToken cancel) =>
        database.QueryAsync<DeskAction>(Sql["list_waiting"], new { ShopId = shopId, Take = take }, cancel);

    /// <summary>How many wait.</summary>
    public Task<long> CountAsync(ShopId shopId, CancellationToken cancel) => database.FindAsync<long>(Sql["count_waiting"], new { ShopId = shopId }, cancel);

    /// <summary>
    /// Approves, which puts the work that carries it out, or declines: once, whoever says it how often, and never by who asked.
    /// Whether it can still be done is asked of the shop when it is sent.
    /// </summary>
    public Task<ActionDecided> DecideAsync(ShopId shopId, AgentId agentId, ActionId id, bool isApproved, string? why, CancellationToken cancel)
    {
        var said = string.IsNullOrWhiteSpace(why) ? null : Excerpt.Of(why.Trim(), DeskAction.LongestWhy);
        var args = new { ShopId = shopId, AgentId = agentId, Id = id, Why = said, Now = Instants.Cut(clock.GetUtcNow()) };
        return database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(Sql["lock_shop"], args, cancel);
                if (await transaction.FindAsync<int>(Sql["is_manager"], args, cancel) == 0)
                {
                    return new ActionDecided(DecideOutcome.NotManager, null);
                }

                var isDecided = await transaction.ExecuteAsync(Sql[isApproved ? "approve" : "decline"], args, cancel) > 0;
                if (await transaction.FindAsync<DeskAction>(Sql["find"], args, cancel) is not { } action)
                {
                    return new ActionDecided(DecideOutcome.NotFound, null);
                }

                if (!isDecided)
                {
                    return new ActionDecided(action.State is ActionState.Waiting ? DecideOutcome.Own : DecideOutcome.Over, action);
                }

                if (isApproved)
                {
                    await ActionStore.StartAsync(transaction, action, args.Now, cancel);
                }

                await ActionStore.TellAsync(transaction, action, args.Now, cancel);
                await ActionAudit.AddAsync(transaction, isApproved ? AuditKind.ActionApproved : AuditKind.ActionDeclined, action, args.Now, cancel);
                return new ActionDecided(DecideOutcome.Decided, action);
            },
            cancel);
    }

    /// <summary>As <see cref="AskerAsync(ShopId, AgentId, string, CancellationToken)"/>, in a transaction.</summary>
    internal static async Task<Asker> AskerAsync(WriteTransaction transaction, ShopId shopId, AgentId agentId, string kind, CancellationToken cancel) =>
        Read(await transaction.QueryAsync<AskerRow>(Sql["find_asker"], new { ShopId = shopId, AgentId = agentId, Kind = kind }, cancel));

    private static Asker Read(List<AskerRow> rows) => rows is not [var first, ..]
        ? throw new InvalidOperationException("The shop has no such agent.")
        : new Asker
        {
            Name = first.Name,
            IsManager = first.IsManager,
            IsOutside = first.IsOutside,
            JoinedAt = first.CreatedAt,
            NewcomerDays = first.NewcomerDays ?? ApprovalRules.UsualNewcomerDays,
            ShopCurrency = first.ShopCurrency,
            Limits = [.. rows.Where(row => row.AgentClass is not null).Select(row => new ActionLimit { AgentClass = row.AgentClass!.Value, MostMinor = row.MostMinor, Currency = row.Currency })],
        };

    private sealed record AskerRow
    {
        public string Name { get; init; } = "";

        public bool IsManager { get; init; }

        public bool IsOutside { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public string? ShopCurrency { get; init; }

        public int? NewcomerDays { get; init; }

        public AgentClass? AgentClass { get; init; }

        public long? MostMinor { get; init; }

        public string? Currency { get; init; }
    }
}
