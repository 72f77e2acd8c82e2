using System.Globalization;

namespace ShopSupport.Simulator.Shop;

/// <summary>What is done to subscriptions.</summary>
internal sealed partial class ShopActs
{
    /// <summary>Brings a contract to another status: active, paused, cancelled, expired or failed. From the last three there is no way back.</summary>
    public void MoveContract(long id, string status) => Act(at =>
    {
        var contract = ContractOf(id);
        if (contract.IsOver)
        {
            throw new ShopRefusalException("The contract has been terminated.");
        }

        return string.Equals(contract.Status, status, StringComparison.Ordinal) ? [] : [new ContractMoved(Keep(contract with { Status = status }, at), at)];
    });

    /// <summary>Sets when the next order is made.</summary>
    public void SetNextBilling(long id, DateTimeOffset when) => Act(at => [new ContractUpdated(Keep(Living(id) with { NextBillingAt = when }, at), at)]);

    /// <summary>Leaves a cycle out, or takes it up again.</summary>
    public void Skip(long id, int cycle, bool isSkipped) => Act(at =>
    {
        var contract = Living(id);
        if (cycle < contract.NextCycle || contract.NextBillingAt is not { } next)
        {
            throw new ShopRefusalException("Billing cycle has already been billed.");
        }

        var skipped = new SkippedCycle(cycle, contract.Billing.After(next, cycle - contract.NextCycle), at);
        shop.Put(contract with
        {
            UpdatedAt = at,
            Skipped = isSkipped
                ? [.. contract.Skipped.Where(one => one.Index != cycle), skipped]
                : [.. contract.Skipped.Where(one => one.Index != cycle)],
        });
        return [new CycleSkipped(contract, skipped, isSkipped, at)];
    });

    /// <summary>A payment was tried for the next cycle: the order it made, or why it failed.</summary>
    public void Bill(long id, Order? order, string? error) => Act(at =>
    {
        var contract = Living(id);
        var attempt = new BillingAttempt(
            shop.NewId(), string.Create(CultureInfo.InvariantCulture, $"{id}-{contract.NextCycle}-{contract.Attempts.Count}"), contract.NextCycle, order?.Id, error, error is null ? null : "The payment was declined.", at);
        var kept = contract with { Attempts = [.. contract.Attempts, attempt], NextBillingAt = order is null ? contract.NextBillingAt : contract.Billing.After(at), UpdatedAt = at };
        shop.Put(kept);
        if (order is null)
        {
            return [new ContractBilled(kept, attempt, at)];
        }

        shop.Put(order);
        return [new OrderPlaced(order, at), new ContractBilled(kept, attempt, at)];
    });

    private SubscriptionContract ContractOf(long id) => shop.Contracts.Find(id) ?? throw new ShopRefusalException("Subscription contract does not exist");

    private SubscriptionContract Living(long id) => ContractOf(id) is { IsOver: false } contract ? contract : throw new ShopRefusalException("The contract has been terminated.");

    private SubscriptionContract Keep(SubscriptionContract contract, DateTimeOffset at)
    {
        var kept = contract with { Revision = contract.Revision + 1, UpdatedAt = at > contract.UpdatedAt ? at : contract.UpdatedAt.AddSeconds(1), NextBillingAt = contract.IsOver ? null : contract.NextBillingAt };
        shop.Put(kept);
        return kept;
    }
}
