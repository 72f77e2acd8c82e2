using System.Net.Mail;
using PhoneNumbers;

namespace ShopSupport.Core.Customers;

/// <summary>How a person is reached: a mail address, a telephone number, or a channel's own id.</summary>
/// <param name="Kind"><c>mail</c>, <c>phone</c>, or the channel whose id it is: <c>line</c>, <c>chat</c> …</param>
/// <param name="Value">As it is compared: mail in lower case, telephone in E.164, ids as they are.</param>
/// <param name="IsVerified">True when the channel itself vouches for it.</param>
internal readonly record struct Handle(string Kind, string Value, bool IsVerified = false)
{
    public const string MailKind = "mail";
    public const string PhoneKind = "phone";

    private const int LongestId = 320;
    private const int LongestMail = 320;
    private const int LongestPhone = 40;

    /// <summary>
    /// A mail address; null when the text is none. Letters are compared in lower case, as mailboxes in use do, though
    /// RFC 5321 §2.4 leaves the local part to its host.
    /// </summary>
    public static Handle? Mail(string? text) =>
        Filled(text, LongestMail) is { } filled && MailAddress.TryCreate(filled, out var address)
            ? new Handle(MailKind, address.Address.ToLowerInvariant())
            : null;

    /// <summary>A telephone number in E.164, or its bare digits where no country is known to read it by; null when the text is none.</summary>
    /// <param name="text">The number as it was written.</param>
    /// <param name="country">ISO 3166-1 alpha-2: where a number without a country's prefix is dialled.</param>
    public static Handle? Phone(string? text, string? country) =>
        Filled(text, LongestPhone) is { } filled ? PhoneKey(filled, country) is { Length: > 0 } key ? new Handle(PhoneKind, key) : null : null;

    /// <summary>The channel's own id of a person, for example a LINE user id.</summary>
    public static Handle? Id(string channel, string? text) =>
        Filled(text, LongestId) is { } filled ? new Handle(channel, filled, IsVerified: true) : null;

    /// <summary>A telephone number as it is compared; see <see cref="Phone"/>.</summary>
    public static string PhoneKey(string text, string? country)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var number = numbers.Parse(text, country);
            return numbers.IsPossibleNumber(number) ? numbers.Format(number, PhoneNumberFormat.E164) : Digits(text);
        }
        catch (NumberParseException)
        {
            return Digits(text);
        }
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    // What is longer than any handle can be is none.
    private static string? Filled(string? text, int most) => text?.Trim() is { Length: > 0 } filled && filled.Length <= most ? filled : null;
}
