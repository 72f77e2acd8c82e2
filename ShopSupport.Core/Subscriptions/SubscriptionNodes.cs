using System.Globalization;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Subscriptions;

/// <summary>What a contract of the Admin API says: more than its webhooks, which name neither what is sent nor when.</summary>
internal static class SubscriptionNodes
{
    public static void Read(Payload node, Changes changes)
    {
        var id = node.OwnId();
        var billing = node.Child("billingPolicy");
        var delivery = node.Child("deliveryPolicy");
        changes.AddRevision(
            new SubscriptionContractRow
            {
                Id = id,
                ShopifyCustomerId = node.IdOf("customer") is { } customer ? new ShopifyCustomerId(customer) : null,
                OriginOrderId = node.IdOf("originOrder"),
                Status = node.Word("status") ?? throw node.Refusal(ProblemKind.Missing, "status"),
                Currency = node.Has("currencyCode") ? node.Currency("currencyCode") : null,
                BillingInterval = billing?.Word("interval", 20),
                BillingIntervalCount = billing?.Number("intervalCount"),
                DeliveryInterval = delivery?.Word("interval", 20),
                DeliveryIntervalCount = delivery?.Number("intervalCount"),
                MinCycles = billing?.Number("minCycles"),
                MaxCycles = billing?.Number("maxCycles"),
                StartedAt = node.Instant("createdAt"),
            },
            node.OptionalId("revisionId") ?? throw node.Refusal(ProblemKind.Missing, "revisionId"));
        // Dates and lines change without a revision that deliveries would name: they are true as of when they were read.
        changes.Add(
            new ContractDetailRow
            {
                ContractId = id,
                NextBillingAt = node.Instant("nextBillingDate"),
                Lines = node.IsCut("lines") ? null : [.. node.Nodes("lines").Select((line, i) => Line(line, changes.ShopId, id, i))],
            },
            at: null);
        foreach (var attempt in node.Nodes("billingAttempts"))
        {
            Attempt(attempt, changes, id);
        }

        foreach (var cycle in node.Nodes("billingCycles"))
        {
            Cycle(cycle, changes, id);
        }
    }

    /// <summary>Shopify knows it no more. No delivery says so: it is found out by asking.</summary>
    public static void Deleted(Payload body, Changes changes)
    {
        var id = body.OwnId();
        changes.AddGone(new SubscriptionContractRow { Id = id, Status = "deleted", IsDeleted = true });
        changes.AddGone(new ContractDetailRow { ContractId = id });
    }

    private static ContractLineRow Line(Payload line, ShopId shopId, long contractId, int position)
    {
        var price = line.Child("currentPrice") ?? throw line.Refusal(ProblemKind.Missing, "currentPrice");
        var currency = price.Currency("currencyCode");
        return new ContractLineRow
        {
            ShopId = shopId,
            ContractId = contractId,
            Id = LineId(line.RequiredText("id", 200)),
            Position = position,
            ProductId = line.GlobalId("productId"),
            VariantId = line.GlobalId("variantId"),
            Title = line.Text("title", 500) ?? "",
            VariantTitle = line.Text("variantTitle", 255),
            Sku = line.Text("sku", 255),
            Quantity = line.Number("quantity") ?? 0,
            PriceMinor = price.OptionalMoney("amount", currency) ?? 0,
            Currency = currency,
        };
    }

    // A line is known by a UUID at the end of its global id.
    private static string LineId(string gid) => Payload.Cut(gid[(gid.LastIndexOf('/') + 1)..], 60);

    private static void Attempt(Payload attempt, Changes changes, long contractId)
    {
        var state = attempt.Child("state");
        var outcome = state?.Text("__typename", 80) switch
        {
            "SubscriptionBillingAttemptSuccessState" => "success",
            "SubscriptionBillingAttemptFailedState" => "failure",
            // It is not over yet: a delivery will tell.
            _ => null,
        };
        if (outcome is null)
        {
            return;
        }

        changes.Add(
            new BillingAttemptRow
            {
                AttemptKey = attempt.OwnId().ToString(CultureInfo.InvariantCulture),
                ContractId = contractId,
                OrderId = state?.Child("order")?.OwnId(),
                Outcome = outcome,
                ErrorCode = state?.Child("error")?.Word("code", 80),
                AttemptedAt = attempt.Instant("completedAt") ?? attempt.Instant("createdAt") ?? changes.HappenedAt,
            },
            at: null);
    }

    private static void Cycle(Payload cycle, Changes changes, long contractId) => changes.Add(
        new BillingCycleRow
        {
            ContractId = contractId,
            CycleIndex = cycle.Number("cycleIndex") ?? throw cycle.Refusal(ProblemKind.Missing, "cycleIndex"),
            IsSkipped = cycle.Flag("skipped") ?? false,
            BillingExpectedAt = cycle.Instant("billingAttemptExpectedDate"),
        },
        at: null);
}
