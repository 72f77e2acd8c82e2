using System.Globalization;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Subscriptions;

/// <summary>Leaves coming deliveries out, or takes such a one up again: one, or several at once.</summary>
internal sealed class SkipCycle(ActionCalls calls, TimeProvider clock) : IActionKind
{
    private const int MostOffered = 6;

    private static readonly ShopifyDocument Skip = ShopifyDocument.Load("CycleSkip");
    private static readonly ShopifyDocument Unskip = ShopifyDocument.Load("CycleUnskip");

    public string Kind => "skip_cycle";

    public ActionSubject Subject => ActionSubject.Contract;

    public string Scope => "write_own_subscription_contracts";

    // A cycle that is left out already stays so.
    public bool MayRepeat => true;

    public bool HasAmount => false;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (contract, problem) = await LiveContract.ReadAsync(calls, target.ShopId, target.Id, target.Now, cancel);
        if (contract is null)
        {
            return new() { Wish = wish, Refusal = problem?.Refusal ?? new("later") };
        }

        var cycles = contract.Cycles.Take(MostOffered).ToList();
        // The next one that would come is what a customer who asks for a pause means.
        var first = wish.IsEmpty ? cycles.Find(cycle => !cycle.Skipped) : null;
        bool IsChosen(LiveCycle cycle) => wish.IsEmpty ? cycle.Skipped || cycle == first : wish.Flag(Name(cycle), cycle.Skipped);
        var changes = cycles.Where(cycle => IsChosen(cycle) != cycle.Skipped).ToList();
        return new()
        {
            Wish = new(cycles.Select(cycle => KeyValuePair.Create(Name(cycle), IsChosen(cycle) ? "true" : "false"))),
            Fields = [new CyclesField("cycles", [.. cycles.Select(cycle => new CycleChoice(Name(cycle), cycle.BillingAttemptExpectedDate, IsChosen(cycle)))])],
            Effects =
            [
                .. changes.Select(cycle => new ActionEffect(IsChosen(cycle) ? "skip_cycle" : "unskip_cycle", EffectValue.On(cycle.BillingAttemptExpectedDate))),
                .. cycles.Find(cycle => !IsChosen(cycle)) is { } next ? [new ActionEffect("skip_next", EffectValue.On(next.BillingAttemptExpectedDate))] : Array.Empty<ActionEffect>(),
            ],
            Refusal = contract.IsOver ? new("contract_over") : contract.Status is "PAUSED" ? new("contract_paused") : cycles.Count == 0 ? new("no_cycles") : changes.Count == 0 ? new("nothing_chosen") : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (contract, problem) = await LiveContract.ReadAsync(calls, action.ShopId, action.SubjectId, clock.GetUtcNow(), cancel);
        if (contract is null)
        {
            return problem!;
        }

        foreach (var cycle in Missing(contract, action.Chosen))
        {
            var answer = await calls.ChangeAsync(action.ShopId, cycle.Skipped ? Unskip : Skip, new { id = LiveContract.IdOf(action.SubjectId), index = cycle.CycleIndex }, cancel);
            if (answer.End is not ActionEnd.Done)
            {
                return answer;
            }
        }

        return ActionAnswer.Done();
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (contract, problem) = await LiveContract.ReadAsync(calls, action.ShopId, action.SubjectId, clock.GetUtcNow(), cancel);
        return problem ?? (Missing(contract!, action.Chosen).Any() ? ActionAnswer.NotThere : ActionAnswer.Done());
    }

    private static IEnumerable<LiveCycle> Missing(LiveContract contract, ActionWish wish) => contract.Cycles.Where(cycle => wish.Flag(Name(cycle), cycle.Skipped) != cycle.Skipped);

    private static string Name(LiveCycle cycle) => string.Create(CultureInfo.InvariantCulture, $"cycle-{cycle.CycleIndex}");
}
