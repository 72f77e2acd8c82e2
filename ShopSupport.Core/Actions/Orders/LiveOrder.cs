using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>An order as Shopify holds it at this moment: what is done to it is worked out from this, never from our rows.</summary>
internal sealed record LiveOrder
{
    private static readonly ShopifyDocument Document = ShopifyDocument.Load("OrderToAct");

    public string Name { get; init; } = "";

    public string CurrencyCode { get; init; } = "";

    public DateTimeOffset? CancelledAt { get; init; }

    public string? DisplayFinancialStatus { get; init; }

    public string DisplayFulfillmentStatus { get; init; } = "";

    public string? CustomerLocale { get; init; }

    public string? Note { get; init; }

    public string? Email { get; init; }

    public string? StatusPageUrl { get; init; }

    public LiveReference? Customer { get; init; }

    public LiveAddress? ShippingAddress { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public LiveMoney TotalPriceSet { get; init; } = new();

    /// <summary>After edits and refunds.</summary>
    public LiveMoney CurrentTotalPriceSet { get; init; } = new();

    public LiveMoney TotalRefundedSet { get; init; } = new();

    public LiveMoney TotalOutstandingSet { get; init; } = new();

    public LiveNodes<LiveLine> LineItems { get; init; } = new();

    public IReadOnlyList<LiveParcel> Fulfillments { get; init; } = [];

    /// <summary>What was paid and not given back, in minor units.</summary>
    public long PaidMinor => Math.Max(0, TotalPriceSet.Minor - TotalOutstandingSet.Minor - TotalRefundedSet.Minor);

    /// <summary>Something of it was sent.</summary>
    public bool HasShipped => Fulfillments.Any(parcel => parcel.Status is "SUCCESS");

    public static async Task<(LiveOrder? Order, ActionAnswer? Problem)> ReadAsync(ActionCalls calls, ShopId shopId, long id, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<Answer>(shopId, Document, new { id = IdOf(id) }, cancel);
        return reply.Problem is { } problem ? (null, problem) : (reply.Value?.Order, reply.Value?.Order is null ? ActionAnswer.Refused("not_found") : null);
    }

    public static string IdOf(long id) => new Gid("Order", id).ToString();

    private sealed record Answer
    {
        public LiveOrder? Order { get; init; }
    }
}

internal sealed record LiveLine
{
    public Gid Id { get; init; }

    public string Title { get; init; } = "";

    public string? VariantTitle { get; init; }

    public int Quantity { get; init; }

    public int CurrentQuantity { get; init; }

    public int UnfulfilledQuantity { get; init; }

    /// <summary>Null for goods that the shop does not have any more, or never had.</summary>
    public LiveReference? Variant { get; init; }

    public LiveMoney OriginalUnitPriceSet { get; init; } = new();

    /// <summary>The goods with their variant, as far as it says anything.</summary>
    public string FullTitle => VariantTitle is null or "" or "Default Title" ? Title : $"{Title} {VariantTitle}";
}

internal sealed record LiveAddress
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Address1 { get; init; }

    public string? Address2 { get; init; }

    public string? City { get; init; }

    public string? Zip { get; init; }

    public string? Province { get; init; }

    public string? ProvinceCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? CountryCodeV2 { get; init; }

    public string? Phone { get; init; }
}

internal sealed record LiveParcel
{
    public Gid Id { get; init; }

    public string Name { get; init; } = "";

    public string Status { get; init; } = "";

    public IReadOnlyList<LiveTracking> TrackingInfo { get; init; } = [];
}

internal sealed record LiveTracking
{
    public string? Company { get; init; }

    public string? Number { get; init; }

    public string? Url { get; init; }
}
