using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Products, variants and what lies where.</summary>
internal static class GoodsAnswers
{
    public static readonly SearchFields<Product> Products = new SearchFields<Product> { Words = product => [product.Title, product.ProductType] }
        .Time("updated_at", product => product.UpdatedAt)
        .Time("created_at", product => product.CreatedAt)
        .Time("published_at", product => product.PublishedAt)
        .Number("id", product => product.Id)
        .Text("title", product => [product.Title])
        .Text("handle", product => [product.Handle])
        .Text("vendor", product => [product.Vendor])
        .Text("product_type", product => [product.ProductType])
        .Text("status", product => [product.Status])
        .Text("tag", product => product.Tags)
        .Text("sku", product => product.Variants.Select(variant => variant.Sku));

    public static readonly SearchFields<InventoryItem> Items = new SearchFields<InventoryItem> { Words = item => [item.Sku] }
        .Time("updated_at", item => item.UpdatedAt)
        .Time("created_at", item => item.CreatedAt)
        .Number("id", item => item.Id)
        .Text("sku", item => [item.Sku]);

    public static void AddTo(AdminAnswers answers)
    {
        AddProducts(answers);
        AddStock(answers);
        answers.For<Location>("Location", new()
        {
            ["id"] = (place, _) => Gid.Of("Location", place.Id),
            ["legacyResourceId"] = (place, _) => place.Id,
            ["name"] = (place, _) => place.Name,
            ["isActive"] = (place, _) => place.IsActive,
            ["createdAt"] = (place, _) => place.CreatedAt,
            ["updatedAt"] = (place, _) => place.UpdatedAt,
            ["address"] = (place, _) => place,
        });
        answers.For<Location>(
            "LocationAddress",
            new() { ["city"] = (place, _) => place.City, ["province"] = (place, _) => place.Province, ["countryCode"] = (place, _) => place.CountryCode },
            isItsName: false);
    }

    private static void AddProducts(AdminAnswers answers)
    {
        answers.For<Product>("Product", new()
        {
            ["id"] = (product, _) => Gid.Of("Product", product.Id),
            ["legacyResourceId"] = (product, _) => product.Id,
            ["title"] = (product, _) => product.Title,
            ["handle"] = (product, _) => product.Handle,
            ["vendor"] = (product, _) => product.Vendor,
            ["productType"] = (product, _) => product.ProductType,
            ["status"] = (product, _) => Words.Enum(product.Status),
            ["tags"] = (product, _) => product.Tags,
            ["createdAt"] = (product, _) => product.CreatedAt,
            ["updatedAt"] = (product, _) => product.UpdatedAt,
            ["publishedAt"] = (product, _) => product.PublishedAt,
            ["featuredMedia"] = (_, _) => null,
            ["hasOnlyDefaultVariant"] = (product, _) => product.Variants.Count == 1,
            ["isGiftCard"] = (_, _) => false,
            ["tracksInventory"] = (_, _) => true,
            ["totalInventory"] = (product, ask) => product.Variants.Sum(variant => Pieces(variant, ask)),
            ["variants"] = (product, ask) => Connection.Of(product.Variants, ask),
        });
        answers.For<ProductVariant>("ProductVariant", new()
        {
            ["id"] = (variant, _) => Gid.Of("ProductVariant", variant.Id),
            ["legacyResourceId"] = (variant, _) => variant.Id,
            ["title"] = (variant, _) => variant.Title,
            ["displayName"] = (variant, ask) => $"{ask.Shop.Products.Find(variant.ProductId)?.Title} - {variant.Title}",
            ["sku"] = (variant, _) => variant.Sku,
            ["barcode"] = (_, _) => null,
            ["price"] = (variant, ask) => JsonWords.Amount(variant.Price, ask.Shop.Profile.Currency),
            ["position"] = (variant, _) => variant.Position,
            ["inventoryPolicy"] = (_, _) => "DENY",
            ["inventoryQuantity"] = (variant, ask) => Pieces(variant, ask),
            ["availableForSale"] = (variant, ask) => Pieces(variant, ask) > 0,
            ["taxable"] = (_, _) => true,
            ["createdAt"] = (variant, _) => variant.CreatedAt,
            ["updatedAt"] = (variant, _) => variant.UpdatedAt,
            ["product"] = (variant, ask) => ask.Shop.Products.Find(variant.ProductId),
            ["inventoryItem"] = (variant, ask) => ask.Shop.Items.Find(variant.ItemId),
        });
    }

    private static void AddStock(AdminAnswers answers)
    {
        answers.For<InventoryItem>("InventoryItem", new()
        {
            ["id"] = (item, _) => Gid.Of("InventoryItem", item.Id),
            ["legacyResourceId"] = (item, _) => item.Id,
            ["sku"] = (item, _) => item.Sku,
            ["tracked"] = (_, _) => true,
            ["requiresShipping"] = (_, _) => true,
            ["createdAt"] = (item, _) => item.CreatedAt,
            ["updatedAt"] = (item, _) => item.UpdatedAt,
            ["unitCost"] = (item, ask) => new Money(item.Cost, ask.Shop.Profile.Currency),
            ["variants"] = (item, ask) => Connection.Of(ask.Shop.Variant(item.VariantId) is { } variant ? [variant] : Array.Empty<ProductVariant>(), ask),
            ["inventoryLevels"] = (item, ask) => Connection.Of(item.Levels, ask),
            ["inventoryLevel"] = (item, ask) => Gid.Read(ask.Text("locationId")!, "Location") is { } place ? item.Levels.FirstOrDefault(level => level.LocationId == place) : null,
        });
        answers.For<InventoryLevel>("InventoryLevel", new()
        {
            ["id"] = (level, _) => SimulatedShop.LevelGid(level),
            ["isActive"] = (_, _) => true,
            ["updatedAt"] = (level, _) => level.UpdatedAt,
            ["item"] = (level, ask) => ask.Shop.Items.Find(level.ItemId),
            ["location"] = (level, ask) => ask.Shop.Location(level.LocationId),
            ["quantities"] = (level, ask) => ask.Texts("names").Select(name => Quantity(level, name)),
        });
        answers.For<PartOf<InventoryLevel, (string Name, int Quantity)>>("InventoryQuantity", new()
        {
            ["id"] = (count, _) => $"{SimulatedShop.LevelGid(count.Whole).Replace("InventoryLevel", "InventoryQuantity", StringComparison.Ordinal)}&name={count.Part.Name}",
            ["name"] = (count, _) => count.Part.Name,
            ["quantity"] = (count, _) => count.Part.Quantity,
            ["updatedAt"] = (count, _) => count.Whole.UpdatedAt,
        });
    }

    private static int Pieces(ProductVariant variant, Ask ask) => ask.Shop.Items.Find(variant.ItemId)?.Levels.Sum(level => level.Available) ?? 0;

    // What is promised to orders is taken from what is available at once, so that both counts are the same here.
    private static PartOf<InventoryLevel, (string Name, int Quantity)> Quantity(InventoryLevel level, string name) => name switch
    {
        "available" or "on_hand" => new(level, (name, level.Available)),
        "committed" or "incoming" or "reserved" or "damaged" or "safety_stock" or "quality_control" => new(level, (name, 0)),
        _ => throw AdminErrors.BadRequest($"The quantity name {name} is invalid."),
    };
}
