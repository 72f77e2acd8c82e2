using System.Text.Json;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>What a delivery that could not be read is about, as far as it says: never a person's name or address.</summary>
internal static class DeliverySubject
{
    private const int Longest = 120;

    // The first of these that is text or a number: an order's name and number, a product's title, and ids.
    private static readonly string[] Names =
    [
        "order_number", "title", "sku", "order_id", "inventory_item_id", "id", "admin_graphql_api_id", "customerId",
        "admin_graphql_api_customer_kept_id", "subscription_contract_id", "channel",
    ];

    public static string? Of(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or half of a surrogate pair in it.
            return null;
        }
    }

    private static string? Of(JsonElement root)
    {
        var named = Named(root);
        return named is not null ? named
            : root.TryGetProperty("order_edit", out var edit) ? NamedObject(edit)
            // What the law asks for names a shop, and mostly a customer of it.
            : !root.TryGetProperty("shop_domain", out var shop) ? null
            : root.TryGetProperty("customer", out var customer) ? NamedObject(customer)
            : Line(Text(shop));
    }

    private static string? NamedObject(JsonElement value) => value.ValueKind == JsonValueKind.Object ? Named(value) : null;

    private static string? Named(JsonElement root)
    {
        // Customers have a name too, and it is theirs.
        var order = root.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && name.GetString()!.StartsWith('#') ? name.GetString() : null;
        var text = order ?? Names.Select(known => root.TryGetProperty(known, out var value) ? Text(value) : null).FirstOrDefault(found => !string.IsNullOrWhiteSpace(found));
        return Line(text);
    }

    private static string? Line(string? text) => text is null ? null : Excerpt.Of(PlainText.Line(text), Longest);

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
