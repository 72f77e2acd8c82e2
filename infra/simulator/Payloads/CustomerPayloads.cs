using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Customers, their tags and what they agreed to.</summary>
internal static class CustomerPayloads
{
    public static void Customer(Utf8JsonWriter json, (DemoCustomer Customer, DateTimeOffset Since) known)
    {
        var customer = known.Customer;
        Core(json, customer, known.Since);
        json.WriteStartArray("addresses");
        json.WriteStartObject();
        Address(json, customer);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("default_address");
        Address(json, customer);
        json.WriteEndObject();
    }

    /// <summary>What an order says of its customer.</summary>
    public static void Core(Utf8JsonWriter json, DemoCustomer customer, DateTimeOffset since)
    {
        json.Id("Customer", customer.Id);
        json.WriteString("email", customer.Email);
        json.WriteString("first_name", customer.FirstName);
        json.WriteString("last_name", customer.LastName);
        json.WriteString("phone", customer.Phone);
        json.WriteString("state", customer.Appetite > 4 ? "enabled" : "disabled");
        json.WriteNull("note");
        json.WriteBoolean("verified_email", value: true);
        json.WriteBoolean("tax_exempt", value: false);
        json.WriteString("currency", customer.Shop.Currency);
        json.Time("created_at", since);
        json.Time("updated_at", since);
    }

    public static void TagsAdded(Utf8JsonWriter json, (DemoCustomer Customer, DateTimeOffset At) tagged)
    {
        json.Gid("customerId", "Customer", tagged.Customer.Id);
        json.WriteStartArray("tags");
        foreach (var tag in tagged.Customer.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteString("occurredAt", tagged.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    public static void Consent(Utf8JsonWriter json, (DemoCustomer Customer, string State, DateTimeOffset At) consent)
    {
        json.WriteNumber("customer_id", consent.Customer.Id);
        json.WriteString("email_address", consent.Customer.Email);
        json.WriteStartObject("email_marketing_consent");
        json.WriteString("state", consent.State);
        json.WriteString("opt_in_level", "single_opt_in");
        json.Time("consent_updated_at", consent.At);
        json.WriteEndObject();
    }

    private static void Address(Utf8JsonWriter json, DemoCustomer customer)
    {
        json.WriteNumber("id", DemoIds.Of(DemoIds.Address, customer.Index + 1));
        json.WriteNumber("customer_id", customer.Id);
        json.AddressFields(customer);
        json.WriteBoolean("default", value: true);
    }
}
