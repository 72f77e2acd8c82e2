using System.Buffers;

namespace ShopSupport.App.Audit;

/// <summary>A line of comma-separated values (RFC 4180) that a spreadsheet takes for text and nothing else.</summary>
internal static class CsvLine
{
    // What a spreadsheet would compute; the full-width forms too, which Japanese ones read alike. Source: OWASP, CSV Injection.
    private const string Computed = "=+-@\t\r\n＝＋－＠";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>The line with its end.</summary>
    public static string Of(IEnumerable<string> cells) => $"{string.Join(',', cells.Select(Cell))}\r\n";

    private static string Cell(string text)
    {
        var safe = text.TrimStart() is [var first, ..] && Computed.Contains(first, StringComparison.Ordinal) || text is [var raw, ..] && Computed.Contains(raw, StringComparison.Ordinal)
            ? $"'{text}"
            : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
