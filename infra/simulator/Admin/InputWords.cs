using System.Globalization;
using ShopSupport.Core.Values;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin;

/// <summary>Reads what stands in a mutation's input.</summary>
internal static class InputWords
{
    public static string? Text(this IReadOnlyDictionary<string, object?> input, string name) => input.GetValueOrDefault(name) as string;

    /// <summary>What stands there, null included; what was before where nothing does.</summary>
    public static string? Text(this IReadOnlyDictionary<string, object?> input, string name, string? before) => input.TryGetValue(name, out var value) ? value as string : before;

    public static bool Flag(this IReadOnlyDictionary<string, object?> input, string name) => input.GetValueOrDefault(name) is true;

    public static int? Number(this IReadOnlyDictionary<string, object?> input, string name) =>
        input.GetValueOrDefault(name) is { } value ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    public static DateTimeOffset? Time(this IReadOnlyDictionary<string, object?> input, string name) => TimeOf(input.GetValueOrDefault(name));

    public static DateTimeOffset? TimeOf(object? value) => value switch
    {
        DateTimeOffset at => at,
        DateTime at => new DateTimeOffset(at),
        string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ => null,
    };

    public static IReadOnlyDictionary<string, object?>? Map(this IReadOnlyDictionary<string, object?> input, string name) => input.GetValueOrDefault(name) as IReadOnlyDictionary<string, object?>;

    public static IEnumerable<IReadOnlyDictionary<string, object?>> Maps(this IReadOnlyDictionary<string, object?> input, string name) => MapsOf(input.GetValueOrDefault(name));

    public static IEnumerable<IReadOnlyDictionary<string, object?>> MapsOf(object? value) => value is IEnumerable<object?> list ? list.OfType<IReadOnlyDictionary<string, object?>>() : [];

    public static IReadOnlyList<string> Texts(this IReadOnlyDictionary<string, object?> input, string name) => input.GetValueOrDefault(name) is IEnumerable<object?> list ? [.. list.OfType<string>()] : [];

    public static IReadOnlyList<OrderAttribute> Attributes(this IReadOnlyDictionary<string, object?> input, string name) =>
        [.. input.Maps(name).Select(one => new OrderAttribute(one.Text("key")!, one.Text("value")))];

    /// <summary>A decimal amount in minor units.</summary>
    /// <exception cref="ShopRefusalException">The currency has no such part.</exception>
    public static long Minor(string amount, string currency) =>
        Currency.ToMinor(decimal.Parse(amount, CultureInfo.InvariantCulture), currency) ?? throw new ShopRefusalException("Amount is invalid");

    /// <summary>The amount of a <c>MoneyInput</c>, which must be in that currency.</summary>
    public static long Minor(this IReadOnlyDictionary<string, object?> money, string currency, string refusal) =>
        string.Equals(money.Text("currencyCode"), currency, StringComparison.Ordinal) ? Minor(money.Text("amount")!, currency) : throw new ShopRefusalException(refusal);

    /// <summary>Refuses what the simulator holds nothing for.</summary>
    public static void OnlyHeld(this IReadOnlyDictionary<string, object?> input, string type, params IReadOnlyCollection<string> held)
    {
        if (input.Where(one => one.Value is not null and not false).Select(one => one.Key).FirstOrDefault(key => !held.Contains(key, StringComparer.Ordinal)) is { } other)
        {
            throw AdminErrors.NotHeld($"{type}.{other}");
        }
    }

    /// <summary>All of an input as one text, whatever the order of its fields.</summary>
    public static string Written(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> map => $"{{{string.Join(',', map.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}:{Written(one.Value)}"))}}}",
        string text => text,
        IEnumerable<object?> list => $"[{string.Join(',', list.Select(Written))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
