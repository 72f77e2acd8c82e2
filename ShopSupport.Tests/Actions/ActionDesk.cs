using Microsoft.Extensions.DependencyInjection;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Work;
using ShopSupport.Simulator.Admin;
using ShopSupport.Simulator.Shop;
using ShopSupport.Tests.Import;
using ShopSupport.Tests.Reconcile;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Actions;

/// <summary>A desk whose shop came in from a simulated Shopify and has allowed every action, and an agent who acts.</summary>
internal sealed class ActionDesk : IAsyncDisposable
{
    private ActionDesk(ImportDesk desk, Agent agent) => (Desk, Agent) = (desk, agent);

    public ImportDesk Desk { get; }

    public Agent Agent { get; }

    public ActionStore Store => Desk.Services.GetRequiredService<ActionStore>();

    public SimulatedShop Shop => Desk.Store.Shop;

    public ApiFaults Faults => Desk.Store.App.Faults;

    public static async Task<ActionDesk> OpenAsync(DatabaseProvider engine)
    {
        var desk = await ReconcileSteps.ImportedAsync(engine);
        desk.Store.App.Scopes = desk.Store.App.Scopes.Concat(desk.Simulator.App.OptionalScopes).ToHashSet(StringComparer.Ordinal);
        var agent = await desk.Services.GetRequiredService<AgentStore>().FindOrAddAsync(desk.Db.ShopId, "takagi", "高木", CancellationToken.None);
        return new(desk, agent);
    }

    public IActionKind Kind(string name) => Desk.Services.GetServices<IActionKind>().Single(kind => string.Equals(kind.Kind, name, StringComparison.Ordinal));

    /// <summary>An order that can be cancelled.</summary>
    public Order UnsentOrder(bool isPaid = true) => Shop.Orders.All().First(order =>
        order.CancelledAt is null && order.Fulfillments.Count == 0 && order.FinancialStatus is "paid" == isPaid && order.ProcessedAt > Desk.Clock.GetUtcNow().AddDays(-60));

    /// <summary>A paid order whose parcel is on its way, of a customer.</summary>
    public Order SentOrder() => Shop.Orders.All().First(order =>
        order is { CancelledAt: null, CustomerId: not null, FinancialStatus: "paid", FulfillmentStatus: "fulfilled", Refunds.Count: 0, Returns.Count: 0 } && order.ProcessedAt > Desk.Clock.GetUtcNow().AddDays(-60));

    /// <summary>An order of which a piece is coming back, or is asked to.</summary>
    public Order WithReturn(bool isApproved)
    {
        var order = SentOrder();
        Desk.Store.Acts.BeginReturn(order.Id, isApproved, back => back with { Lines = [new ReturnLine(1, SentLine.Of(order).First().Id, order.Lines[0].Id, 1)] });
        return Shop.Orders.Find(order.Id)!;
    }

    public SubscriptionContract Contract(string status = "active") => Shop.Contracts.All().First(contract => string.Equals(contract.Status, status, StringComparison.Ordinal));

    /// <summary>The confirmation, and what it would ask for.</summary>
    public async Task<(ActionPlan Plan, ActionRequest Request)> PlanAsync(string name, long id, params (string Name, string Value)[] chosen)
    {
        var kind = Kind(name);
        var target = await Store.FindTargetAsync(Desk.Db.ShopId, kind.Subject, id, CancellationToken.None) ?? throw new InvalidOperationException("There is no such thing.");
        var plan = await kind.PlanAsync(target, new(chosen.Select(one => KeyValuePair.Create(one.Name, one.Value))), CancellationToken.None);
        return (plan, new ActionRequest
        {
            ActionKey = Guid.NewGuid().ToString(),
            Kind = name,
            Subject = kind.Subject,
            SubjectId = id,
            LastSeq = target.LastSeq,
            Wish = plan.Wish,
            Effects = plan.Effects,
            AmountMinor = plan.AmountMinor,
            Currency = plan.Currency,
        });
    }

    public Task<ActionAsked> AskAsync(ActionRequest request) => Store.AskAsync(Desk.Db.ShopId, Agent.Id, request, CancellationToken.None);

    /// <summary>Plans and asks.</summary>
    public async Task<DeskAction> AskAsync(string name, long id, params (string Name, string Value)[] chosen)
    {
        var (plan, request) = await PlanAsync(name, id, chosen);
        Assert.Null(plan.Refusal);
        return (await AskAsync(request)).Action!;
    }

    public async Task<DeskAction> FindAsync(DeskAction action) => (await Store.FindAsync(Desk.Db.ShopId, action.Id, CancellationToken.None))!;

    /// <summary>Does what is due of actions once; false where nothing waits.</summary>
    public async Task<bool> RunOnceAsync()
    {
        var item = await Desk.Db.FindAsync<WorkItem>(
            """SELECT id, shop_id, kind, work_key AS "key", lane, due_at, payload, tries, receipt FROM work WHERE shop_id = @ShopId AND kind = 'action' ORDER BY due_at""", new { Desk.Db.ShopId });
        if (item is null)
        {
            return false;
        }

        var queue = Desk.Services.GetRequiredService<WorkQueue>();
        await Desk.Services.GetServices<IWorkHandler>().Single(handler => handler.Kind is "action").RunAsync(item, CancellationToken.None);
        await queue.DoneAsync(item, CancellationToken.None);
        return true;
    }

    /// <summary>Does what waits, as time passes, until nothing does.</summary>
    public Task RunAsync(TimeSpan? step = null) => Patience.UntilAsync(
        async () =>
        {
            var isMore = await RunOnceAsync();
            Desk.Pass(step ?? TimeSpan.FromSeconds(10));
            return !isMore;
        },
        () => $"the end of all actions; {string.Join('\n', Desk.Logs.TakeLast(20))}");

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
