using ShopSupport.App.SignIn;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Actions;

/// <summary>Puts together what a confirmation shows.</summary>
public sealed class Confirmations(CurrentAgent agent, ActionStore store, IEnumerable<IActionKind> kinds, ApprovalStore approvals, ActionSeal seal)
{
    /// <summary>The confirmation of a kind for a thing; null where there is no such kind, or this shop has no such thing.</summary>
    internal async Task<ActionPage?> PlanAsync(string name, long id, ConversationId? conversation, ActionWish wish, string? why, CancellationToken cancel)
    {
        if (kinds.FirstOrDefault(one => string.Equals(one.Kind, name, StringComparison.Ordinal)) is not { } kind
            || await store.FindTargetAsync(agent.ShopId, kind.Subject, id, cancel) is not { } target)
        {
            return null;
        }

        var plan = await kind.PlanAsync(target, wish, cancel);
        var verdict = plan.Refusal is null
            ? (await approvals.AskerAsync(agent.ShopId, agent.Id, kind.Kind, cancel)).Judge(plan.AmountMinor, plan.Currency, target.Now)
            : null;
        return new ActionPage
        {
            Kind = kind.Kind,
            Scope = kind.Scope,
            Target = target,
            Plan = plan,
            ConversationId = conversation,
            Notice = null,
            Verdict = verdict,
            Managers = verdict is null ? [] : await approvals.ListManagersAsync(agent.ShopId, cancel),
            Why = why ?? "",
            Sealed = plan.Refusal is null ? seal.Close(agent, kind, target, plan, conversation, verdict is not null) : null,
        };
    }
}
