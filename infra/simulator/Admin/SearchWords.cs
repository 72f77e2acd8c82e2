namespace ShopSupport.Simulator.Admin;

/// <summary>A word of a search: a bare one, one that a field must have, or an operator.</summary>
internal readonly record struct SearchWord(string? Field, string Comparator, string Text, bool IsQuoted);

/// <summary>Takes a search apart.</summary>
internal static class SearchWords
{
    public static List<SearchWord> Of(string text)
    {
        var words = new List<SearchWord>();
        for (var at = 0; at < text.Length;)
        {
            var letter = text[at];
            if (char.IsWhiteSpace(letter))
            {
                at++;
            }
            else if (letter is '(' or ')' || (letter is '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1])))
            {
                words.Add(new(null, "", letter.ToString(), IsQuoted: false));
                at++;
            }
            else
            {
                words.Add(Word(text, ref at));
            }
        }

        return words;
    }

    private static SearchWord Word(string text, ref int at)
    {
        var (name, isQuoted) = Value(text, ref at, isName: true);
        if (isQuoted || at >= text.Length || text[at] != ':')
        {
            return new(null, "", name, isQuoted);
        }

        at++;
        var start = at;
        while (at < text.Length && text[at] is '>' or '<' or '=')
        {
            at++;
        }

        var comparator = text[start..at];
        var (value, isValueQuoted) = Value(text, ref at, isName: false);
        return new(name, comparator, value, isValueQuoted);
    }

    private static (string Value, bool IsQuoted) Value(string text, ref int at, bool isName)
    {
        if (at < text.Length && text[at] is '\'' or '"')
        {
            var quote = text[at];
            var end = text.IndexOf(quote, at + 1);
            end = end < 0 ? text.Length : end;
            var quoted = text[(at + 1)..end];
            at = Math.Min(text.Length, end + 1);
            return (quoted, true);
        }

        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')') && !(isName && text[at] == ':'))
        {
            at++;
        }

        return (text[start..at], false);
    }
}
