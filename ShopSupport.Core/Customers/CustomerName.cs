using ShopSupport.Core.Values;

namespace ShopSupport.Core.Customers;

/// <summary>How a customer is called on screen.</summary>
public static class CustomerName
{
    // Kana, kanji, hangul and their extensions begin here; scripts below it put the given name first.
    private const char FirstEastAsian = '\u2E80';

    /// <summary>
    /// Family name first where the name is written in an East Asian script, given name first elsewhere; without a name
    /// the mail address, then the phone number, else null.
    /// </summary>
    public static string? Of(string? firstName, string? lastName, string? email, string? phone)
    {
        var (first, last) = (Filled(firstName), Filled(lastName));
        return (first, last) switch
        {
            ({ } f, { } l) => IsEastAsian(f) || IsEastAsian(l) ? $"{l} {f}" : $"{f} {l}",
            _ => first ?? last ?? Filled(email) ?? Filled(phone),
        };
    }

    private static string? Filled(string? text) => PlainText.Line(text).Trim() is { Length: > 0 } filled ? filled : null;

    private static bool IsEastAsian(string text) => text.Any(c => c >= FirstEastAsian);
}
