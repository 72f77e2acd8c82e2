namespace ShopSupport.Simulator.Shop;

/// <summary>Changes of subscriptions that are put together first.</summary>
internal sealed partial class ShopActs
{
    private readonly Dictionary<long, ContractDraft> _contractDrafts = [];

    public ContractDraft BeginContractDraft(long contractId)
    {
        lock (_lock)
        {
            var contract = Living(contractId);
            var draft = new ContractDraft(shop.NewId(), contract, contract);
            return _contractDrafts[draft.Id] = draft;
        }
    }

    public ContractDraft ContractDraftOf(long id)
    {
        lock (_lock)
        {
            var draft = _contractDrafts.GetValueOrDefault(id) ?? throw new ShopRefusalException("Subscription draft does not exist", "INVALID");
            return draft.IsCommitted ? throw new ShopRefusalException("The draft has already been committed.", "COMMITTED") : draft;
        }
    }

    public ContractDraft ChangeContractDraft(long id, Func<SubscriptionContract, SubscriptionContract> change)
    {
        lock (_lock)
        {
            var draft = ContractDraftOf(id);
            return _contractDrafts[id] = draft with { Now = change(draft.Now) };
        }
    }

    /// <summary>Makes the contract what its draft says, unless it was changed since.</summary>
    public void CommitContractDraft(long id) => Act(at =>
    {
        var draft = ContractDraftOf(id);
        var contract = Living(draft.Before.Id);
        if (contract.Revision != draft.Before.Revision)
        {
            throw new ShopRefusalException("The contract has been changed since the draft was created.", "STALE_CONTRACT");
        }

        if (draft.Now.Lines.Count == 0)
        {
            throw new ShopRefusalException("The contract must have at least one line.", "INVALID_LINES");
        }

        if (draft.Now is { Billing: var billing, Delivery: var delivery } && (!string.Equals(billing.Unit, delivery.Unit, StringComparison.Ordinal) || billing.Count % delivery.Count != 0))
        {
            throw new ShopRefusalException("The billing interval must be a multiple of the delivery interval.", "DELIVERY_MUST_BE_MULTIPLE_OF_BILLING");
        }

        _contractDrafts[id] = draft with { IsCommitted = true };
        var kept = Keep(draft.Now with { Revision = contract.Revision }, at);
        return string.Equals(kept.Status, contract.Status, StringComparison.Ordinal) ? [new ContractUpdated(kept, at)] : [new ContractMoved(kept, at)];
    });

    /// <summary>Sends another variant from now on, or takes another price.</summary>
    public void ChangeContractLine(long contractId, string lineId, Func<SubscriptionLine, SubscriptionLine> change) => Act(at =>
    {
        var contract = Living(contractId);
        if (!contract.Lines.Any(line => string.Equals(line.Id, lineId, StringComparison.Ordinal)))
        {
            throw new ShopRefusalException("Subscription line does not exist", "INVALID");
        }

        return [new ContractUpdated(Keep(contract with { Lines = [.. contract.Lines.Select(line => string.Equals(line.Id, lineId, StringComparison.Ordinal) ? change(line) : line)] }, at), at)];
    });

    /// <summary>Takes the money for a cycle, and makes its order.</summary>
    public BillingAttempt Charge(long contractId, int cycle)
    {
        Act(at =>
        {
            var contract = shop.Contracts.Find(contractId) ?? throw new ShopRefusalException("Subscription contract does not exist", "CONTRACT_NOT_FOUND");
            var refusal = contract switch
            {
                { IsOver: true } => ("The contract has been terminated.", "CONTRACT_TERMINATED"),
                { Status: "paused" } => ("The contract is paused.", "CONTRACT_PAUSED"),
                _ when cycle != contract.NextCycle => ("The billing cycle cannot be charged.", "CYCLE_INDEX_OUT_OF_RANGE"),
                _ when contract.Skipped.Any(one => one.Index == cycle) => ("The billing cycle is skipped.", "BILLING_CYCLE_SKIPPED"),
                _ => ((string Words, string Code)?)null,
            };
            if (refusal is var (words, code))
            {
                throw new ShopRefusalException(words, code);
            }

            var order = OrderOfContract(contract, at);
            var attempt = new BillingAttempt(shop.NewId(), Guid.NewGuid().ToString(), cycle, order.Id, null, null, at);
            var kept = contract with { Attempts = [.. contract.Attempts, attempt], NextBillingAt = contract.Billing.After(contract.NextBillingAt ?? at), UpdatedAt = at, Discounts = [.. contract.Discounts.Select(one => one with { Used = one.Used + 1 })] };
            shop.Put(kept);
            return [.. Placed(order, at), new ContractBilled(kept, attempt, at)];
        });
        return shop.Contracts.Find(contractId)!.Attempts[^1];
    }

    private Order OrderOfContract(SubscriptionContract contract, DateTimeOffset at)
    {
        var origin = OrderOf(contract.OriginOrderId);
        var discount = Math.Min(contract.Lines.Sum(line => line.Price * line.Quantity), contract.Discounts.Sum(one => one.Of(contract.Lines)));
        var order = origin with
        {
            Id = shop.NewId(),
            Number = shop.NextOrderNumber,
            CreatedAt = at,
            UpdatedAt = at,
            ClosedAt = null,
            CancelledAt = null,
            CancelReason = null,
            FinancialStatus = "paid",
            DiscountCode = null,
            Discount = discount,
            EditedOff = 0,
            Note = null,
            SourceName = "subscription_contract",
            ContractId = contract.Id,
            Lines = [.. contract.Lines.Select(Line)],
            Fulfillments = [],
            Refunds = [],
            Returns = [],
            Transactions = [],
        };
        return order with { Transactions = [new(shop.NewId(), "sale", "success", order.Gateway, order.Total, at)] };

        LineItem Line(SubscriptionLine line) => new()
        {
            Id = shop.NewId(),
            ProductId = line.ProductId,
            VariantId = line.VariantId,
            Title = line.Title,
            VariantTitle = line.VariantTitle,
            Sku = line.Sku,
            Quantity = line.Quantity,
            CurrentQuantity = line.Quantity,
            FulfillableQuantity = line.Quantity,
            Price = line.Price,
        };
    }
}
