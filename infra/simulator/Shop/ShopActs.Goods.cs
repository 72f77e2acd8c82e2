namespace ShopSupport.Simulator.Shop;

/// <summary>What is done to goods and what lies of them where.</summary>
internal sealed partial class ShopActs
{
    /// <summary>Counts anew what lies at a place.</summary>
    public void SetStock(long itemId, long locationId, int available) => Act(at => Stock(itemId, locationId, _ => available, at));

    /// <summary>Adds pieces at a place, or takes away what is there of so many.</summary>
    public void MoveStock(long itemId, long locationId, int pieces) => Act(at => Stock(itemId, locationId, before => Math.Max(0, before + pieces), at));

    /// <summary>Sets a variant's price, in minor units.</summary>
    public void SetPrice(long variantId, long price) => Act(at =>
    {
        var variant = shop.Variant(variantId) ?? throw new ShopRefusalException("Product variant does not exist");
        return [ChangeProduct(variant.ProductId, at, product => product with
        {
            Variants = [.. product.Variants.Select(one => one.Id == variantId ? one with { Price = price, UpdatedAt = at } : one)],
        })];
    });

    /// <summary>Title, status, tags … of a product.</summary>
    public void ChangeProduct(long id, Func<Product, Product> change) => Act(at => [ChangeProduct(id, at, change)]);

    private ProductUpdated ChangeProduct(long id, DateTimeOffset at, Func<Product, Product> change)
    {
        var product = shop.Products.Find(id) ?? throw new ShopRefusalException("Product does not exist");
        var changed = change(product) with { UpdatedAt = at };
        shop.Products.Put(changed);
        return new(changed, at);
    }

    private StockMoved[] Take(long? variantId, int pieces, DateTimeOffset at, long? locationId = null) =>
        pieces != 0 && variantId is { } id && shop.ItemOf(id) is { Levels: [var first, ..] levels } item
            ? Stock(item.Id, locationId ?? (levels.FirstOrDefault(level => level.Available + pieces >= 0) ?? first).LocationId, before => Math.Max(0, before + pieces), at)
            : [];

    private StockMoved[] Stock(long itemId, long locationId, Func<int, int> count, DateTimeOffset at)
    {
        var item = shop.Items.Find(itemId) ?? throw new ShopRefusalException("Inventory item does not exist");
        var level = item.Levels.FirstOrDefault(one => one.LocationId == locationId) ?? throw new ShopRefusalException("The inventory item is not stocked at the location.");
        var moved = level with { Available = count(level.Available), UpdatedAt = at > level.UpdatedAt ? at : level.UpdatedAt.AddSeconds(1) };
        shop.Items.Put(item with { Levels = [.. item.Levels.Select(one => one.LocationId == locationId ? moved : one)] });
        return [new(moved, at)];
    }
}
