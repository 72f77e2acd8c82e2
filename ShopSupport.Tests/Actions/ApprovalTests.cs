using ShopSupport.Core.Actions;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>What is above a limit waits for a manager, happens once when one approves, and not at all when one declines.</summary>
public sealed class ApprovalTests
{
    [OnEachEngine]
    public async Task Above_the_limit_nothing_is_sent_before_a_manager_approves(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var manager = await ManagerAsync(desk, 1);
        await LimitAsync(desk, new ActionLimit { Kind = "refund", AgentClass = AgentClass.Everyone, MostMinor = 1, Currency = "JPY" });
        var action = await AskRefundAsync(desk);
        await desk.RunAsync();
        var waiting = Assert.Single(await Approvals(desk).ListAsync(desk.Desk.Db.ShopId, 9, CancellationToken.None));
        Assert.Equal((action.Id, ActionState.Waiting, ApprovalNeed.Amount, 1L, "お詫び"), (waiting.Id, waiting.State, waiting.Need, waiting.LimitMinor, waiting.AskedWhy));
        Assert.Equal(0, await desk.Desk.CountAsync("work", "kind = 'action'"));
        Assert.Equal(0, desk.Desk.Store.App.Done.Count("refundCreate"));
        // Longer than an action that is under way would be tried.
        desk.Desk.Pass(TimeSpan.FromHours(5));

        var decided = await DecideAsync(desk, manager, action.Id, isApproved: true, "どうぞ");
        await desk.RunAsync();

        var done = await desk.FindAsync(action);
        Assert.Equal(DecideOutcome.Decided, decided.Outcome);
        Assert.Equal((ActionState.Done, "どうぞ", manager.Name), (done.State, done.DecidedWhy, done.DecidedByName));
        Assert.Equal((1, 0L), (desk.Desk.Store.App.Done.Count("refundCreate"), await Approvals(desk).CountAsync(desk.Desk.Db.ShopId, CancellationToken.None)));
        Assert.Equal(
            ["action_asked", "action_approved", "action_done"],
            await desk.Desk.Db.QueryAsync<string>("SELECT what FROM audit WHERE shop_id = @ShopId AND subject = 'order' ORDER BY id", new { desk.Desk.Db.ShopId }));
    }

    [OnEachEngine]
    public async Task A_Shopify_that_is_slow_after_the_approval_is_waited_for_as_for_any_action(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var manager = await ManagerAsync(desk, 1);
        await LimitAsync(desk, new ActionLimit { Kind = "pause_contract", AgentClass = AgentClass.Everyone });
        var action = await AskAsync(desk, "pause_contract", desk.Contract().Id);
        desk.Desk.Pass(TimeSpan.FromDays(1));
        await DecideAsync(desk, manager, action.Id, isApproved: true);
        desk.Faults.Add(ShopSupport.Simulator.Admin.MutationFault.Throttled, TimeSpan.FromMinutes(1));

        await desk.RunAsync();

        Assert.Equal((ActionState.Done, ApprovalNeed.Always), ((await desk.FindAsync(action)).State, action.Need));
    }

    [OnEachEngine]
    public async Task Declined_it_never_happens_and_says_why(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var manager = await ManagerAsync(desk, 1);
        await LimitAsync(desk, new ActionLimit { Kind = "refund", AgentClass = AgentClass.Everyone });
        var action = await AskRefundAsync(desk);

        await DecideAsync(desk, manager, action.Id, isApproved: false, "先に写真を");
        var late = await DecideAsync(desk, manager, action.Id, isApproved: true);
        await desk.RunAsync();

        var declined = await desk.FindAsync(action);
        Assert.Equal((ActionState.Declined, "先に写真を", false), (declined.State, declined.DecidedWhy, declined.IsUnderWay));
        Assert.Equal((DecideOutcome.Over, 0), (late.Outcome, desk.Desk.Store.App.Done.Count("refundCreate")));
        Assert.NotNull(declined.EndedAt);
    }

    [OnEachEngine]
    public async Task Two_managers_who_approve_at_once_approve_it_once(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var (first, second) = (await ManagerAsync(desk, 1), await ManagerAsync(desk, 2));
        await LimitAsync(desk, new ActionLimit { Kind = "refund", AgentClass = AgentClass.Everyone });
        var action = await AskRefundAsync(desk);

        var decided = await Task.WhenAll(
            DecideAsync(desk, first, action.Id, isApproved: true), DecideAsync(desk, second, action.Id, isApproved: true), DecideAsync(desk, first, action.Id, isApproved: false));

        Assert.Equal(1, decided.Count(one => one.Outcome is DecideOutcome.Decided));
        Assert.Equal(2, decided.Count(one => one.Outcome is DecideOutcome.Over));
        Assert.Equal(1, await desk.Desk.CountAsync("audit", "what IN ('action_approved', 'action_declined')"));
        await desk.RunAsync();
        Assert.True(desk.Desk.Store.App.Done.Count("refundCreate") <= 1);
    }

    [OnEachEngine]
    public async Task Nobody_decides_over_their_own_wish_and_only_managers_decide(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var manager = await ManagerAsync(desk, 1);
        await LimitAsync(desk, new ActionLimit { Kind = "refund", AgentClass = AgentClass.Everyone });
        var action = await AskRefundAsync(desk);

        var agent = await DecideAsync(desk, desk.Agent, action.Id, isApproved: true);
        await desk.Desk.Db.ExecuteAsync("UPDATE agents SET is_manager = 1 WHERE shop_id = @ShopId AND id = @Id", new { desk.Desk.Db.ShopId, desk.Agent.Id });
        var own = await DecideAsync(desk, desk.Agent, action.Id, isApproved: true);
        var other = await Approvals(desk).DecideAsync(await desk.Desk.Db.AddShopAsync(), manager.Id, action.Id, isApproved: true, why: null, CancellationToken.None);

        Assert.Equal((DecideOutcome.NotManager, DecideOutcome.Own, DecideOutcome.NotManager), (agent.Outcome, own.Outcome, other.Outcome));
        Assert.Equal(ActionState.Waiting, (await desk.FindAsync(action)).State);
    }

    [OnEachEngine]
    public async Task What_was_done_in_the_admin_while_it_waited_is_not_done_again(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var manager = await ManagerAsync(desk, 1);
        await LimitAsync(desk, new ActionLimit { Kind = "refund", AgentClass = AgentClass.Everyone });
        var order = PaidOrder(desk);
        var action = await AskAsync(desk, "refund", order.Id, [.. order.Lines.Select(line => ($"line-{line.Id}", $"{line.CurrentQuantity}"))]);
        desk.Desk.Store.Acts.Refund(order.Id, [.. order.Lines.Select(line => new ParcelLine(line.Id, line.CurrentQuantity))], amount: null, restock: false, note: null);

        await DecideAsync(desk, manager, action.Id, isApproved: true);
        await desk.RunAsync();

        Assert.Equal(ActionState.Failed, (await desk.FindAsync(action)).State);
        Assert.Single(desk.Shop.Orders.Find(order.Id)!.Refunds);
    }

    [OnEachEngine]
    public async Task Limits_that_move_while_somebody_reads_the_confirmation_show_it_once_more(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        var (_, shown) = await desk.PlanAsync("pause_contract", desk.Contract().Id);
        await LimitAsync(desk, new ActionLimit { Kind = "pause_contract", AgentClass = AgentClass.Everyone });

        var lowered = await desk.AskAsync(shown);
        await LimitAsync(desk);
        var lifted = await desk.AskAsync(shown with { IsForManager = true });

        Assert.Equal((AskOutcome.LimitsMoved, AskOutcome.LimitsMoved), (lowered.Outcome, lifted.Outcome));
        Assert.Equal(0, await desk.Desk.CountAsync("actions"));
    }

    [OnEachEngine]
    public async Task What_changes_in_the_limits_is_kept_with_who_changed_it(DatabaseProvider engine)
    {
        await using var desk = await ActionDesk.OpenAsync(engine);
        await LimitAsync(desk, new ActionLimit { Kind = "refund", AgentClass = AgentClass.Newcomer, MostMinor = 10_000, Currency = "JPY" });
        await LimitAsync(desk, new ActionLimit { Kind = "refund", AgentClass = AgentClass.Newcomer, MostMinor = 10_000, Currency = "JPY" });
        await LimitAsync(desk, new ActionLimit { Kind = "refund", AgentClass = AgentClass.Newcomer });

        var store = (ShopSupport.Core.Audit.AuditStore)desk.Desk.Services.GetService(typeof(ShopSupport.Core.Audit.AuditStore))!;
        var rows = (await store.ListAsync(desk.Desk.Db.ShopId, new() { What = ShopSupport.Core.Audit.AuditKind.LimitsChanged }, null, 9, CancellationToken.None)).ConvertAll(row => row.Detail!.Changes!);

        Assert.Equal([[new("refund/newcomer", "10000 JPY", "always")], [new("newcomer_days", "30", "0"), new("refund/newcomer", null, "10000 JPY")]], rows);
    }

    private static ApprovalStore Approvals(ActionDesk desk) => (ApprovalStore)desk.Desk.Services.GetService(typeof(ApprovalStore))!;

    private static Task<ActionDecided> DecideAsync(ActionDesk desk, Agent manager, ActionId id, bool isApproved, string? why = null) =>
        Approvals(desk).DecideAsync(desk.Desk.Db.ShopId, manager.Id, id, isApproved, why, CancellationToken.None);

    // Nobody is new.
    private static Task LimitAsync(ActionDesk desk, params ActionLimit[] limits) => ((LimitStore)desk.Desk.Services.GetService(typeof(LimitStore))!).SaveAsync(
        desk.Desk.Db.ShopId, default, "店長", new ApprovalRules { NewcomerDays = 0, Limits = limits }, CancellationToken.None);

    private static async Task<Agent> ManagerAsync(ActionDesk desk, long user)
    {
        var agents = (AgentStore)desk.Desk.Services.GetService(typeof(AgentStore))!;
        var person = await agents.FindOrAddAsync(desk.Desk.Db.ShopId, new ShopifyAgent(user, $"店長{user}", null, null), CancellationToken.None);
        await agents.SetManagerAsync(desk.Desk.Db.ShopId, person.Id, person.Id, isManager: true, CancellationToken.None);
        return person;
    }

    private static Task<DeskAction> AskRefundAsync(ActionDesk desk) => AskAsync(desk, "refund", PaidOrder(desk).Id, ($"line-{PaidOrder(desk).Lines[0].Id}", "1"));

    private static async Task<DeskAction> AskAsync(ActionDesk desk, string kind, long id, params (string Name, string Value)[] chosen)
    {
        var (plan, request) = await desk.PlanAsync(kind, id, chosen);
        Assert.Null(plan.Refusal);
        var asked = await desk.AskAsync(request with { IsForManager = true, Why = " お詫び " });
        Assert.Equal(AskOutcome.Asked, asked.Outcome);
        return asked.Action!;
    }

    private static Order PaidOrder(ActionDesk desk) => desk.Shop.Orders.All().First(order =>
        order is { FinancialStatus: "paid", CancelledAt: null, Refunds.Count: 0 } && order.ProcessedAt > desk.Desk.Clock.GetUtcNow().AddDays(-60) && order.Lines[0].CurrentQuantity > 0);
}
