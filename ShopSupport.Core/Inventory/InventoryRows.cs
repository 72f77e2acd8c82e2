using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inventory;

internal sealed record ProductRow : VersionedRow
{
    public required long Id { get; init; }

    public string Title { get; init; } = "";

    public string? Handle { get; init; }

    public string? Vendor { get; init; }

    public string? ProductType { get; init; }

    public string? Status { get; init; }

    public string? Tags { get; init; }

    public string? ImageUrl { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>The title as it is compared in a search.</summary>
    public string? SearchTitle { get; init; }

    [NotAColumn]
    public IReadOnlyList<VariantRow> Variants { get; init; } = [];

    /// <summary>Variants that exist but are not in the body, which holds the first hundred.</summary>
    [NotAColumn]
    public IReadOnlySet<long> FurtherVariants { get; init; } = new HashSet<long>();
}

internal sealed record VariantRow
{
    public ShopId ShopId { get; init; }

    public required long Id { get; init; }

    public required long ProductId { get; init; }

    public int Position { get; init; }

    public string? Title { get; init; }

    public string? Sku { get; init; }

    public string? Barcode { get; init; }

    /// <summary>Decimal text: the body does not say its currency, which is the shop's.</summary>
    public string? Price { get; init; }

    public long? InventoryItemId { get; init; }

    /// <summary>Title and SKU as they are compared in a search.</summary>
    public string? SearchText { get; init; }
}

internal sealed record InventoryItemRow : VersionedRow
{
    public required long Id { get; init; }

    public string? Sku { get; init; }

    public bool IsTracked { get; init; }

    public bool IsDeleted { get; init; }
}

internal sealed record InventoryLevelRow : VersionedRow
{
    public required long InventoryItemId { get; init; }

    public required long LocationId { get; init; }

    public long? Available { get; init; }

    public bool IsConnected { get; init; }
}

internal sealed record LocationRow : VersionedRow
{
    public required long Id { get; init; }

    public string Name { get; init; } = "";

    public string? City { get; init; }

    public bool IsActive { get; init; }

    public bool IsDeleted { get; init; }
}
