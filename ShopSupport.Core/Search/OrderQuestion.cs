using System.Text.RegularExpressions;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>What a question says of an order: its number, and what else is said beside it.</summary>
/// <param name="Number">An order's or a parcel's number, in great letters and without the sign in front.</param>
/// <param name="Rest">The other words, folded; none where the question is a number and no more.</param>
internal sealed partial record OrderQuestion(string Number, IReadOnlyList<string> Rest)
{
    private const int Longest = 40;

    /// <summary>Null for a question that names no number.</summary>
    public static OrderQuestion? Of(string question)
    {
        var words = SearchText.Terms(DigitComma().Replace(SearchText.Fold(question), ""));
        var number = string.Concat(words).TrimStart('#');
        // A number is asked for without blanks, holds a digit, and may go on: somebody is still typing it.
        var isNumber = number.Length is > 0 and <= Longest && number.Any(char.IsAsciiDigit) && number.All(c => char.IsAscii(c) && !char.IsControl(c));
        return isNumber && (words.Count == 1 || number.All(char.IsAsciiDigit)) ? new(number.ToUpperInvariant(), []) : Within(string.Join(' ', words));
    }

    private static OrderQuestion? Within(string question)
    {
        if (NumberWithin().Match(question) is not { Success: true } found || found.Groups["number"].Length > Longest)
        {
            return null;
        }

        var rest = OrderWord().Replace($"{question[..found.Index]} {question[(found.Index + found.Length)..]}", " ");
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit)).ToList();
        // Digits in several groups are a telephone number.
        return words.Count > 0 && !words.Exists(word => word.Any(char.IsLetter)) ? null : new(found.Groups["number"].Value, words);
    }

    // 12,846 is one number.
    [GeneratedRegex("(?<=[0-9]),(?=[0-9])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DigitComma();

    // Neither within a word nor within a name of letters and digits.
    [GeneratedRegex(@"(?<![a-z0-9.@_-])#?(?<number>[0-9]{3,})(?![a-z0-9.@_-])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberWithin();

    // What says no more than that a number is an order's; as folded texts have it.
    [GeneratedRegex(@"\b(orders?|number|no\.?)(?![a-z0-9])|ご?注文(番号)?|おーだー(番号)?|番号|#", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OrderWord();
}
