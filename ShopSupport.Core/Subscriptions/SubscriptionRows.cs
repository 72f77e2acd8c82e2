using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Subscriptions;

internal sealed record SubscriptionContractRow : VersionedRow
{
    public required long Id { get; init; }

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    public long? OriginOrderId { get; init; }

    public required string Status { get; init; }

    public string? Currency { get; init; }

    public string? BillingInterval { get; init; }

    public int? BillingIntervalCount { get; init; }

    public string? DeliveryInterval { get; init; }

    public int? DeliveryIntervalCount { get; init; }

    public int? MinCycles { get; init; }

    public int? MaxCycles { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public bool IsDeleted { get; init; }
}

internal sealed record BillingAttemptRow : VersionedRow
{
    /// <summary>Shopify's id, or the idempotency key where the id is not given.</summary>
    public required string AttemptKey { get; init; }

    public required long ContractId { get; init; }

    public long? OrderId { get; init; }

    public required string Outcome { get; init; }

    public string? ErrorCode { get; init; }

    public required DateTimeOffset AttemptedAt { get; init; }
}

internal sealed record BillingCycleRow : VersionedRow
{
    public required long ContractId { get; init; }

    public required int CycleIndex { get; init; }

    public required bool IsSkipped { get; init; }

    public DateTimeOffset? BillingExpectedAt { get; init; }
}

/// <summary>What only the Admin API tells of a contract.</summary>
internal sealed record ContractDetailRow : VersionedRow
{
    public required long ContractId { get; init; }

    public DateTimeOffset? NextBillingAt { get; init; }

    /// <summary>All of them; null where more were there than were read.</summary>
    [NotAColumn]
    public IReadOnlyList<ContractLineRow>? Lines { get; init; } = [];
}

internal sealed record ContractLineRow
{
    public ShopId ShopId { get; init; }

    public required long ContractId { get; init; }

    /// <summary>A UUID.</summary>
    public required string Id { get; init; }

    public required int Position { get; init; }

    public long? ProductId { get; init; }

    public long? VariantId { get; init; }

    public required string Title { get; init; }

    public string? VariantTitle { get; init; }

    public string? Sku { get; init; }

    public int Quantity { get; init; }

    /// <summary>Of one piece.</summary>
    public long PriceMinor { get; init; }

    public required string Currency { get; init; }
}
