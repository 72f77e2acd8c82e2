using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Search;

/// <summary>A text in which the parts that a question names are marked.</summary>
internal static class Marked
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static IHtmlContent Html(string text, string question)
    {
        var html = new StringBuilder(text.Length + 32);
        var at = 0;
        foreach (var mark in SearchText.Marks(text, question))
        {
            html.Append(Encoder.Encode(text[at..mark.Start])).Append("<mark>").Append(Encoder.Encode(text[mark.Start..mark.End])).Append("</mark>");
            at = mark.End;
        }

        return new HtmlString(html.Append(Encoder.Encode(text[at..])).ToString());
    }
}
