using System.Globalization;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Subscriptions;

/// <summary>Contracts, payments and cycles. A contract counts its revisions, which order its statements better than times.</summary>
internal static class SubscriptionTopics
{
    /// <summary>Reads a contract; <paramref name="step"/> is what its topic says that happened to it, null where that is nothing to speak of.</summary>
    public static Action<Payload, Changes> Contract(HappeningKind? step) => (body, changes) => Contract(body, changes, step);

    private static void Contract(Payload body, Changes changes, HappeningKind? step)
    {
        var id = body.OwnId();
        if (body.HoldsOnlyIds)
        {
            changes.AskFor("subscription_contract", id, "The delivery held only its id.");
            return;
        }

        var billing = body.Child("billing_policy");
        var delivery = body.Child("delivery_policy");
        var revision = body.OptionalId("revision_id") ?? throw body.Refusal(ProblemKind.Missing, "revision_id");
        changes.AddRevision(
            new SubscriptionContractRow
            {
                Id = id,
                ShopifyCustomerId = (body.GlobalId("admin_graphql_api_customer_id") ?? body.OptionalId("customer_id")) is { } customer ? new ShopifyCustomerId(customer) : null,
                OriginOrderId = body.GlobalId("admin_graphql_api_origin_order_id") ?? body.OptionalId("origin_order_id"),
                Status = body.RequiredText("status", 40).ToLowerInvariant(),
                Currency = body.Has("currency_code") ? body.Currency("currency_code") : null,
                BillingInterval = billing?.Text("interval", 20)?.ToLowerInvariant(),
                BillingIntervalCount = billing?.Number("interval_count"),
                DeliveryInterval = delivery?.Text("interval", 20)?.ToLowerInvariant(),
                DeliveryIntervalCount = delivery?.Number("interval_count"),
                MinCycles = billing?.Number("min_cycles"),
                MaxCycles = billing?.Number("max_cycles"),
                StartedAt = body.Instant("created_at"),
            },
            revision);
        if (step is { } kind)
        {
            changes.Add(SubscriptionHappenings.OfStatus(id, kind, revision, changes.HappenedAt));
        }

        changes.AskFor("subscription_contract", id, "A contract's body holds neither its lines nor its next date.");
    }

    public static void Paid(Payload body, Changes changes) => Attempt(body, changes, "success");

    public static void PaymentFailed(Payload body, Changes changes) => Attempt(body, changes, "failure");

    public static void PaymentChallenged(Payload body, Changes changes) => Attempt(body, changes, "challenged");

    public static void Skipped(Payload body, Changes changes) => Cycle(body, changes, isSkipped: true);

    public static void Unskipped(Payload body, Changes changes) => Cycle(body, changes, isSkipped: false);

    private static void Attempt(Payload body, Changes changes, string outcome)
    {
        var contract = body.GlobalId("admin_graphql_api_subscription_contract_id") ?? body.Id("subscription_contract_id");
        changes.Add(
            new BillingAttemptRow
            {
                AttemptKey = (body.GlobalId("admin_graphql_api_id") ?? body.OptionalId("id"))?.ToString(CultureInfo.InvariantCulture)
                    ?? body.RequiredText("idempotency_key", 100),
                ContractId = contract,
                OrderId = body.GlobalId("admin_graphql_api_order_id") ?? body.OptionalId("order_id"),
                Outcome = outcome,
                ErrorCode = body.Text("error_code", 80),
                AttemptedAt = changes.HappenedAt,
            },
            at: null);
        changes.AskFor("subscription_contract", contract, "A payment moves the contract's next date.");
    }

    private static void Cycle(Payload body, Changes changes, bool isSkipped)
    {
        var cycle = new BillingCycleRow
        {
            ContractId = body.GlobalId("admin_graphql_api_subscription_contract_id") ?? body.Id("subscription_contract_id"),
            CycleIndex = body.Number("cycle_index") ?? throw body.Refusal(ProblemKind.Missing, "cycle_index"),
            IsSkipped = body.Flag("skipped") ?? isSkipped,
            BillingExpectedAt = body.Instant("billing_attempt_expected_date"),
        };
        changes.Add(cycle, at: null);
        changes.Add(SubscriptionHappenings.OfCycle(cycle, changes.HappenedAt));
    }
}
