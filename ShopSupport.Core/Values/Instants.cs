using System.Globalization;
using System.Text.RegularExpressions;

namespace ShopSupport.Core.Values;

/// <summary>Reads the times that Shopify sends, and makes them what a column holds.</summary>
public static partial class Instants
{
    /// <summary>Before whatever a column holds. Not the very first instant: engines differ about the edge of what they can hold.</summary>
    public static readonly DateTimeOffset BeforeAll = new(100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// ISO 8601, nothing left out: date, <c>T</c> or a blank, time to the second, any number of decimals (more than seven
    /// are cut: headers carry nanoseconds), an offset or Z. Null for anything less, and for a moment no calendar has.
    /// </summary>
    public static DateTimeOffset? Parse(string? text)
    {
        return text is not null && Written().IsMatch(text)
            && DateTimeOffset.TryParse(Shorten(text), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;
    }

    /// <summary>
    /// What an instant's column holds of it: whole milliseconds in UTC, cut. One engine's column would round, the other's
    /// cut, and a moment before midnight would be another day on one of them.
    /// </summary>
    public static DateTimeOffset Cut(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    // DateTimeOffset alone reads more: "5:00" is today, "2026-10-01" is midnight.
    [GeneratedRegex(
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();

    private static string Shorten(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return text;
        }

        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - point - 1 <= 7 ? text : text[..(point + 8)] + text[end..];
    }
}
