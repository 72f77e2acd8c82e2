using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Customers, their tags and what they agreed to. Since 2025-01 a customer's own body holds neither.</summary>
internal static class CustomerPayloads
{
    public static void Customer(Utf8JsonWriter json, Customer customer)
    {
        Core(json, customer);
        json.WriteStartArray("addresses");
        if (customer.Address is { } address)
        {
            json.WriteStartObject();
            Address(json, customer.Id, address);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (customer.Address is { } main)
        {
            json.WriteStartObject("default_address");
            Address(json, customer.Id, main);
            json.WriteEndObject();
        }
    }

    /// <summary>What an order says of its customer.</summary>
    public static void Core(Utf8JsonWriter json, Customer customer)
    {
        json.Id("Customer", customer.Id);
        json.WriteString("email", customer.Email);
        json.WriteString("first_name", customer.FirstName);
        json.WriteString("last_name", customer.LastName);
        json.WriteString("phone", customer.Phone);
        json.WriteString("state", customer.State);
        json.WriteString("note", customer.Note);
        json.WriteBoolean("verified_email", value: true);
        json.WriteBoolean("tax_exempt", value: false);
        json.WriteString("currency", customer.Currency);
        json.Time("created_at", customer.CreatedAt);
        json.Time("updated_at", customer.UpdatedAt);
    }

    /// <summary>Tags that were added, or removed.</summary>
    public static void Tags(Utf8JsonWriter json, (long CustomerId, IReadOnlyList<string> Tags, DateTimeOffset At) tagged)
    {
        json.Gid("customerId", "Customer", tagged.CustomerId);
        json.Texts("tags", tagged.Tags);
        json.WriteString("occurredAt", Instant(tagged.At));
    }

    public static void Consent(Utf8JsonWriter json, Customer customer)
    {
        json.WriteNumber("customer_id", customer.Id);
        json.WriteString("email_address", customer.Email);
        json.WriteStartObject("email_marketing_consent");
        json.WriteString("state", customer.MarketingState);
        json.WriteString("opt_in_level", "single_opt_in");
        json.Time("consent_updated_at", customer.MarketingAt);
        json.WriteEndObject();
    }

    /// <summary>How often a customer bought, and for how much: what a customer's own body does not say.</summary>
    public static void Purchases(Utf8JsonWriter json, (Customer Customer, IReadOnlyList<Order> Orders, DateTimeOffset At) bought)
    {
        var paid = bought.Orders.Where(order => order.FinancialStatus is not "pending" && string.Equals(order.Currency, bought.Customer.Currency, StringComparison.Ordinal));
        json.Gid("customerId", "Customer", bought.Customer.Id);
        json.WriteString("numberOfOrders", bought.Orders.Count.ToString(CultureInfo.InvariantCulture));
        json.WriteStartObject("amountSpent");
        json.WriteString("amount", JsonWords.Decimal(paid.Sum(order => order.CurrentTotal), bought.Customer.Currency));
        json.WriteString("currencyCode", bought.Customer.Currency);
        json.WriteEndObject();
        json.WriteString("occurredAt", Instant(bought.At));
    }

    /// <summary>Nothing but the id of who is gone.</summary>
    public static void Deleted(Utf8JsonWriter json, long id) => json.Id("Customer", id);

    /// <summary>One customer became part of another. Field names as Shopify's samples have them, in GraphQL's words.</summary>
    public static void Merged(Utf8JsonWriter json, (long Kept, long Gone) merge)
    {
        json.Gid("admin_graphql_api_customer_kept_id", "Customer", merge.Kept);
        json.Gid("admin_graphql_api_customer_deleted_id", "Customer", merge.Gone);
        json.WriteNull("admin_graphql_api_job_id");
        json.WriteString("status", "completed");
        json.WriteStartArray("errors");
        json.WriteEndArray();
    }

    /// <summary>A customer is to be forgotten, or wants to know what is kept.</summary>
    public static void Law(Utf8JsonWriter json, (ShopProfile Shop, Customer Customer, IReadOnlyList<long> Orders, string ListName, long? RequestId) asked)
    {
        json.WriteNumber("shop_id", asked.Shop.Id);
        json.WriteString("shop_domain", asked.Shop.Domain);
        json.WriteStartObject("customer");
        json.WriteNumber("id", asked.Customer.Id);
        json.WriteString("email", asked.Customer.Email);
        json.WriteString("phone", asked.Customer.Phone);
        json.WriteEndObject();
        json.WriteStartArray(asked.ListName);
        foreach (var order in asked.Orders)
        {
            json.WriteNumberValue(order);
        }

        json.WriteEndArray();
        if (asked.RequestId is { } request)
        {
            json.WriteStartObject("data_request");
            json.WriteNumber("id", request);
            json.WriteEndObject();
        }
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void Address(Utf8JsonWriter json, long customerId, Address address)
    {
        json.WriteNumber("id", address.Id);
        json.WriteNumber("customer_id", customerId);
        json.AddressFields(address);
        json.WriteBoolean("default", value: true);
    }
}
