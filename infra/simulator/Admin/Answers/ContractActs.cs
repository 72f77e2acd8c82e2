using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>What an app can do to subscriptions at once.</summary>
internal static class ContractActs
{
    public static void AddTo(AdminAnswers answers)
    {
        RootFields contracts = new()
        {
            ["subscriptionContractPause"] = ask => Move(ask, "paused"),
            ["subscriptionContractActivate"] = ask => Move(ask, "active"),
            ["subscriptionContractCancel"] = ask => Move(ask, "cancelled"),
            ["subscriptionContractExpire"] = ask => Move(ask, "expired"),
            ["subscriptionContractFail"] = ask => Move(ask, "failed"),
            ["subscriptionContractSetNextBillingDate"] = SetNext,
            ["subscriptionBillingCycleSkip"] = ask => Skip(ask, isSkipped: true),
            ["subscriptionBillingCycleUnskip"] = ask => Skip(ask, isSkipped: false),
            ["subscriptionBillingCycleScheduleEdit"] = EditSchedule,
            ["subscriptionBillingCycleCharge"] = Charge,
        };
        foreach (var name in contracts.Keys)
        {
            answers.Writing[name] = "write_own_subscription_contracts";
        }

        answers.Root("Mutation", contracts);
    }

    public static long ContractId(string gid) => Gid.Read(gid, "SubscriptionContract") ?? throw new ShopRefusalException("Subscription contract does not exist", "INVALID");

    private static Payload Move(Ask ask, string status) => Payload.Of(
        () =>
        {
            var id = ContractId(ask.Text("subscriptionContractId")!);
            ask.Caller.Acts.MoveContract(id, status);
            return new() { ["contract"] = ask.Shop.Contracts.Find(id) };
        },
        ["subscriptionContractId"],
        code: "CONTRACT_TERMINATED");

    private static Payload SetNext(Ask ask) => Payload.Of(
        () =>
        {
            var id = ContractId(ask.Text("contractId")!);
            ask.Caller.Acts.SetNextBilling(id, InputWords.TimeOf(ask.Field.Arguments!["date"].Value)!.Value);
            return new() { ["contract"] = ask.Shop.Contracts.Find(id) };
        },
        ["contractId"],
        code: "INVALID");

    private static Payload Skip(Ask ask, bool isSkipped)
    {
        var input = ask.Input("billingCycleInput");
        return Payload.Of(
            () =>
            {
                var contract = Contract(ask, input.Text("contractId")!);
                var index = Index(ask, contract, input.Map("selector")!);
                ask.Caller.Acts.Skip(contract.Id, index, isSkipped);
                return Cycle(ask, contract.Id, index, isSkipped);
            },
            ["billingCycleInput"],
            code: "INVALID");
    }

    private static Payload EditSchedule(Ask ask)
    {
        var (input, edit) = (ask.Input("billingCycleInput"), ask.Input("input"));
        return Payload.Of(
            () =>
            {
                var contract = Contract(ask, input.Text("contractId")!);
                var index = Index(ask, contract, input.Map("selector")!);
                var (skip, date) = (edit.GetValueOrDefault("skip") as bool?, edit.Time("billingDate"));
                if (skip is null && date is null)
                {
                    throw new ShopRefusalException("Billing cycle schedule edit input is empty.", "EMPTY_BILLING_CYCLE_EDIT_SCHEDULE_INPUT");
                }

                var isSkipped = skip ?? contract.Skipped.Any(one => one.Index == index);
                if (date is not null && isSkipped)
                {
                    throw new ShopRefusalException("Billing date cannot be set on a skipped billing cycle.", "BILLING_DATE_SET_ON_SKIPPED");
                }

                if (date <= ask.Shop.Now)
                {
                    throw new ShopRefusalException("Billing date must be in the future.", "INVALID_DATE");
                }

                if (date is not null && index != contract.NextCycle)
                {
                    throw AdminErrors.NotHeld("the billing date of a cycle after the next");
                }

                if (skip is not null && isSkipped != contract.Skipped.Any(one => one.Index == index))
                {
                    ask.Caller.Acts.Skip(contract.Id, index, isSkipped);
                }

                if (date is { } when)
                {
                    ask.Caller.Acts.SetNextBilling(contract.Id, when);
                }

                return Cycle(ask, contract.Id, index, isSkipped);
            },
            ["billingCycleInput"],
            code: "INVALID");
    }

    private static Payload Charge(Ask ask) => Payload.Of(
        () =>
        {
            var id = Gid.Read(ask.Text("subscriptionContractId")!, "SubscriptionContract") ?? 0;
            var index = ask.Shop.Contracts.Find(id) is { } contract ? Index(ask, contract, ask.Input("billingCycleSelector")) : 0;
            var attempt = ask.Caller.Acts.Charge(id, index);
            return new() { ["subscriptionBillingAttempt"] = new PartOf<SubscriptionContract, BillingAttempt>(ask.Shop.Contracts.Find(id)!, attempt) };
        },
        ["subscriptionContractId"],
        code: "INVALID");

    private static SubscriptionContract Contract(Ask ask, string gid) => ask.Shop.Contracts.Find(ContractId(gid)) ?? throw new ShopRefusalException("Subscription contract does not exist", "INVALID");

    private static int Index(Ask ask, SubscriptionContract contract, IReadOnlyDictionary<string, object?> selector) =>
        selector.Number("index")
        ?? contract.Cycles(ask.Shop.Now).FirstOrDefault(cycle => cycle.ExpectedAt.UtcDateTime.Date == selector.Time("date")?.UtcDateTime.Date)?.Index
        ?? throw new ShopRefusalException("Billing cycle selector is out of range.", "CYCLE_START_DATE_OUT_OF_RANGE");

    private static Payload Cycle(Ask ask, long id, int index, bool isSkipped)
    {
        var contract = ask.Shop.Contracts.Find(id)!;
        var expected = contract.Skipped.FirstOrDefault(one => one.Index == index)?.ExpectedAt ?? contract.Billing.After(contract.NextBillingAt!.Value, index - contract.NextCycle);
        return new() { ["billingCycle"] = new PartOf<SubscriptionContract, BillingCycle>(contract, new(index, isSkipped, expected)) };
    }
}
