using System.Globalization;

namespace ShopSupport.Core.Values;

/// <summary>Reads the times that Shopify sends, and makes them what a column holds.</summary>
public static class Instants
{
    /// <summary>
    /// ISO 8601 with an offset or Z, <c>T</c> or a blank between date and time, and any number of decimals (more than
    /// seven are cut: headers carry nanoseconds). Null when it is no time.
    /// </summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return DateTimeOffset.TryParse(Shorten(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;
    }

    /// <summary>
    /// What an instant's column holds of it: whole milliseconds in UTC, cut. One engine's column would round, the other's
    /// cut, and a moment before midnight would be another day on one of them.
    /// </summary>
    public static DateTimeOffset Cut(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

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
