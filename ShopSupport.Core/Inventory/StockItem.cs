namespace ShopSupport.Core.Inventory;

/// <summary>The stock of one variant.</summary>
public sealed record StockItem
{
    /// <summary>Shopify's id of the variant.</summary>
    public long VariantId { get; init; }

    /// <summary>Shopify's id of its product.</summary>
    public long ProductId { get; init; }

    /// <summary>Shopify's id of what is counted; null when Shopify names none.</summary>
    public long? InventoryItemId { get; init; }

    /// <summary>The product's title.</summary>
    public string Title { get; init; } = "";

    /// <summary>The variant's title; null when there is only one.</summary>
    public string? VariantTitle { get; init; }

    public string? Sku { get; init; }

    /// <summary>What it costs, as decimal text in the shop's currency; null when Shopify does not say.</summary>
    public string? Price { get; init; }

    /// <summary>False when Shopify does not count it: then it is always to be had.</summary>
    public bool IsTracked { get; init; } = true;

    /// <summary>Pieces available, over all active locations; null when no location reported any.</summary>
    public long? Available { get; init; }

    /// <summary>Sold in the last 30 days among the ten most.</summary>
    public bool IsBestSeller { get; init; }

    /// <summary>Pieces at each active location.</summary>
    public IReadOnlyList<StockAtLocation> Locations { get; init; } = [];

    public bool IsLow => IsTracked && Available is < LowStock;

    /// <summary>Below this many pieces the stock is marked as low.</summary>
    public const long LowStock = 10;
}

public sealed record StockAtLocation
{
    public long VariantId { get; init; }

    /// <summary>Its name; null for a place that Shopify has not told of yet.</summary>
    public string? Location { get; init; }

    /// <summary>Pieces available; null when the location did not say.</summary>
    public long? Available { get; init; }
}
