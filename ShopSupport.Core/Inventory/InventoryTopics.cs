using System.Globalization;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inventory;

/// <summary>Products, what there is of them, and where.</summary>
internal static class InventoryTopics
{
    public static void Product(Payload body, Changes changes)
    {
        var id = body.OwnId();
        if (body.HoldsOnlyIds)
        {
            changes.AskFor("product", id, "The delivery held only its id.");
            return;
        }

        var variants = body.Children("variants").Select((variant, i) => Variant(variant, changes.ShopId, id, i)).DistinctBy(v => v.Id).ToList();
        var further = body.Children("variant_gids").Select(v => v.OwnId()).Except(variants.Select(v => v.Id)).ToHashSet();
        var at = body.Instant("updated_at");
        var title = body.RequiredText("title", 500);
        changes.Add(
            new ProductRow
            {
                Id = id,
                Title = title,
                SearchTitle = ProductWords.Of(title),
                Handle = body.Text("handle", 255),
                Vendor = body.Text("vendor", 255),
                ProductType = body.Text("product_type", 255),
                Status = body.Text("status", 20),
                Tags = string.Join(',', body.Texts("tags")),
                ImageUrl = body.Child("image")?.Text("src", 2000),
                PublishedAt = body.Instant("published_at"),
                Variants = variants,
                FurtherVariants = further,
            },
            at);
        if (further.Count > 0)
        {
            changes.AskFor("product", id, string.Create(CultureInfo.InvariantCulture, $"{further.Count} variants were not in the body."));
        }
    }

    public static void ProductDeleted(Payload body, Changes changes) => changes.AddGone(new ProductRow { Id = body.OwnId(), IsDeleted = true });

    public static void Item(Payload body, Changes changes)
    {
        var id = body.OwnId();
        if (body.HoldsOnlyIds)
        {
            changes.AskFor("inventory_item", id, "The delivery held only its id.");
            return;
        }

        changes.Add(
            new InventoryItemRow { Id = id, Sku = body.Text("sku", 255), IsTracked = body.Flag("tracked") ?? true },
            body.Instant("updated_at"));
    }

    public static void ItemDeleted(Payload body, Changes changes) => changes.AddGone(new InventoryItemRow { Id = body.OwnId(), IsDeleted = true });

    public static void Level(Payload body, Changes changes) => changes.Add(
        new InventoryLevelRow
        {
            InventoryItemId = body.Id("inventory_item_id"),
            LocationId = body.Id("location_id"),
            Available = body.LongNumber("available"),
            IsConnected = true,
        },
        body.Instant("updated_at"));

    public static void LevelDisconnected(Payload body, Changes changes) => changes.Add(
        new InventoryLevelRow { InventoryItemId = body.Id("inventory_item_id"), LocationId = body.Id("location_id"), IsConnected = false },
        body.Instant("updated_at"));

    public static void Location(Payload body, Changes changes)
    {
        var id = body.OwnId();
        if (body.HoldsOnlyIds)
        {
            changes.AskFor("location", id, "The delivery held only its id.");
            return;
        }

        changes.Add(
            new LocationRow { Id = id, Name = body.Text("name", 255) ?? "", City = body.Text("city", 255), IsActive = body.Flag("active") ?? true },
            body.Instant("updated_at"));
    }

    public static void LocationDeleted(Payload body, Changes changes) => changes.AddGone(new LocationRow { Id = body.OwnId(), IsDeleted = true });

    private static VariantRow Variant(Payload variant, ShopId shopId, long productId, int index)
    {
        _ = variant.Decimal("price");
        var (title, sku) = (variant.Text("title", 255), variant.Text("sku", 255));
        return new VariantRow
        {
            ShopId = shopId,
            Id = variant.OwnId(),
            ProductId = productId,
            Position = variant.Number("position") ?? index + 1,
            Title = title,
            Sku = sku,
            SearchText = ProductWords.Of(title, sku),
            Barcode = variant.Text("barcode", 255),
            Price = variant.Text("price", 40),
            InventoryItemId = variant.OptionalId("inventory_item_id"),
        };
    }
}
