using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shops;

internal sealed record ShopProfileRow : VersionedRow
{
    public required long ShopifyId { get; init; }

    public required string Name { get; init; }

    public required string Currency { get; init; }

    public string? TimeZone { get; init; }

    public string? Locale { get; init; }

    public string? Country { get; init; }

    public string? PlanName { get; init; }
}

internal sealed record ShopUninstallRow : VersionedRow
{
    public required DateTimeOffset UninstalledAt { get; init; }
}

internal sealed record ShopScopesRow : VersionedRow
{
    public required string Scopes { get; init; }
}

internal sealed record BulkOperationRow : VersionedRow
{
    public required long Id { get; init; }

    public string? Type { get; init; }

    public required string Status { get; init; }

    public string? ErrorCode { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>
/// What the law asks, noted with its deadline; nothing is found or erased by noting it. Whoever carries out a
/// <c>customer_redact</c> finds the person at these places, each by shop, and those who were merged into them as well
/// (<c>customer_merges</c>):
/// <list type="bullet">
/// <item><c>customers</c>: names, mail, telephone, note; <c>customer_addresses</c>, <c>customer_tag_lists</c>,
/// <c>customer_tag_changes</c>; <c>customer_handles</c>: how they are reached, also on channels that Shopify doesn't know.</item>
/// <item><c>orders</c>: <c>ship_name</c>, <c>ship_zip</c>, <c>ship_city</c>, <c>ship_province</c>, <c>ship_address1</c>,
/// <c>ship_address2</c>, <c>note</c>, <c>tags</c>, <c>status_url</c> (opens the order without a sign-in);
/// <c>refunds.note</c>; <c>fulfillments</c>: numbers and addresses under which a carrier shows the parcel.</item>
/// <item><c>conversations</c>: subject, address, thread and mailbox keys (a mail address on some channels), last message
/// and its author, outcome, tags; <c>messages</c>: author and body, also of answers and notes; <c>conversation_events</c>:
/// <c>text</c> and <c>entry_key</c>; <c>conversation_tags</c>: a tag may be a name; <c>drafts</c>.</item>
/// <item>Words for search: <c>customer_words</c>, <c>message_words</c>. The words can be read back from a
/// full-text index, and on SQLite stay in its pages until they are merged and the file is vacuumed.</item>
/// <item>Deliveries on their way: the queue's bodies, in its table or in Azure's messages and blobs; given up:
/// <c>deliveries.envelope</c>, <c>subject</c> and <c>reason</c>; <c>work.payload</c> and <c>error</c>; <c>fetch_requests.reason</c>.</item>
/// <item><c>actions</c>: what was chosen, shown, said and answered; <c>audit.detail</c>: what an agent or a manager said. The
/// audit points to customers by ids.</item>
/// <item><c>privacy_requests.body</c> itself, once it is carried out.</item>
/// </list>
/// Outside of the database: backups, and the copy of a draft in an agent's browser. Logs hold no personal data, and
/// <c>shop_events</c> ids only.
/// </summary>
internal sealed record PrivacyRequestRow : VersionedRow
{
    public required string WebhookId { get; init; }

    public required string Kind { get; init; }

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    /// <summary>The request as it came, for carrying it out.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}
