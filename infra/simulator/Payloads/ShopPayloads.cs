using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Simulator.Payloads;

/// <summary>The shop, its locations, its products and their stock.</summary>
internal static class ShopPayloads
{
    public static void Shop(Utf8JsonWriter json, (DemoCountry Country, DateTimeOffset At) shop)
    {
        var country = shop.Country;
        json.WriteNumber("id", DemoIds.Of(DemoIds.Shop, 1));
        json.WriteString("name", country.Name);
        json.WriteString("email", country.Mail);
        json.WriteString("domain", country.Site);
        json.WriteString("myshopify_domain", country.Domain);
        json.WriteString("country_code", country.Code);
        json.WriteString("country", country.Code);
        json.WriteString("currency", country.Currency);
        json.WriteString("iana_timezone", country.Zone);
        json.WriteString("timezone", string.Create(CultureInfo.InvariantCulture, $"(GMT{shop.At:zzz}) {country.Zone}"));
        json.WriteString("primary_locale", country.IsEnglish ? "en" : "ja");
        json.WriteString("plan_name", "basic");
        json.Time("created_at", shop.At.AddDays(-DemoTrade.HistoryDays - 60));
        json.Time("updated_at", shop.At);
    }

    public static void Location(Utf8JsonWriter json, (DemoCountry Country, int Index, DateTimeOffset At) location)
    {
        var place = location.Country.Locations[location.Index];
        json.Id("Location", DemoIds.Of(DemoIds.Location, location.Index + 1));
        json.WriteString("name", place.Name);
        json.WriteString("city", place.City);
        json.WriteString("province", place.Province);
        json.WriteString("country", location.Country.Code);
        json.WriteString("country_code", location.Country.Code);
        json.WriteBoolean("active", value: true);
        json.WriteBoolean("legacy", value: false);
        json.Time("created_at", location.At.AddDays(-DemoTrade.HistoryDays - 60));
        json.Time("updated_at", location.At.AddDays(-DemoTrade.HistoryDays - 60));
    }

    public static void Product(Utf8JsonWriter json, (DemoProduct Product, DemoCountry Country) sold)
    {
        var product = sold.Product;
        json.Id("Product", product.Id);
        json.WriteString("title", product.Title);
        json.WriteString("handle", string.Create(CultureInfo.InvariantCulture, $"item-{product.Index + 1:000}"));
        json.WriteString("vendor", sold.Country.Name);
        json.WriteString("product_type", product.Type);
        json.WriteString("status", "active");
        json.WriteString("tags", product.Type);
        json.Time("created_at", product.CreatedAt);
        json.Time("updated_at", product.CreatedAt);
        json.Time("published_at", product.CreatedAt.AddDays(1));
        json.WriteStartArray("variants");
        for (var i = 0; i < product.Variants.Count; i++)
        {
            var variant = product.Variants[i];
            json.WriteStartObject();
            json.Id("ProductVariant", variant.Id);
            json.WriteNumber("product_id", product.Id);
            json.WriteString("title", variant.Title ?? "Default Title");
            json.WriteString("sku", variant.Sku);
            json.Money("price", variant.Price, sold.Country.Currency);
            json.WriteNumber("position", i + 1);
            json.WriteNumber("inventory_item_id", variant.ItemId);
            json.WriteNumber("inventory_quantity", variant.Here + variant.There);
            json.WriteString("inventory_policy", "deny");
            json.WriteString("option1", variant.Title ?? "Default Title");
            json.Time("created_at", product.CreatedAt);
            json.Time("updated_at", product.CreatedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("images");
        json.WriteEndArray();
        json.WriteNull("image");
    }

    public static void Item(Utf8JsonWriter json, (DemoVariant Variant, string Currency, DateTimeOffset At) item)
    {
        json.Id("InventoryItem", item.Variant.ItemId);
        json.WriteString("sku", item.Variant.Sku);
        json.WriteBoolean("tracked", value: true);
        json.WriteBoolean("requires_shipping", value: true);
        json.Money("cost", item.Variant.Price * 35 / 100, item.Currency);
        json.WriteString("country_code_of_origin", "JP");
        json.Time("created_at", item.At);
        json.Time("updated_at", item.At);
    }

    public static void Level(Utf8JsonWriter json, (long ItemId, int Location, int Available, DateTimeOffset At) level)
    {
        var location = DemoIds.Of(DemoIds.Location, level.Location + 1);
        json.WriteNumber("inventory_item_id", level.ItemId);
        json.WriteNumber("location_id", location);
        json.WriteNumber("available", level.Available);
        json.Time("updated_at", level.At);
        json.WriteString(
            "admin_graphql_api_id",
            string.Create(CultureInfo.InvariantCulture, $"gid://shopify/InventoryLevel/{location}?inventory_item_id={level.ItemId}"));
    }
}
