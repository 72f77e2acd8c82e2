namespace ShopSupport.Core.Inbox;

/// <summary>A conversation's tags as its row holds them: one a line, in the order of code points, each once.</summary>
public static class Tags
{
    /// <summary>Letters of a tag.</summary>
    public const int Longest = 40;

    /// <summary>Tags of a conversation.</summary>
    public const int Most = 20;

    /// <summary>The tag as it is kept: trimmed, blanks as one. Null when nothing is left, or too much.</summary>
    public static string? Clean(string? text)
    {
        var tag = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Normalize();
        return tag.Length is 0 or > Longest ? null : tag;
    }

    internal static IReadOnlyList<string> Read(string kept) => kept.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal static string With(string kept, string tag) =>
        Write(Read(kept).Append(tag).Distinct(StringComparer.Ordinal).Take(Most));

    internal static string Without(string kept, string tag) =>
        Write(Read(kept).Where(known => !string.Equals(known, tag, StringComparison.Ordinal)));

    private static string Write(IEnumerable<string> tags) => string.Join('\n', tags.Order(StringComparer.Ordinal));
}
