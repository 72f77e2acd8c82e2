using System.Globalization;
using System.Text.Json;

namespace ShopSupport.Core.Actions;

/// <summary>What an agent chose: the fields of the confirmation by their names. What is not there was left as it is offered.</summary>
public sealed class ActionWish
{
    private readonly SortedDictionary<string, string> _values;

    /// <param name="values">Names and what was chosen; blank choices are none.</param>
    public ActionWish(IEnumerable<KeyValuePair<string, string>> values) => _values = new(
        values.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value.Trim(), StringComparer.Ordinal), StringComparer.Ordinal);

    public static ActionWish Empty { get; } = new([]);

    /// <summary>True where nothing was chosen.</summary>
    public bool IsEmpty => _values.Count == 0;

    /// <summary>The choice of that name; null where there is none.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>The choices whose names begin so, by what stands behind it where that is a number.</summary>
    public IEnumerable<(string Name, string Value)> Named(string start) =>
        _values.Where(pair => pair.Key.StartsWith(start, StringComparison.Ordinal) && long.TryParse(pair.Key.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(pair => (pair.Key[start.Length..], pair.Value));

    /// <summary>A whole number; null where there is none or something else.</summary>
    public long? Number(string name) => long.TryParse(Find(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A box that can be ticked: unticked it sends <c>false</c>, so that it is told from one that was never shown.</summary>
    public bool Flag(string name, bool otherwise) => Find(name) is { } value ? value is "true" : otherwise;

    /// <summary>A day; null where there is none or something else.</summary>
    public DateOnly? Day(string name) => DateOnly.TryParseExact(Find(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The same choices with one more, or one of them changed.</summary>
    public ActionWish With(string name, string value) => new(_values.Where(pair => !string.Equals(pair.Key, name, StringComparison.Ordinal)).Append(new(name, value)));

    /// <summary>True where everything in it that <paramref name="shown"/> knows was chosen so there, too.</summary>
    public bool AgreesWith(ActionWish shown) => _values.All(pair => shown.Find(pair.Key) is not { } value || string.Equals(value, pair.Value, StringComparison.Ordinal));

    /// <summary>The choices as JSON, always in the same order.</summary>
    public override string ToString() => JsonSerializer.Serialize(_values);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static ActionWish Parse(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);
}
