using System.Globalization;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>What an app can do to subscriptions and customers.</summary>
internal static class OtherActs
{
    public static void AddTo(AdminAnswers answers)
    {
        RootFields contracts = new()
        {
            ["subscriptionContractPause"] = ask => Move(ask, "paused"),
            ["subscriptionContractActivate"] = ask => Move(ask, "active"),
            ["subscriptionContractCancel"] = ask => Move(ask, "cancelled"),
            ["subscriptionContractSetNextBillingDate"] = SetNext,
            ["subscriptionBillingCycleSkip"] = ask => Skip(ask, isSkipped: true),
            ["subscriptionBillingCycleUnskip"] = ask => Skip(ask, isSkipped: false),
        };
        foreach (var name in contracts.Keys)
        {
            answers.Writing[name] = "write_own_subscription_contracts";
        }

        answers.Writing["customerUpdate"] = "write_customers";
        answers.Root("Mutation", contracts);
        answers.Root("Mutation", new() { ["customerUpdate"] = UpdateCustomer });
    }

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
            var date = ask.Field.Arguments!["date"].Value switch
            {
                DateTimeOffset at => at,
                var text => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture),
            };
            ask.Caller.Acts.SetNextBilling(id, date);
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
                var id = ContractId((string)input["contractId"]!);
                var selector = (IReadOnlyDictionary<string, object?>)input["selector"]!;
                var index = selector.GetValueOrDefault("index") is { } given
                    ? Convert.ToInt32(given, CultureInfo.InvariantCulture)
                    : throw AdminErrors.NotHeld("SubscriptionBillingCycleSelector.date");
                ask.Caller.Acts.Skip(id, index, isSkipped);
                var contract = ask.Shop.Contracts.Find(id)!;
                var expected = contract.Skipped.FirstOrDefault(one => one.Index == index)?.ExpectedAt
                    ?? contract.NextBillingAt!.Value.AddDays((double)contract.IntervalDays * (index - contract.NextCycle));
                return new() { ["billingCycle"] = new PartOf<SubscriptionContract, BillingCycle>(contract, new(index, isSkipped, expected)) };
            },
            ["billingCycleInput"],
            code: "INVALID");
    }

    private static Payload UpdateCustomer(Ask ask)
    {
        var input = ask.Input("input");
        return Payload.Of(
            () =>
            {
                var id = input.GetValueOrDefault("id") is string gid && Gid.Read(gid, "Customer") is { } read ? read : throw new ShopRefusalException("Customer does not exist");
                if (input.Keys.FirstOrDefault(key => key is not ("id" or "note" or "firstName" or "lastName" or "email" or "phone" or "locale")) is { } other)
                {
                    throw AdminErrors.NotHeld($"CustomerInput.{other}");
                }

                ask.Caller.Acts.ChangeCustomer(id, customer => customer with
                {
                    Note = Text(input, "note", customer.Note),
                    FirstName = Text(input, "firstName", customer.FirstName),
                    LastName = Text(input, "lastName", customer.LastName),
                    Email = Text(input, "email", customer.Email),
                    Phone = Text(input, "phone", customer.Phone),
                    Locale = Text(input, "locale", customer.Locale) ?? customer.Locale,
                });
                return new() { ["customer"] = ask.Shop.Customers.Find(id) };
            },
            ["id"]);
    }

    private static string? Text(IReadOnlyDictionary<string, object?> input, string name, string? before) => input.TryGetValue(name, out var value) ? (string?)value : before;

    private static long ContractId(string gid) => Gid.Read(gid, "SubscriptionContract") ?? throw new ShopRefusalException("Subscription contract does not exist");
}
