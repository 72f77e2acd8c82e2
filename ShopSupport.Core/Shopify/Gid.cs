using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopSupport.Core.Shopify;

/// <summary>Shopify's global id, <c>gid://shopify/Order/123</c>. The number is exact, however large: it never passes through a double.</summary>
/// <param name="Kind">The type's name, for example <c>Order</c>.</param>
/// <param name="Id">The number.</param>
[JsonConverter(typeof(GidConverter))]
public readonly record struct Gid(string Kind, long Id)
{
    private const string Prefix = "gid://shopify/";

    /// <summary>Reads one; what stands behind a question mark (as in an inventory level's) is no part of the number.</summary>
    public static bool TryParse(string? text, out Gid gid)
    {
        gid = default;
        if (text?.StartsWith(Prefix, StringComparison.Ordinal) != true)
        {
            return false;
        }

        var rest = text[Prefix.Length..].Split('?', 2)[0].Split('/');
        if (rest is not [{ Length: > 0 } kind, var digits] || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        gid = new Gid(kind, id);
        return true;
    }

    /// <summary>As Shopify writes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Kind}/{Id}");

    private sealed class GidConverter : JsonConverter<Gid>
    {
        public override Gid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.TokenType == JsonTokenType.String ? reader.GetString() : null, out var gid) ? gid : throw new JsonException("No global id.");

        public override void Write(Utf8JsonWriter writer, Gid value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
