using System.Globalization;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Demo;

/// <summary>The demo's subscriptions in Shopify's words.</summary>
internal static class DemoContracts
{
    /// <summary>Ids of payments leave room for so many of them in each contract.</summary>
    public const int CyclesAtMost = 1000;

    /// <summary>As it is now.</summary>
    public static SubscriptionContract Now(DemoContract contract)
    {
        var line = contract.Orders[0].Lines[0];
        var hasEnded = contract.EndedAt is not null;
        return new()
        {
            Id = contract.Id,
            CustomerId = contract.Customer.Id,
            OriginOrderId = contract.Orders[0].Id,
            Status = contract.Status,
            Revision = Revision(contract, hasEnded ? 2 : 1),
            IntervalDays = contract.IntervalDays,
            MinCycles = contract.Index % 4 == 1 ? 3 : 1,
            Currency = contract.Customer.Shop.Currency,
            NextBillingAt = contract.Status is "active" or "paused" ? contract.NextAt : null,
            Lines = [new(LineId(contract), line.Product.Id, line.Variant.Id, line.Product.Title, line.Variant.Title, line.Variant.Sku, line.Quantity, line.Price)],
            Attempts = [.. Attempts(contract)],
            Skipped = contract.SkipsNext ? [new(contract.Orders.Count + 1, contract.NextAt, contract.Orders[^1].At.AddHours(20))] : [],
            CreatedAt = contract.StartedAt,
            UpdatedAt = contract.EndedAt ?? contract.StartedAt,
        };
    }

    /// <summary>As it was when it began.</summary>
    public static SubscriptionContract Begun(DemoContract contract) =>
        Now(contract) with { Status = "active", Revision = Revision(contract, 1), UpdatedAt = contract.StartedAt };

    private static IEnumerable<BillingAttempt> Attempts(DemoContract contract)
    {
        for (var i = 0; i < contract.Orders.Count; i++)
        {
            yield return Attempt(contract, i + 1, contract.Orders[i].Id, error: null, contract.Orders[i].At);
        }

        if (contract is { Status: "failed", EndedAt: { } ended })
        {
            yield return Attempt(contract, contract.Orders.Count + 1, orderId: null, "expired_payment_method", ended.AddMinutes(-1));
        }
    }

    private static BillingAttempt Attempt(DemoContract contract, int cycle, long? orderId, string? error, DateTimeOffset at) => new(
        DemoIds.Of(DemoIds.BillingAttempt, (contract.Index * (long)CyclesAtMost) + cycle),
        string.Create(CultureInfo.InvariantCulture, $"demo-{contract.Index}-{cycle}"),
        cycle,
        orderId,
        error,
        error is null ? null : "The card has expired.",
        at);

    private static long Revision(DemoContract contract, int revision) => (contract.Id * 10) + revision;

    // Shopify's lines of contracts have ids that are texts, no numbers.
    private static string LineId(DemoContract contract)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, contract.Id);
        return new Guid(bytes).ToString();
    }
}
