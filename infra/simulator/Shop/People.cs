namespace ShopSupport.Simulator.Shop;

/// <summary>Something that Shopify gives an id to, and that changes.</summary>
internal interface IShopRow
{
    long Id { get; }

    DateTimeOffset CreatedAt { get; }

    DateTimeOffset UpdatedAt { get; }
}

/// <summary>Who the shop is.</summary>
internal sealed record ShopProfile
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>Where its customers go.</summary>
    public required string Site { get; init; }

    /// <summary><c>name.myshopify.com</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string CountryCode { get; init; }

    public required string Currency { get; init; }

    /// <summary>As IANA names it.</summary>
    public required string TimeZone { get; init; }

    public required string Locale { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What stands in the path of the shop's admin.</summary>
    public string Handle => Domain[..Domain.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>That moment by the shop's clock.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
}

/// <summary>Somebody who buys.</summary>
internal sealed record Customer : IShopRow
{
    public required long Id { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public required string DisplayName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public required string Locale { get; init; }

    /// <summary>disabled, invited, enabled or declined.</summary>
    public required string State { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required string Currency { get; init; }

    /// <summary>subscribed, unsubscribed, not_subscribed …</summary>
    public string MarketingState { get; init; } = "not_subscribed";

    /// <summary>When that was said; null where nobody was asked.</summary>
    public DateTimeOffset? MarketingAt { get; init; }

    public Address? Address { get; init; }

    /// <summary>What the shop owes them, one account for each currency.</summary>
    public IReadOnlyList<StoreCredit> Credits { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A customer's credit at the shop, in minor units.</summary>
internal sealed record StoreCredit(long Id, string Currency, long Balance);

/// <summary>Where something goes.</summary>
internal sealed record Address
{
    public required long Id { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public required string Name { get; init; }

    public string? Address1 { get; init; }

    public string? Address2 { get; init; }

    public string? City { get; init; }

    public string? Zip { get; init; }

    public string? Province { get; init; }

    public string? ProvinceCode { get; init; }

    public string? Country { get; init; }

    public string? CountryCode { get; init; }

    public string? Phone { get; init; }
}
