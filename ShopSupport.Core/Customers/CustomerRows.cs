using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>The profile. Shopify's other facts about a person have rows and versions of their own: they travel in other topics.</summary>
internal sealed record CustomerRow : VersionedRow
{
    public required ShopifyCustomerId ShopifyId { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? State { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? CustomerSince { get; init; }

    public bool IsDeleted { get; init; }
}

internal sealed record CustomerAddressRow : VersionedRow
{
    public required ShopifyCustomerId ShopifyCustomerId { get; init; }

    public string? CountryCode { get; init; }

    public string? Province { get; init; }

    public string? City { get; init; }

    public string? Zip { get; init; }

    public string? Address1 { get; init; }

    public string? Address2 { get; init; }
}

internal sealed record CustomerConsentRow : VersionedRow
{
    public required ShopifyCustomerId ShopifyCustomerId { get; init; }

    public required string Channel { get; init; }

    public string? State { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }
}

internal sealed record CustomerTagListRow : VersionedRow
{
    public required ShopifyCustomerId ShopifyCustomerId { get; init; }

    public required string Tags { get; init; }
}

internal sealed record CustomerTagChangeRow : VersionedRow
{
    public required ShopifyCustomerId ShopifyCustomerId { get; init; }

    public required string Tag { get; init; }

    public required bool IsPresent { get; init; }
}

internal sealed record CustomerPurchasesRow : VersionedRow
{
    public required ShopifyCustomerId ShopifyCustomerId { get; init; }

    public long? OrderCount { get; init; }

    public long? SpentMinor { get; init; }

    public string? Currency { get; init; }
}

internal sealed record CustomerMergeRow : VersionedRow
{
    public required ShopifyCustomerId DeletedId { get; init; }

    public required ShopifyCustomerId KeptId { get; init; }
}
