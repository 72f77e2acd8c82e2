using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>What of an order can come back, and what is coming back.</summary>
internal sealed record LiveReturns
{
    private static readonly ShopifyDocument Document = ShopifyDocument.Load("ReturnToAct");

    public LiveNodes<Parcel> ReturnableFulfillments { get; init; } = new();

    public Owner? Order { get; init; }

    public LiveNodes<LiveReason> ReturnReasonDefinitions { get; init; } = new();

    /// <summary>The lines of the order's parcels that can come back, each with what it cost.</summary>
    public IReadOnlyList<(long Id, string Title, int Most, long UnitMinor)> Lines =>
    [
        .. ReturnableFulfillments.Nodes.SelectMany(parcel => parcel.ReturnableFulfillmentLineItems.Nodes).Select(line => (
            line.FulfillmentLineItem.Id.Id,
            line.FulfillmentLineItem.LineItem.FullTitle,
            line.Quantity,
            Order!.LineItems.Nodes.FirstOrDefault(one => one.Id == line.FulfillmentLineItem.LineItem.Id)?.OriginalUnitPriceSet.Minor ?? 0)),
    ];

    public static async Task<(LiveReturns? Returns, ActionAnswer? Problem)> ReadAsync(ActionCalls calls, ShopId shopId, long id, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<LiveReturns>(shopId, Document, new { id = LiveOrder.IdOf(id) }, cancel);
        return reply.Problem is { } problem ? (null, problem) : reply.Value?.Order is null ? (null, ActionAnswer.Refused("not_found")) : (reply.Value, null);
    }

    internal sealed record Owner
    {
        public string Name { get; init; } = "";

        public string CurrencyCode { get; init; } = "";

        public string? CustomerLocale { get; init; }

        public LiveNodes<LiveLine> LineItems { get; init; } = new();

        public LiveNodes<LiveReturn> Returns { get; init; } = new();
    }

    internal sealed record Parcel
    {
        public LiveNodes<Comeback> ReturnableFulfillmentLineItems { get; init; } = new();
    }

    internal sealed record Comeback
    {
        public int Quantity { get; init; }

        public SentLine FulfillmentLineItem { get; init; } = new();
    }

    internal sealed record SentLine
    {
        public Gid Id { get; init; }

        public LiveLine LineItem { get; init; } = new();
    }
}

internal sealed record LiveReturn
{
    public Gid Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Shopify's word: REQUESTED, OPEN, CLOSED, DECLINED, CANCELED.</summary>
    public string Status { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public int TotalQuantity { get; init; }
}

/// <summary>Why something comes back, as the shop's list has it.</summary>
internal sealed record LiveReason
{
    // Those that every shop has: https://shopify.dev/docs/api/admin-graphql/latest/objects/ReturnReasonDefinition
    private static readonly string[] Known = ["unknown", "size-too-small", "size-too-large", "unwanted", "not-as-described", "wrong-item", "defective", "style", "color", "other"];

    public Gid Id { get; init; }

    public string Handle { get; init; } = "";

    public string Name { get; init; } = "";

    public bool Deleted { get; init; }

    /// <summary>In the reader's language where every shop has it, else as the shop calls it.</summary>
    public EffectValue Label => Known.Contains(Handle, StringComparer.Ordinal) ? EffectValue.Of($"action.option.return_reason.{Handle}") : Name;
}
