using System.Text.RegularExpressions;
using PhoneNumbers;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>The words that customers are found by: names in either order, mail address, and the telephone number from its end and from its beginning.</summary>
internal static partial class CustomerWords
{
    /// <summary>A number's last digits that are enough to ask for it.</summary>
    public const int FewestDigits = 4;

    private const int FewestBareDigits = 6;
    private const int LongestExtension = 8;

    private static readonly SqlFile Sql = SqlFile.Load("Customers.Words.sql");
    private static readonly RowStatement<SetRow> Set = new(Sql["set"]);
    private static readonly RowStatement<AddRow> Add = new(Sql["add"]);

    /// <summary>Adds <c>@Words</c> to the customer that the statement before it added.</summary>
    public static SqlText AddHere { get; } = Sql["add_here"];

    /// <summary>Takes away the words of customer <c>@ContactId</c>.</summary>
    public static SqlText Forget { get; } = Sql["forget"];

    public static string Of(ShopId shopId, string? firstName, string? lastName, string? email, string? phone)
    {
        var owner = FullText.Owner(shopId);
        var (first, last) = (firstName?.Trim(), lastName?.Trim());
        // Together as they are written without a space, in either order.
        var words = SearchText.Words($"{last}{Between(last, first)}{first} \n {first}{Between(first, last)}{last} \n {email}", owner);
        return PhoneWord(phone) is { } number ? string.Join($" {owner}", [words, number, .. PhoneWords(phone!)]) : words;
    }

    /// <summary>True for a text of digits and what people put between them.</summary>
    public static bool IsPhone(string text) => Phone().IsMatch(SearchText.Fold(text));

    /// <summary>
    /// The beginning of the words that a telephone number is found by while it is typed. Null for a text that is none: one of
    /// fewer than four digits, or six where nothing but digits makes it one (an order's number has fewer).
    /// </summary>
    public static string? BegunPhoneWord(string text)
    {
        var folded = SearchText.Fold(text).Trim();
        var digits = Digits(folded);
        var isPhone = IsPhone(text) && digits.Length >= (digits.Length < folded.Length || digits[0] == '0' ? FewestDigits : FewestBareDigits);
        return isPhone ? $"d{digits.TrimStart('0')}" : null;
    }

    /// <summary>The word of a telephone number, open towards its beginning: the digits from the last one on. Null for a text of fewer than four.</summary>
    public static string? PhoneWord(string? text)
    {
        var digits = Digits(text ?? "");
        // The zero that is dialled inside of a country is not part of the number outside of it.
        digits = digits.Length > LongestExtension && digits[0] == '0' ? digits[1..] : digits;
        return digits.Length < FewestDigits ? null : string.Concat(digits.Reverse().Prepend('t'));
    }

    public static Task SetAsync(WriteTransaction transaction, IEnumerable<CustomerRow> customers, CancellationToken cancel) => Set.ExecuteAsync(
        transaction,
        customers.Select(row => new SetRow
        {
            ShopId = row.ShopId,
            ShopifyId = row.ShopifyId,
            Words = row.IsDeleted ? "" : Of(row.ShopId, row.FirstName, row.LastName, row.Email, row.Phone),
        }),
        cancel);

    /// <summary>Adds the words of the customers with ids above <paramref name="after"/>. Returns the id to go on from; null when there are no more.</summary>
    public static async Task<long?> AddMissingAsync(WriteTransaction transaction, ShopId shopId, long after, int take, CancellationToken cancel)
    {
        var found = await transaction.QueryAsync<Listed>(Sql["list_after"], new { ShopId = shopId, After = after, Take = take }, cancel);
        var rows = found.Select(row => new AddRow
        {
            ShopId = shopId,
            CustomerId = row.Id,
            Words = Of(shopId, row.FirstName, row.LastName, row.Email, row.Phone),
        });
        await Add.ExecuteAsync(transaction, rows, cancel);
        return found.Count == 0 ? null : found[^1].Id.Value;
    }

    // From the first digit on, as it is dialled from abroad and within the country.
    private static IEnumerable<string> PhoneWords(string phone)
    {
        yield return $"d{Digits(phone).TrimStart('0')}";
        if (National(phone) is { } national)
        {
            yield return $"d{national}";
        }
    }

    // Only a number with a plus says which country it is of.
    private static string? National(string phone)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            return phone.TrimStart().StartsWith('+') ? numbers.GetNationalSignificantNumber(numbers.Parse(phone, null)) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string Digits(string text) => string.Concat(SearchText.Fold(text).Where(char.IsAsciiDigit));

    [GeneratedRegex(@"^\s*\+?[0-9()\s.\-‐–ー]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Phone();

    // Names of the Latin script are words already.
    private static string Between(string? before, string? after) =>
        before?.LastOrDefault() is { } last && after?.FirstOrDefault() is { } first && char.IsAscii(last) && char.IsAscii(first) ? " " : "";

    private sealed record SetRow
    {
        public required ShopId ShopId { get; init; }

        public required ShopifyCustomerId ShopifyId { get; init; }

        public required string Words { get; init; }
    }

    private sealed record AddRow
    {
        public required ShopId ShopId { get; init; }

        public required CustomerId CustomerId { get; init; }

        public required string Words { get; init; }
    }

    private sealed record Listed
    {
        public CustomerId Id { get; init; }

        public string? FirstName { get; init; }

        public string? LastName { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }
    }
}
