namespace ShopSupport.Simulator.Shop;

/// <summary>A place where goods lie.</summary>
internal sealed record Location(long Id, string Name, string City, string Province, string CountryCode, DateTimeOffset CreatedAt) : IShopRow
{
    public bool IsActive { get; init; } = true;

    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;
}

/// <summary>Something the shop sells.</summary>
internal sealed record Product : IShopRow
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    public required string Handle { get; init; }

    public required string Vendor { get; init; }

    public required string ProductType { get; init; }

    /// <summary>active, draft or archived.</summary>
    public string Status { get; init; } = "active";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public required IReadOnlyList<ProductVariant> Variants { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }
}

/// <summary>One size of it. The price is in minor units of the shop's currency.</summary>
internal sealed record ProductVariant : IShopRow
{
    /// <summary>What Shopify calls the only variant of a product.</summary>
    public const string OnlyOne = "Default Title";

    public required long Id { get; init; }

    public required long ProductId { get; init; }

    public required long ItemId { get; init; }

    public required string Title { get; init; }

    public required string Sku { get; init; }

    public required long Price { get; init; }

    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What is counted of a variant, and where it lies.</summary>
internal sealed record InventoryItem : IShopRow
{
    public required long Id { get; init; }

    public required long VariantId { get; init; }

    public required long ProductId { get; init; }

    public required string Sku { get; init; }

    /// <summary>What one piece costs the shop, in minor units.</summary>
    public required long Cost { get; init; }

    public required IReadOnlyList<InventoryLevel> Levels { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>So many pieces of an item at a place.</summary>
internal sealed record InventoryLevel(long ItemId, long LocationId, int Available, DateTimeOffset UpdatedAt);
