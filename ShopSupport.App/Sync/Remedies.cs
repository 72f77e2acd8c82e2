using System.Collections.Frozen;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Sync;

namespace ShopSupport.App.Sync;

/// <summary>What a person can do about a delivery that could not be applied.</summary>
internal static class Remedies
{
    // By the whole topic, else by what it is about.
    private static readonly FrozenDictionary<string, string> OfBodies = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["orders"] = "save",
        ["orders/delete"] = "look",
        ["order_transactions"] = "order",
        ["refunds"] = "order",
        ["fulfillments"] = "order",
        ["fulfillment_events"] = "order",
        ["returns"] = "look",
        ["customers"] = "save",
        ["customers/delete"] = "look",
        ["customers/merge"] = "look",
        ["customers/data_request"] = "law",
        ["customers/redact"] = "law",
        ["customer"] = "save",
        ["customers_email_marketing_consent"] = "save",
        ["customers_marketing_consent"] = "save",
        ["products"] = "save",
        ["products/delete"] = "look",
        ["inventory_items"] = "save",
        ["inventory_items/delete"] = "look",
        ["inventory_levels"] = "save",
        ["inventory_levels/disconnect"] = "look",
        ["locations"] = "save",
        ["locations/delete"] = "look",
        ["subscription_contracts"] = "save",
        ["subscription_billing_attempts"] = "look",
        ["subscription_billing_cycles"] = "look",
        ["shop"] = "save",
        ["shop/redact"] = "law",
        ["app"] = "tell",
        ["bulk_operations"] = "tell",
        [ChannelMessage.Topic] = "channel",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The last part of a text key; null for a topic that nothing is known of, since no advice is better than a wrong one.</summary>
    public static string? Find(string topic, string? reason) => (reason ?? "").Split(' ')[0] switch
    {
        nameof(ProblemKind.Failed) => "again",
        nameof(ProblemKind.FromTheFuture) => "later",
        _ => OfBodies.GetValueOrDefault(topic) ?? OfBodies.GetValueOrDefault(About(topic)),
    };

    /// <summary>False where the body itself is wrong, so that trying again ends the same.</summary>
    public static bool RetryMayHelp(string? remedy) => remedy is null or "again" or "later";

    /// <summary>What a topic is about, without what happened to it.</summary>
    public static string About(string topic) => topic.Split('/', '.')[0];
}
