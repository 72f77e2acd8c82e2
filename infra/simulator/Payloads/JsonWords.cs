using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Demo;

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

    public static void Money(this Utf8JsonWriter json, string property, int amount, string currency) =>
        json.WriteString(property, DemoCountry.Write(amount, currency));

    public static void MoneySet(this Utf8JsonWriter json, string property, int amount, string currency)
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

    public static void Address(this Utf8JsonWriter json, string property, DemoCustomer customer)
    {
        json.WriteStartObject(property);
        json.AddressFields(customer);
        json.WriteEndObject();
    }

    public static void AddressFields(this Utf8JsonWriter json, DemoCustomer customer)
    {
        var address = customer.Address;
        json.WriteString("first_name", customer.FirstName);
        json.WriteString("last_name", customer.LastName);
        json.WriteString("name", customer.FullName);
        json.WriteString("address1", address.Street);
        json.WriteString("address2", address.Building);
        json.WriteString("city", address.City);
        json.WriteString("zip", address.Zip);
        json.WriteString("province", address.Province);
        json.WriteString("province_code", address.ProvinceCode);
        json.WriteString("country", address.CountryName);
        json.WriteString("country_code", address.Country);
        json.WriteString("phone", customer.Phone);
    }
}
