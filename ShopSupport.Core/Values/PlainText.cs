using System.Buffers;

namespace ShopSupport.Core.Values;

/// <summary>Text that comes from outside, without the characters that no person writes. All that stands behind one is kept.</summary>
public static class PlainText
{
    // C0 but tab and line feed, DEL and C1 (ISO 6429); and what turns the direction of all that follows (UAX #9 §2).
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n')).Concat(Enumerable.Range(127, 33)).Select(c => (char)c)]);

    private static readonly SearchValues<char> Directions = SearchValues.Create("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");

    /// <summary>Several lines, each ended by a line feed.</summary>
    public static string Of(string? text) =>
        text is null ? "" : text.AsSpan().ContainsAny(Controls) ? Without(text.ReplaceLineEndings("\n"), Controls) : text;

    /// <summary>A name or a subject: line breaks are spaces, and it can't turn what stands beside it.</summary>
    public static string Line(string? text)
    {
        var line = Of(text);
        line = line.AsSpan().ContainsAny(Directions) ? Without(line, Directions) : line;
        return line.AsSpan().ContainsAny('\n', '\t') ? line.Replace('\n', ' ').Replace('\t', ' ') : line;
    }

    private static string Without(string text, SearchValues<char> unwanted) =>
        string.Concat(text.Where(c => !unwanted.Contains(c)));
}
