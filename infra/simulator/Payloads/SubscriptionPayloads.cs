using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Subscription contracts, their payments and skipped cycles.</summary>
internal static class SubscriptionPayloads
{
    public static void Contract(Utf8JsonWriter json, (DemoContract Contract, string Status, int Revision, DateTimeOffset At) told)
    {
        var contract = told.Contract;
        json.Id("SubscriptionContract", contract.Id);
        json.WriteStartObject("billing_policy");
        json.WriteString("interval", "day");
        json.WriteNumber("interval_count", contract.IntervalDays);
        json.WriteNumber("min_cycles", 1);
        json.WriteNull("max_cycles");
        json.WriteEndObject();
        json.WriteStartObject("delivery_policy");
        json.WriteString("interval", "day");
        json.WriteNumber("interval_count", contract.IntervalDays);
        json.WriteEndObject();
        json.WriteString("currency_code", contract.Customer.Shop.Currency);
        json.WriteNumber("customer_id", contract.Customer.Id);
        json.Gid("admin_graphql_api_customer_id", "Customer", contract.Customer.Id);
        json.WriteNumber("origin_order_id", contract.Orders[0].Id);
        json.Gid("admin_graphql_api_origin_order_id", "Order", contract.Orders[0].Id);
        json.WriteString("status", told.Status);
        json.WriteString("revision_id", ((contract.Id * 10) + told.Revision).ToString(CultureInfo.InvariantCulture));
        json.Time("created_at", contract.StartedAt);
        json.Time("updated_at", told.At);
    }

    public static void Attempt(Utf8JsonWriter json, (DemoContract Contract, DemoOrder? Order, int Cycle) attempt)
    {
        var id = DemoIds.Of(DemoIds.BillingAttempt, (attempt.Contract.Index * 1000L) + attempt.Cycle);
        json.Id("SubscriptionBillingAttempt", id);
        json.WriteString("idempotency_key", string.Create(CultureInfo.InvariantCulture, $"demo-{attempt.Contract.Index}-{attempt.Cycle}"));
        if (attempt.Order is { } order)
        {
            json.WriteNumber("order_id", order.Id);
            json.Gid("admin_graphql_api_order_id", "Order", order.Id);
        }
        else
        {
            json.WriteNull("order_id");
        }

        json.WriteNumber("subscription_contract_id", attempt.Contract.Id);
        json.Gid("admin_graphql_api_subscription_contract_id", "SubscriptionContract", attempt.Contract.Id);
        json.WriteBoolean("ready", value: true);
        json.WriteString("error_message", attempt.Order is null ? "The card has expired." : null);
        json.WriteString("error_code", attempt.Order is null ? "expired_payment_method" : null);
    }

    public static void Skip(Utf8JsonWriter json, (DemoContract Contract, int Cycle, DateTimeOffset ExpectedAt) cycle)
    {
        json.WriteNumber("subscription_contract_id", cycle.Contract.Id);
        json.Gid("admin_graphql_api_subscription_contract_id", "SubscriptionContract", cycle.Contract.Id);
        json.WriteNumber("cycle_index", cycle.Cycle);
        json.Time("billing_attempt_expected_date", cycle.ExpectedAt);
        json.WriteBoolean("skipped", value: true);
        json.WriteBoolean("edited", value: false);
    }
}
