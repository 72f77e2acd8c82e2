using PhoneNumbers;

namespace ShopSupport.Core.Customers;

/// <summary>How telephone numbers are written for people.</summary>
public static class PhoneNumberText
{
    /// <summary>A number in E.164 as people of <paramref name="country"/> write it: theirs without the country's prefix. Anything else as it is.</summary>
    /// <param name="number">For example <c>+819012345678</c>.</param>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    public static string Of(string number, string? country)
    {
        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            var parsed = numbers.Parse(number, country);
            var isOwn = country is not null && parsed.CountryCode == numbers.GetCountryCodeForRegion(country.ToUpperInvariant());
            return numbers.Format(parsed, isOwn ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return number;
        }
    }
}
