using System.Globalization;
using System.Text.Json;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Subscription contracts, their payments and skipped cycles. A contract's body holds neither its lines nor its next date.</summary>
internal static class SubscriptionPayloads
{
    /// <summary>What is told when a contract comes into that status.</summary>
    public static string TopicOf(string status) => status switch
    {
        "active" => "subscription_contracts/activate",
        "paused" => "subscription_contracts/pause",
        "cancelled" => "subscription_contracts/cancel",
        "expired" => "subscription_contracts/expire",
        _ => "subscription_contracts/fail",
    };

    public static void Contract(Utf8JsonWriter json, SubscriptionContract contract)
    {
        json.Id("SubscriptionContract", contract.Id);
        json.WriteStartObject("billing_policy");
        json.WriteString("interval", contract.Billing.Unit.ToLowerInvariant());
        json.WriteNumber("interval_count", contract.Billing.Count);
        json.WriteNumber("min_cycles", contract.MinCycles);
        json.WriteNumber("max_cycles", contract.MaxCycles);
        json.WriteEndObject();
        json.WriteStartObject("delivery_policy");
        json.WriteString("interval", contract.Delivery.Unit.ToLowerInvariant());
        json.WriteNumber("interval_count", contract.Delivery.Count);
        json.WriteEndObject();
        json.WriteString("currency_code", contract.Currency);
        json.WriteNumber("customer_id", contract.CustomerId);
        json.Gid("admin_graphql_api_customer_id", "Customer", contract.CustomerId);
        json.WriteNumber("origin_order_id", contract.OriginOrderId);
        json.Gid("admin_graphql_api_origin_order_id", "Order", contract.OriginOrderId);
        json.WriteString("status", contract.Status);
        json.WriteString("revision_id", contract.Revision.ToString(CultureInfo.InvariantCulture));
        json.Time("created_at", contract.CreatedAt);
        json.Time("updated_at", contract.UpdatedAt);
    }

    public static void Attempt(Utf8JsonWriter json, (SubscriptionContract Contract, BillingAttempt Attempt) tried)
    {
        var (contract, attempt) = tried;
        json.Id("SubscriptionBillingAttempt", attempt.Id);
        json.WriteString("idempotency_key", attempt.Key);
        if (attempt.OrderId is { } order)
        {
            json.WriteNumber("order_id", order);
            json.Gid("admin_graphql_api_order_id", "Order", order);
        }
        else
        {
            json.WriteNull("order_id");
        }

        json.WriteNumber("subscription_contract_id", contract.Id);
        json.Gid("admin_graphql_api_subscription_contract_id", "SubscriptionContract", contract.Id);
        json.WriteBoolean("ready", value: true);
        json.WriteString("error_message", attempt.ErrorMessage);
        json.WriteString("error_code", attempt.ErrorCode);
    }

    /// <summary>A cycle that is left out, or taken up again.</summary>
    public static void Cycle(Utf8JsonWriter json, (SubscriptionContract Contract, SkippedCycle Cycle, bool IsSkipped) told)
    {
        json.WriteNumber("subscription_contract_id", told.Contract.Id);
        json.Gid("admin_graphql_api_subscription_contract_id", "SubscriptionContract", told.Contract.Id);
        json.WriteNumber("cycle_index", told.Cycle.Index);
        json.Time("billing_attempt_expected_date", told.Cycle.ExpectedAt);
        json.WriteBoolean("skipped", told.IsSkipped);
        json.WriteBoolean("edited", value: false);
    }
}
