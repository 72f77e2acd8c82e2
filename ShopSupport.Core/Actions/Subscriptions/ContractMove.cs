using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Subscriptions;

/// <summary>Brings a contract to another status. Setting it twice does no more than once.</summary>
internal abstract class ContractMove(ActionCalls calls, TimeProvider clock) : IActionKind
{
    public abstract string Kind { get; }

    public ActionSubject Subject => ActionSubject.Contract;

    public string Scope => "write_own_subscription_contracts";

    public bool MayRepeat => true;

    public bool HasAmount => false;

    /// <summary>Shopify's word for the status it has afterwards.</summary>
    protected abstract string Target { get; }

    protected abstract ShopifyDocument Document { get; }

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (contract, problem) = await LiveContract.ReadAsync(calls, target.ShopId, target.Id, target.Now, cancel);
        if (contract is null)
        {
            return new() { Wish = wish, Refusal = problem?.Refusal ?? new("later") };
        }

        return Plan(contract, wish) with { Refusal = Refuse(contract) };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (contract, problem) = await LiveContract.ReadAsync(calls, action.ShopId, action.SubjectId, clock.GetUtcNow(), cancel);
        return contract is null ? problem!
            : Refuse(contract) is { } refusal ? new ActionAnswer(ActionEnd.Refused) { Refusal = refusal }
            : await calls.ChangeAsync(action.ShopId, Document, new { id = LiveContract.IdOf(action.SubjectId) }, cancel);
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (contract, problem) = await LiveContract.ReadAsync(calls, action.ShopId, action.SubjectId, clock.GetUtcNow(), cancel);
        return problem ?? (string.Equals(contract!.Status, Target, StringComparison.Ordinal) ? ActionAnswer.Done() : ActionAnswer.NotThere);
    }

    /// <summary>What will happen.</summary>
    protected abstract ActionPlan Plan(LiveContract contract, ActionWish wish);

    private ActionRefusal? Refuse(LiveContract contract) => contract.IsOver ? new("contract_over")
        : string.Equals(contract.Status, Target, StringComparison.Ordinal) ? new("contract_so_already")
        : null;
}

/// <summary>No more deliveries until somebody takes it up again.</summary>
internal sealed class PauseContract(ActionCalls calls, TimeProvider clock) : ContractMove(calls, clock)
{
    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("ContractPause");

    public override string Kind => "pause_contract";

    protected override string Target => "PAUSED";

    protected override ShopifyDocument Document => Mutation;

    protected override ActionPlan Plan(LiveContract contract, ActionWish wish) => new()
    {
        Wish = wish,
        Effects = contract.NextBillingDate is { } next ? [new("pause_contract_next", EffectValue.On(next)), new("pause_contract_until")] : [new("pause_contract_until")],
    };
}

/// <summary>A paused contract goes on.</summary>
internal sealed class ResumeContract(ActionCalls calls, TimeProvider clock) : ContractMove(calls, clock)
{
    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("ContractActivate");

    public override string Kind => "resume_contract";

    protected override string Target => "ACTIVE";

    protected override ShopifyDocument Document => Mutation;

    protected override ActionPlan Plan(LiveContract contract, ActionWish wish) => new()
    {
        Wish = wish,
        Effects = [contract.NextBillingDate is { } next ? new("resume_contract_next", EffectValue.On(next)) : new("resume_contract")],
    };
}

/// <summary>Ends a contract for good. Nothing is offered in its place here: ending is one step, always.</summary>
internal sealed class CancelContract(ActionCalls calls, TimeProvider clock) : ContractMove(calls, clock)
{
    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("ContractCancel");

    public override string Kind => "cancel_contract";

    protected override string Target => "CANCELLED";

    protected override ShopifyDocument Document => Mutation;

    protected override ActionPlan Plan(LiveContract contract, ActionWish wish) => new()
    {
        Wish = wish,
        IsFinal = true,
        Effects =
        [
            new("cancel_contract"),
            .. contract.NextBillingDate is { } next ? [new("cancel_contract_next", EffectValue.On(next))] : Array.Empty<ActionEffect>(),
            .. contract.BillingPolicy.MinCycles is > 1 and var least ? [new("cancel_contract_minimum", EffectValue.Count(least))] : Array.Empty<ActionEffect>(),
        ],
    };
}
