using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shops;

internal sealed record ShopProfileRow : VersionedRow
{
    public required long ShopifyId { get; init; }

    public required string Name { get; init; }

    public required string Currency { get; init; }

    public string? TimeZone { get; init; }

    public string? Locale { get; init; }

    public string? Country { get; init; }

    public string? PlanName { get; init; }
}

internal sealed record ShopUninstallRow : VersionedRow
{
    public required DateTimeOffset UninstalledAt { get; init; }
}

internal sealed record ShopScopesRow : VersionedRow
{
    public required string Scopes { get; init; }
}

internal sealed record BulkOperationRow : VersionedRow
{
    public required long Id { get; init; }

    public string? Type { get; init; }

    public required string Status { get; init; }

    public string? ErrorCode { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

internal sealed record PrivacyRequestRow : VersionedRow
{
    public required string WebhookId { get; init; }

    public required string Kind { get; init; }

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    /// <summary>The request as it came, for carrying it out.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}
