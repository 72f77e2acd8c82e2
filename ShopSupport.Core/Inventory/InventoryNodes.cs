using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Inventory;

/// <summary>Products, what there is of them, and where, as the Admin API tells of them.</summary>
internal static class InventoryNodes
{
    public static void Product(Payload node, Changes changes)
    {
        var id = node.OwnId();
        if (node.IsCut("variants"))
        {
            changes.AskFor("product", id, "It has more variants than were read.");
            return;
        }

        var title = node.RequiredText("title", 500);
        changes.Add(
            new ProductRow
            {
                Id = id,
                Title = title,
                SearchTitle = ProductWords.Of(title),
                Handle = node.Text("handle", 255),
                Vendor = node.Text("vendor", 255),
                ProductType = node.Text("productType", 255),
                Status = node.Word("status", 20),
                Tags = string.Join(',', node.Texts("tags")),
                ImageUrl = node.Child("featuredMedia")?.Child("preview")?.Child("image")?.Text("url", 2000),
                PublishedAt = node.Instant("publishedAt"),
                Variants = [.. node.Nodes("variants").Select((variant, i) => Variant(variant, changes, id, i)).DistinctBy(variant => variant.Id)],
            },
            node.Instant("updatedAt"),
            "updatedAt");
    }

    public static void Item(Payload node, Changes changes)
    {
        var id = node.OwnId();
        changes.Add(
            new InventoryItemRow { Id = id, Sku = node.Text("sku", 255), IsTracked = node.Flag("tracked") ?? true },
            node.Instant("updatedAt"),
            "updatedAt");
        foreach (var level in node.Nodes("inventoryLevels"))
        {
            var isConnected = level.Flag("isActive") ?? true;
            var available = level.Children("quantities").FirstOrDefault(count => string.Equals(count.Text("name", 40), "available", StringComparison.Ordinal));
            changes.Add(
                new InventoryLevelRow
                {
                    InventoryItemId = id,
                    LocationId = level.IdOf("location") ?? throw level.Refusal(ProblemKind.Missing, "location"),
                    Available = isConnected && level.Has("quantities") ? available.LongNumber("quantity") : null,
                    IsConnected = isConnected,
                },
                level.Instant("updatedAt"),
                "updatedAt");
        }
    }

    public static void Location(Payload node, Changes changes) => changes.Add(
        new LocationRow
        {
            Id = node.OwnId(),
            Name = node.Text("name", 255) ?? "",
            City = node.Child("address")?.Text("city", 255),
            IsActive = node.Flag("isActive") ?? true,
        },
        node.Instant("updatedAt"),
        "updatedAt");

    private static VariantRow Variant(Payload variant, Changes changes, long productId, int index)
    {
        _ = variant.Decimal("price");
        var (title, sku) = (variant.Text("title", 255), variant.Text("sku", 255));
        return new VariantRow
        {
            ShopId = changes.ShopId,
            Id = variant.OwnId(),
            ProductId = productId,
            Position = variant.Number("position") ?? index + 1,
            Title = title,
            Sku = sku,
            SearchText = ProductWords.Of(title, sku),
            Barcode = variant.Text("barcode", 255),
            Price = variant.Text("price", 40),
            InventoryItemId = variant.IdOf("inventoryItem"),
        };
    }
}
