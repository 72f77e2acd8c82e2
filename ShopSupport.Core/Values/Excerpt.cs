using System.Globalization;
using System.Text;

namespace ShopSupport.Core.Values;

/// <summary>The beginning of a text on one line.</summary>
public static class Excerpt
{
    /// <summary>What a row of the list shows of the last message, in UTF-16 units.</summary>
    public const int OfMessage = 200;

    /// <summary>
    /// At most <paramref name="length"/> UTF-16 units, every run of white space as one space. The cut falls between two
    /// characters as people see them, so neither a surrogate pair nor an emoji with its modifiers is torn.
    /// </summary>
    public static string Of(string? text, int length)
    {
        var line = new StringBuilder(Math.Min(text?.Length ?? 0, length));
        var rest = text.AsSpan().TrimStart();
        while (!rest.IsEmpty)
        {
            var element = rest[..StringInfo.GetNextTextElementLength(rest)];
            rest = rest[element.Length..];
            if (char.IsWhiteSpace(element[0]))
            {
                rest = rest.TrimStart();
                element = " ";
            }

            if (line.Length + element.Length > length || (element is " " && rest.IsEmpty))
            {
                break;
            }

            line.Append(element);
        }

        return line.ToString().TrimEnd();
    }
}
