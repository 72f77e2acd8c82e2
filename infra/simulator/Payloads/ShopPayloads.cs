using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>The shop, its locations, its products and their stock.</summary>
internal static class ShopPayloads
{
    public static void Shop(Utf8JsonWriter json, ShopProfile shop)
    {
        json.WriteNumber("id", shop.Id);
        json.WriteString("name", shop.Name);
        json.WriteString("email", shop.Email);
        json.WriteString("domain", shop.Site);
        json.WriteString("myshopify_domain", shop.Domain);
        json.WriteString("country_code", shop.CountryCode);
        json.WriteString("country", shop.CountryCode);
        json.WriteString("currency", shop.Currency);
        json.WriteString("iana_timezone", shop.TimeZone);
        json.WriteString("timezone", string.Create(CultureInfo.InvariantCulture, $"(GMT{shop.UpdatedAt:zzz}) {shop.TimeZone}"));
        json.WriteString("primary_locale", shop.Locale);
        json.WriteString("plan_name", "basic");
        json.Time("created_at", shop.CreatedAt);
        json.Time("updated_at", shop.UpdatedAt);
    }

    /// <summary>What the merchant lets the app do has changed.</summary>
    public static void Scopes(Utf8JsonWriter json, (long ShopId, ScopesChanged Change) granted)
    {
        json.WriteNumber("id", granted.ShopId);
        json.Texts("previous", granted.Change.Before);
        json.Texts("current", granted.Change.Now);
        json.WriteString("updated_at", granted.Change.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>All that is kept of the shop is to be forgotten.</summary>
    public static void Erased(Utf8JsonWriter json, ShopProfile shop)
    {
        json.WriteNumber("shop_id", shop.Id);
        json.WriteString("shop_domain", shop.Domain);
    }

    public static void Location(Utf8JsonWriter json, Location place)
    {
        json.Id("Location", place.Id);
        json.WriteString("name", place.Name);
        json.WriteString("city", place.City);
        json.WriteString("province", place.Province);
        json.WriteString("country", place.CountryCode);
        json.WriteString("country_code", place.CountryCode);
        json.WriteBoolean("active", place.IsActive);
        json.WriteBoolean("legacy", value: false);
        json.Time("created_at", place.CreatedAt);
        json.Time("updated_at", place.UpdatedAt);
    }

    /// <summary>A product with what there is of each variant; at most a hundred variants are spelt out.</summary>
    public static void Product(Utf8JsonWriter json, (Product Product, IReadOnlyList<InventoryItem> Items, string Currency) sold)
    {
        var product = sold.Product;
        json.Id("Product", product.Id);
        json.WriteString("title", product.Title);
        json.WriteString("handle", product.Handle);
        json.WriteString("vendor", product.Vendor);
        json.WriteString("product_type", product.ProductType);
        json.WriteString("status", product.Status);
        json.WriteString("tags", string.Join(", ", product.Tags));
        json.Time("created_at", product.CreatedAt);
        json.Time("updated_at", product.UpdatedAt);
        json.Time("published_at", product.PublishedAt);
        json.WriteStartArray("variants");
        foreach (var variant in product.Variants)
        {
            Variant(json, variant, sold.Items.FirstOrDefault(item => item.VariantId == variant.Id), sold.Currency);
        }

        json.WriteEndArray();
        json.WriteStartArray("images");
        json.WriteEndArray();
        json.WriteNull("image");
    }

    public static void Item(Utf8JsonWriter json, (InventoryItem Item, string Currency) counted)
    {
        var item = counted.Item;
        json.Id("InventoryItem", item.Id);
        json.WriteString("sku", item.Sku);
        json.WriteBoolean("tracked", value: true);
        json.WriteBoolean("requires_shipping", value: true);
        json.Money("cost", item.Cost, counted.Currency);
        json.WriteString("country_code_of_origin", "JP");
        json.Time("created_at", item.CreatedAt);
        json.Time("updated_at", item.UpdatedAt);
    }

    public static void Level(Utf8JsonWriter json, InventoryLevel level)
    {
        json.WriteNumber("inventory_item_id", level.ItemId);
        json.WriteNumber("location_id", level.LocationId);
        json.WriteNumber("available", level.Available);
        json.Time("updated_at", level.UpdatedAt);
        json.WriteString("admin_graphql_api_id", string.Create(CultureInfo.InvariantCulture, $"gid://shopify/InventoryLevel/{level.LocationId}?inventory_item_id={level.ItemId}"));
    }

    private static void Variant(Utf8JsonWriter json, ProductVariant variant, InventoryItem? item, string currency)
    {
        json.WriteStartObject();
        json.Id("ProductVariant", variant.Id);
        json.WriteNumber("product_id", variant.ProductId);
        json.WriteString("title", variant.Title);
        json.WriteString("sku", variant.Sku);
        json.Money("price", variant.Price, currency);
        json.WriteNumber("position", variant.Position);
        json.WriteNumber("inventory_item_id", variant.ItemId);
        json.WriteNumber("inventory_quantity", item?.Levels.Sum(level => level.Available) ?? 0);
        json.WriteString("inventory_policy", "deny");
        json.WriteString("option1", variant.Title);
        json.Time("created_at", variant.CreatedAt);
        json.Time("updated_at", variant.UpdatedAt);
        json.WriteEndObject();
    }
}
