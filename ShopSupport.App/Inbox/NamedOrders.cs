using System.Text;
using System.Text.RegularExpressions;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;

namespace ShopSupport.App.Inbox;

/// <summary>The orders that a conversation speaks of.</summary>
internal static partial class NamedOrders
{
    private const int Most = 10;

    /// <summary>Numbers in what was said, as orders are named (<c>#1001</c>), the last named first. Notes count: a colleague found out which.</summary>
    public static IReadOnlyList<string> In(Conversation conversation) =>
        [.. conversation.Messages.Reverse().Where(message => message.Kind != MessageKind.Closed).Select(message => message.Body).Append(conversation.Row.Subject)
            .SelectMany(text => Number().Matches(text).Select(match => "#" + Digits(match.Value)))
            .Distinct(StringComparer.Ordinal).Take(Most)];

    /// <summary>Whether a number in a text means the order of that name; shops put letters before and behind the digits.</summary>
    public static bool IsName(string name, string text) =>
        Digits(text) is var digits && string.Equals(Digits(name), digits, StringComparison.Ordinal);

    private static string Digits(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));

    [GeneratedRegex(@"(?<![0-9０-９\-－.,，¥￥+＋])[#＃]?[0-9０-９]{3,12}(?![0-9０-９\-－]|[.,，][0-9０-９]|[円年月日人時分個点本])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
