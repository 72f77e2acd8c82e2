using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace ShopSupport.Simulator.Pages;

/// <summary>Text that is HTML: whatever is put into it is escaped, unless it is HTML itself.</summary>
[InterpolatedStringHandler]
internal readonly struct Html(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(Html html) => _text.Append(html._text);

    public void AppendFormatted(IEnumerable<Html> many)
    {
        foreach (var html in many)
        {
            _text.Append(html._text);
        }
    }

    public void AppendFormatted<T>(T value) => _text.Append(WebUtility.HtmlEncode(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)));

    public void AppendFormatted<T>(T value, string format)
        where T : IFormattable? => AppendFormatted(value?.ToString(format, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Takes the text as it is written.</summary>
    public static Html Of(Html html) => html;

    public override string ToString() => _text?.ToString() ?? "";
}
