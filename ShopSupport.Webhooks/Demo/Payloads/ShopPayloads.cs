using System.Globalization;
using System.Text.Json;

namespace ShopSupport.Webhooks.Demo.Payloads;

/// <summary>The shop, its locations, its products and their stock.</summary>
internal static class ShopPayloads
{
    public static readonly (string Ja, string En)[] Locations = [("東京倉庫", "Tokyo warehouse"), ("大阪倉庫", "Osaka warehouse")];

    public static void Shop(Utf8JsonWriter json, (bool IsEnglish, DateTimeOffset At) shop)
    {
        json.WriteNumber("id", DemoIds.Of(DemoIds.Shop, 1));
        json.WriteString("name", shop.IsEnglish ? "Kenko-do" : "健康堂");
        json.WriteString("email", "desk@example.jp");
        json.WriteString("domain", "kenkodo.example.jp");
        json.WriteString("myshopify_domain", DemoOptions.ShopDomain);
        json.WriteString("country_code", "JP");
        json.WriteString("country", "JP");
        json.WriteString("currency", "JPY");
        json.WriteString("iana_timezone", "Asia/Tokyo");
        json.WriteString("timezone", "(GMT+09:00) Asia/Tokyo");
        json.WriteString("primary_locale", shop.IsEnglish ? "en" : "ja");
        json.WriteString("plan_name", "basic");
        json.Time("created_at", shop.At.AddDays(-DemoTrade.HistoryDays - 60));
        json.Time("updated_at", shop.At);
    }

    public static void Location(Utf8JsonWriter json, (int Index, bool IsEnglish, DateTimeOffset At) location)
    {
        var (ja, en) = Locations[location.Index];
        json.Id("Location", DemoIds.Of(DemoIds.Location, location.Index + 1));
        json.WriteString("name", location.IsEnglish ? en : ja);
        json.WriteString("city", location.Index == 0 ? "江東区" : "大阪市住之江区");
        json.WriteString("province", location.Index == 0 ? "東京都" : "大阪府");
        json.WriteString("country", "JP");
        json.WriteString("country_code", "JP");
        json.WriteBoolean("active", value: true);
        json.WriteBoolean("legacy", value: false);
        json.Time("created_at", location.At.AddDays(-DemoTrade.HistoryDays - 60));
        json.Time("updated_at", location.At.AddDays(-DemoTrade.HistoryDays - 60));
    }

    public static void Product(Utf8JsonWriter json, DemoProduct product)
    {
        json.Id("Product", product.Id);
        json.WriteString("title", product.Title);
        json.WriteString("handle", string.Create(CultureInfo.InvariantCulture, $"item-{product.Index + 1:000}"));
        json.WriteString("vendor", "健康堂");
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
            json.Yen("price", variant.Price);
            json.WriteNumber("position", i + 1);
            json.WriteNumber("inventory_item_id", variant.ItemId);
            json.WriteNumber("inventory_quantity", variant.Tokyo + variant.Osaka);
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

    public static void Item(Utf8JsonWriter json, (DemoVariant Variant, DateTimeOffset At) item)
    {
        json.Id("InventoryItem", item.Variant.ItemId);
        json.WriteString("sku", item.Variant.Sku);
        json.WriteBoolean("tracked", value: true);
        json.WriteBoolean("requires_shipping", value: true);
        json.Yen("cost", item.Variant.Price * 35 / 100);
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
