using ShopSupport.Core.Values;

namespace ShopSupport.Core.Insights;

/// <summary>
/// What can be wrong with a parcel, the worst first; the one place that says which orders have a delivery problem. Looked at
/// are parcels that were sent in the last <see cref="TroubledParcel.LookedBackDays"/> days and of which the carrier said
/// anything at all, of orders that were neither cancelled nor deleted nor placed as a test. The carrier's newest word
/// counts, and beside Shopify's shipment status that of the newest event of the fulfillment
/// (https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentEventStatus).
/// </summary>
public enum ParcelTrouble
{
    /// <summary>It will not arrive: <c>failure</c>, <c>not_delivered</c>.</summary>
    Failed,

    /// <summary>Nobody was there to take it: <c>attempted_delivery</c>.</summary>
    Attempted,

    /// <summary>The carrier says that it is late: <c>delayed</c>.</summary>
    Delayed,

    /// <summary>On its way, and nothing was heard of it for <see cref="TroubledParcel.QuietDays"/> days.</summary>
    Quiet,
}

/// <summary>A parcel that somebody should look after.</summary>
public sealed record TroubledParcel
{
    /// <summary>After how many days without a word a parcel on its way is one to look after.</summary>
    public const int QuietDays = 5;

    /// <summary>What was sent longer ago was settled in another way.</summary>
    public const int LookedBackDays = 60;

    /// <summary>Shopify's id of the order.</summary>
    public long OrderId { get; init; }

    /// <summary>The number people know, for example <c>#1001</c>.</summary>
    public string OrderName { get; init; } = "";

    public string? TrackingCompany { get; init; }

    public string? TrackingNumber { get; init; }

    /// <summary>The carrier's newest word.</summary>
    public string Status { get; init; } = "";

    /// <summary>When something was heard of it the last time; when it was sent, where nothing was since.</summary>
    public DateTimeOffset HeardAt { get; init; }

    public ParcelTrouble Trouble { get; init; }

    /// <summary>True while the order is still to be fetched: what the carrier reported of its parcels since may be missing.</summary>
    public bool IsEstimate { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>The title of the order's first line; null where none is known.</summary>
    public string? Title { get; init; }

    public string? VariantTitle { get; init; }

    /// <summary>How many lines the order has.</summary>
    public int Lines { get; init; }

    /// <summary>The customer's newest conversation; null where they never wrote.</summary>
    public ConversationId? ConversationId { get; init; }
}
