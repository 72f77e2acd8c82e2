using System.Globalization;
using System.Text.RegularExpressions;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>Which addresses Shopify takes.</summary>
internal static partial class AddressRules
{
    /// <summary>What is wrong with an address, field by field; empty where it can be kept.</summary>
    public static List<Refused> Problems(IReadOnlyDictionary<string, object?> input, string[] path)
    {
        input.OnlyHeld("MailingAddressInput", "firstName", "lastName", "address1", "address2", "city", "zip", "provinceCode", "countryCode", "phone");
        List<Refused> problems = [];
        foreach (var field in (ReadOnlySpan<string>)["countryCode", "address1", "city"])
        {
            if (string.IsNullOrWhiteSpace(input.Text(field)))
            {
                Refuse(field, $"{Spoken(field)} can't be blank");
            }
        }

        if (input.Text("countryCode") is not { } country)
        {
            return problems;
        }

        var (province, zip) = (input.Text("provinceCode"), input.Text("zip"));
        if (Provinces.AreIn(country) ? province is null || Provinces.Find(country, province) is null : province is not null)
        {
            Refuse("provinceCode", string.IsNullOrEmpty(province) ? "Province can't be blank" : $"Province is not a valid province in {CountryOf(country)}");
        }

        if (string.IsNullOrWhiteSpace(zip) ? Zips(country) is not null : Zips(country)?.IsMatch(zip) is false)
        {
            Refuse("zip", string.IsNullOrWhiteSpace(zip) ? "Zip can't be blank" : $"Zip is not valid for {CountryOf(country)}");
        }

        return problems;

        void Refuse(string field, string message) => problems.Add(new([.. path, field], message, "INVALID"));
    }

    /// <summary>The address that an input without problems names.</summary>
    public static Address Read(IReadOnlyDictionary<string, object?> input, long id)
    {
        var (country, first, last) = (input.Text("countryCode")!, input.Text("firstName"), input.Text("lastName"));
        return new()
        {
            Id = id,
            FirstName = first,
            LastName = last,
            Name = string.Join(' ', country is "JP" ? new[] { last, first }.OfType<string>() : new[] { first, last }.OfType<string>()),
            Address1 = input.Text("address1"),
            Address2 = input.Text("address2"),
            City = input.Text("city"),
            Zip = input.Text("zip"),
            ProvinceCode = input.Text("provinceCode"),
            Province = input.Text("provinceCode") is { } code ? Provinces.Find(country, code) : null,
            CountryCode = country,
            Country = CountryOf(country),
            Phone = input.Text("phone"),
        };
    }

    private static string CountryOf(string code) => new RegionInfo(code).EnglishName;

    private static string Spoken(string field) => field switch { "countryCode" => "Country", "address1" => "Address1", _ => "City" };

    private static Regex? Zips(string country) => country switch
    {
        "JP" => JapaneseZip(),
        "US" => AmericanZip(),
        "CA" or "AU" or "GB" or "SG" => AnyZip(),
        _ => null,
    };

    [GeneratedRegex("^[0-9]{3}-?[0-9]{4}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex JapaneseZip();

    [GeneratedRegex("^[0-9]{5}(?:-[0-9]{4})?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AmericanZip();

    [GeneratedRegex("^[A-Za-z0-9 ]{4,8}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AnyZip();
}
