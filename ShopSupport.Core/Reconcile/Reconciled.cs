namespace ShopSupport.Core.Reconcile;

/// <summary>How true a resource of a shop is.</summary>
public sealed record Reconciled
{
    /// <summary>customers, orders, locations, products, stock or contracts.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Every change up to then was looked for; null while nothing was.</summary>
    public DateTimeOffset? MarkedAt { get; init; }

    /// <summary>When it was last looked.</summary>
    public DateTimeOffset? RanAt { get; init; }

    /// <summary>Of how many things the last look found that no delivery had told.</summary>
    public long Mended { get; init; }

    /// <summary>When both sides were counted; null while they were not.</summary>
    public DateTimeOffset? CountedAt { get; init; }

    /// <summary>How many we held then.</summary>
    public long? CountedOurs { get; init; }

    /// <summary>How many Shopify told of then.</summary>
    public long? CountedShopify { get; init; }

    /// <summary>Why the last look could not be taken: a word of <see cref="Shopify.ShopifyOutcome"/> in small letters.</summary>
    public string? Error { get; init; }
}
