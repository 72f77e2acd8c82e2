using System.Collections.Concurrent;
using System.Text.Json;

namespace ShopSupport.Core.Storage;

/// <summary>How an enum's value is written in a column: lower case, words joined by <c>_</c>. Dapper reads one-word values back.</summary>
public static class EnumKeys
{
    private static readonly ConcurrentDictionary<Enum, string> Keys = new();

    /// <summary>The column's text for this value.</summary>
    public static string ToKey<T>(this T value)
        where T : struct, Enum =>
        Keys.GetOrAdd(value, static v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));
}
