using ShopSupport.Core.Shopify;

namespace ShopSupport.App.SignIn;

/// <summary>How a person of a shop's staff is called on screen.</summary>
internal static class StaffName
{
    // From here on the alphabets are those of East Asia, where the family's name comes first.
    private const char EastAsia = '\u2E80';

    /// <summary>Both names in their order; where there are none the mail address up to its @; else a number that people can tell apart.</summary>
    public static string Of(ShopifyPerson person)
    {
        var (given, family) = (person.FirstName?.Trim() ?? "", person.LastName?.Trim() ?? "");
        var isEastAsian = (given + family).Any(letter => letter >= EastAsia);
        var name = (isEastAsian ? $"{family} {given}" : $"{given} {family}").Trim();
        return name.Length > 0 ? name
            : person.Email?.Split('@')[0] is { Length: > 0 } local ? local
            : $"#{person.Id % 10000:0000}";
    }
}
