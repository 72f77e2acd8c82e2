using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopSupport.Core.Shopify;

/// <summary>How questions to the Admin API are written and answers read: camelCase, enums in SCREAMING_SNAKE_CASE.</summary>
public static class ShopifyJson
{
    /// <summary>
    /// Enum values that a newer Shopify has are read as the enum's first value (call it <c>Unknown</c>), so that one new word
    /// does not cost the whole answer.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new TolerantEnums() },
    };

    private sealed class TolerantEnums : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(TolerantEnum<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class TolerantEnum<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>().ToFrozenDictionary(Word, StringComparer.Ordinal);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value) ? value : default;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Word(value));

        private static string Word(T value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
    }
}
