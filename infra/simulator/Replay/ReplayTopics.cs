using System.Text.Json;

namespace ShopSupport.Simulator.Replay;

/// <summary>Finds the topic that a file stands for.</summary>
internal static class ReplayTopics
{
    // What stands before the slash of Shopify's topics: a file name has underscores on both sides of it.
    private static readonly string[] Resources =
    [
        "app", "app_purchases_one_time", "app_subscriptions", "audit_events", "bulk_operations", "carts", "channels",
        "checkout_and_accounts_configurations", "checkouts", "collection_listings", "collection_publications", "collections", "companies", "company_contact_roles",
        "company_contacts", "company_locations", "customer_account_settings", "customer_groups", "customer_payment_methods",
        "customers", "customers_email_marketing_consent", "customers_marketing_consent", "customers_whats_app_marketing_consent",
        "delivery_promise_settings", "desk", "discounts", "disputes", "domains", "draft_orders", "finance_app_staff_member",
        "finance_kyc_information", "fulfillment_events", "fulfillment_holds", "fulfillment_orders", "fulfillments",
        "inventory_items", "inventory_levels", "inventory_shipments", "inventory_transfers", "locales", "locations", "markets",
        "markets_backup_region", "metafield_definitions", "metaobjects", "order_transactions", "orders", "payment_schedules",
        "payment_terms", "product_feeds", "product_listings", "product_publications", "products", "profiles", "publications",
        "refunds", "returns", "reverse_deliveries", "reverse_fulfillment_orders", "scheduled_product_listings", "segments",
        "selling_plan_groups", "shop", "subscription_billing_attempts", "subscription_billing_cycle_edits",
        "subscription_billing_cycles", "subscription_contracts", "tax_partners", "tax_services", "tender_transactions", "themes",
        "variants",
    ];

    private static readonly string[] Dotted =
        ["customer.joined_segment", "customer.left_segment", "customer.tags_added", "customer.tags_removed"];

    /// <summary>The topic in a name such as <c>orders_create__guest.json</c>; null when there is none.</summary>
    public static string? OfFileName(string file)
    {
        var end = file.IndexOf("__", StringComparison.Ordinal);
        if (end <= 0)
        {
            return null;
        }

        var word = file[..end];
        if (Array.Find(Dotted, d => word.Replace('.', '_').Equals(d.Replace('.', '_'), StringComparison.Ordinal)) is { } dotted)
        {
            return dotted;
        }

        var resource = Resources
            .Where(r => word.Length > r.Length + 1 && word[r.Length] == '_' && word.StartsWith(r, StringComparison.Ordinal))
            .MaxBy(r => r.Length);
        return resource is null ? null : $"{resource}/{word[(resource.Length + 1)..]}";
    }

    /// <summary>A topic as an index names it, where <c>orders/*</c> becomes the one that the body is most likely of; null when it is no topic.</summary>
    public static string? OfIndex(string topic, ReadOnlyMemory<byte> body)
    {
        var concrete = topic switch
        {
            "orders/*" => HoldsOrderEdit(body) ? "orders/edited" : "orders/updated",
            "refunds/*" or "fulfillment_events/*" or "order_transactions/*" => $"{topic[..^1]}create",
            "bulk_operations/*" => "bulk_operations/finish",
            [.., '/', '*'] => $"{topic[..^1]}update",
            _ => topic,
        };
        return IsTopic(concrete) ? concrete : null;
    }

    private static bool IsTopic(string topic) =>
        Dotted.Contains(topic, StringComparer.Ordinal)
        || topic.Split('/') is [{ Length: > 0 } resource, { Length: > 0 } action] && resource.All(IsOfTopic) && action.All(IsOfTopic);

    private static bool IsOfTopic(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';

    private static bool HoldsOrderEdit(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("order_edit", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
