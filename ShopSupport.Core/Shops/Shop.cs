using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shops;

/// <summary>One Shopify store: the tenant.</summary>
public sealed record Shop
{
    public ShopId Id { get; init; }

    /// <summary><c>name.myshopify.com</c>, lower-case.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The shop's name; its domain until Shopify told us.</summary>
    public string Name { get => field.Length == 0 ? Domain : field; init; } = "";

    /// <summary>ISO 4217 code of the shop's money; null until Shopify told us.</summary>
    public string? Currency { get; init; }

    /// <summary>IANA time zone, for example <c>Asia/Tokyo</c>; null until Shopify told us.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The shop's main language, for example <c>ja</c>; null until Shopify told us.</summary>
    public string? Locale { get; init; }

    /// <summary>Where it is, ISO 3166-1 alpha-2; null until Shopify told us.</summary>
    public string? Country { get; init; }

    /// <summary>When the app was installed; null for a shop known only from its deliveries.</summary>
    public DateTimeOffset? InstalledAt { get; init; }

    /// <summary>When the app was last taken out; counts unless it was installed after that.</summary>
    public DateTimeOffset? UninstalledAt { get; init; }

    /// <summary>True while the app is in the shop, as far as is known: an uninstall that is told late counts only from its own time.</summary>
    public bool IsInstalled => InstalledAt is not null && !(UninstalledAt >= InstalledAt);
}
