namespace ShopSupport.Simulator.Webhooks;

/// <summary>Which scope an app needs to be told of a topic. Source: the descriptions of Shopify's WebhookSubscriptionTopic.</summary>
internal static class WebhookScopes
{
    /// <summary>The scope; null where a topic needs none.</summary>
    public static string? ToHear(string topic) => topic.Split('/', '.')[0] switch
    {
        "orders" or "order_transactions" or "refunds" => "read_orders",
        "fulfillments" or "fulfillment_events" => "read_fulfillments",
        "returns" => "read_returns",
        "discounts" => "read_discounts",
        "draft_orders" => "read_draft_orders",
        _ when topic is "customers/redact" or "customers/data_request" => null,
        _ when topic is "customers/merge" => "read_customer_merge",
        "customers" or "customer" or "customers_email_marketing_consent" => "read_customers",
        "products" => "read_products",
        "inventory_items" or "inventory_levels" => "read_inventory",
        "locations" => "read_locations",
        "subscription_contracts" or "subscription_billing_attempts" or "subscription_billing_cycles" => "read_own_subscription_contracts",
        _ => null,
    };
}
