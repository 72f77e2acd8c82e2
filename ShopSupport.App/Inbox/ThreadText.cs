using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>A message as the thread shows it: addresses are links, and the numbers of the customer's orders lead to their cards.</summary>
internal static partial class ThreadText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Without what turns the direction of the letters behind it: nobody writes so by hand, and it can make a text say another thing.</summary>
    public static string Upright(string text) => text.AsSpan().ContainsAnyInRange('\u202a', '\u202e') ? Turning().Replace(text, "") : text;

    public static IHtmlContent Html(string text, IReadOnlyList<PanelOrder> orders)
    {
        var body = Upright(text);
        var html = new StringBuilder(body.Length + 64);
        var at = 0;
        foreach (Match match in Linked().Matches(body))
        {
            if (Link(match, orders) is not { } link)
            {
                continue;
            }

            html.Append(Encoder.Encode(body[at..match.Index])).Append(link);
            at = match.Index + match.Length;
        }

        return new HtmlString(html.Append(Encoder.Encode(body[at..])).ToString());
    }

    private static string? Link(Match match, IReadOnlyList<PanelOrder> orders)
    {
        var text = match.Value;
        if (match.Groups["url"].Success)
        {
            return WebAddress.Of(text) is not null
                ? $"<a href=\"{Encoder.Encode(text)}\" target=\"_blank\" rel=\"noopener noreferrer\">{Encoder.Encode(text)}</a>"
                : null;
        }

        return orders.FirstOrDefault(order => NamedOrders.IsName(order.Name, text)) is { } named
            ? $"<a class=\"ref\" href=\"#order-{named.Id}\">{Encoder.Encode(text)}</a>"
            : null;
    }

    [GeneratedRegex("[\u202a-\u202e]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Turning();

    [GeneratedRegex(@"(?<url>https?://[^\s<>""'「」（）()、。]+)|(?<order>[#＃]?[0-9０-９]{3,12})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Linked();
}
