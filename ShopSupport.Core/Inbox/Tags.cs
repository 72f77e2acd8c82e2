using System.Globalization;
using System.Text;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>A conversation's tags as its row holds them: one a line, in the order of code points, each once.</summary>
public static class Tags
{
    /// <summary>Letters of a tag.</summary>
    public const int Longest = 40;

    /// <summary>Tags of a conversation.</summary>
    public const int Most = 20;

    /// <summary>The tag as it is kept: on one line, trimmed, blanks as one. Null when it shows no letter, digit or sign, or is too long.</summary>
    public static string? Clean(string? text)
    {
        var tag = string.Join(' ', PlainText.Line(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();
        return tag.Length > Longest || !tag.EnumerateRunes().Any(IsSeen) ? null : tag;
    }

    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned);

    internal static IReadOnlyList<string> Read(string kept) => kept.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal static string With(string kept, string tag) =>
        Write(Read(kept).Append(tag).Distinct(StringComparer.Ordinal).Take(Most));

    internal static string Without(string kept, string tag) =>
        Write(Read(kept).Where(known => !string.Equals(known, tag, StringComparison.Ordinal)));

    private static string Write(IEnumerable<string> tags) => string.Join('\n', tags.Order(StringComparer.Ordinal));
}
