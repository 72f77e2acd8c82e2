using System.Globalization;
using System.Text.Json;
using ShopSupport.Core.Values;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>How Shopify writes ids, times and money in webhooks.</summary>
internal static class JsonWords
{
    public static void Id(this Utf8JsonWriter json, string type, long id)
    {
        json.WriteNumber("id", id);
        json.Gid("admin_graphql_api_id", type, id);
    }

    public static void Gid(this Utf8JsonWriter json, string property, string type, long id) =>
        json.WriteString(property, string.Create(CultureInfo.InvariantCulture, $"gid://shopify/{type}/{id}"));

    public static void Time(this Utf8JsonWriter json, string property, DateTimeOffset? at)
    {
        if (at is { } instant)
        {
            json.WriteString(property, instant.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNull(property);
        }
    }

    public static void Money(this Utf8JsonWriter json, string property, long amount, string currency) =>
        json.WriteString(property, Amount(amount, currency));

    /// <summary>An amount of minor units as Shopify writes it.</summary>
    public static string Amount(long amount, string currency)
    {
        var exponent = Currency.Exponent(currency);
        return (amount / (decimal)Math.Pow(10, exponent)).ToString($"F{exponent}", CultureInfo.InvariantCulture);
    }

    /// <summary>An amount as Shopify's GraphQL writes it, and the webhooks that speak as it does: with a decimal, in yen too.</summary>
    public static string Decimal(long amount, string currency) =>
        (amount / (decimal)Math.Pow(10, Currency.Exponent(currency))).ToString("0.0##", CultureInfo.InvariantCulture);

    public static void MoneySet(this Utf8JsonWriter json, string property, long amount, string currency)
    {
        json.WriteStartObject(property);
        foreach (var side in (ReadOnlySpan<string>)["shop_money", "presentment_money"])
        {
            json.WriteStartObject(side);
            json.Money("amount", amount, currency);
            json.WriteString("currency_code", currency);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void WriteNumber(this Utf8JsonWriter json, string property, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(property, known);
        }
        else
        {
            json.WriteNull(property);
        }
    }

    public static void Texts(this Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    public static void Address(this Utf8JsonWriter json, string property, Address? address)
    {
        if (address is null)
        {
            json.WriteNull(property);
            return;
        }

        json.WriteStartObject(property);
        json.AddressFields(address);
        json.WriteEndObject();
    }

    public static void AddressFields(this Utf8JsonWriter json, Address address)
    {
        json.WriteString("first_name", address.FirstName);
        json.WriteString("last_name", address.LastName);
        json.WriteString("name", address.Name);
        json.WriteString("address1", address.Address1);
        json.WriteString("address2", address.Address2);
        json.WriteString("city", address.City);
        json.WriteString("zip", address.Zip);
        json.WriteString("province", address.Province);
        json.WriteString("province_code", address.ProvinceCode);
        json.WriteString("country", address.Country);
        json.WriteString("country_code", address.CountryCode);
        json.WriteString("phone", address.Phone);
    }
}
