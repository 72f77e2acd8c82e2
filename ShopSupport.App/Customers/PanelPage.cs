using ShopSupport.Core.Inventory;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Customers;

/// <summary>What a conversation is about, as far as it decides what stands on top of the panel.</summary>
internal enum PanelTopic
{
    Order,
    Subscription,
    Stock,
}

/// <summary>The customer's column beside a conversation.</summary>
internal sealed record PanelPage
{
    private const int InFull = 2;
    private const int InLines = 3;
    private const int FirstPast = 3;
    private const int FirstStock = 4;

    /// <summary>Null when nobody was recognised.</summary>
    public required CustomerPanel? Customer { get; init; }

    /// <summary>The conversation it stands beside.</summary>
    public ConversationId? ConversationId { get; init; }

    /// <summary>The key of the view in which it stands.</summary>
    public string ViewKey { get; init; } = "";

    /// <summary>The name of the order that was asked for on top; null without one.</summary>
    public string? Order { get; init; }

    /// <summary>Shopify's ids of the orders that the conversation names, the last named first.</summary>
    public IReadOnlyList<long> Named { get; init; } = [];

    public PanelTopic Topic { get; init; }

    /// <summary>Shopify's ids of the products that the conversation asks for.</summary>
    public IReadOnlyList<long> Asked { get; init; } = [];

    /// <summary>Their stock, where there is no customer whose panel would hold it.</summary>
    public IReadOnlyList<StockItem> AskedStock { get; init; } = [];

    /// <summary>Nothing is folded.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the shop's history still comes in, with which somebody unknown may be found.</summary>
    public bool IsImporting { get; init; }

    /// <summary>Where all of it is to be had: beside the same conversation, with the same order on top.</summary>
    public string WholeAddress =>
        $"/customers/{Customer!.Customer.Id}/panel?conversation={ConversationId}&view={ViewKey}&order={Uri.EscapeDataString(Order ?? "")}&whole=true";

    /// <summary>Nobody in Shopify: the person is known only from a channel.</summary>
    public bool IsStranger => Customer is { Customer.ShopifyId: null, OrderCount: 0 };

    /// <summary>The orders in full: those that are named, else the newest.</summary>
    public IReadOnlyList<PanelOrder> Full => IsWhole ? Sorted : [.. Sorted.Take(Named.Count == 0 ? InFull : Math.Min(Named.Count, InFull))];

    /// <summary>The orders in a line each.</summary>
    public IReadOnlyList<PanelOrder> Lines => IsWhole ? [] : [.. Sorted.Skip(Full.Count).Take(InLines)];

    /// <summary>How many orders there are in all, as Shopify or we count them.</summary>
    public long OrderCount => Customer is { } panel ? Math.Max(panel.Customer.ShopifyOrderCount ?? 0, panel.OrderCount) : 0;

    public IReadOnlyList<PanelConversation> Past => [.. (Customer?.Conversations ?? []).Take(IsWhole ? int.MaxValue : FirstPast)];

    /// <summary>What the conversation asks for first, then the goods of the orders on top.</summary>
    public IReadOnlyList<StockItem> Stock => [.. StockSorted.Take(FirstStock)];

    public IReadOnlyList<StockItem> MoreStock => [.. StockSorted.Skip(FirstStock)];

    private IReadOnlyList<PanelOrder> Sorted => [.. (Customer?.Orders ?? []).OrderBy(order => Place(order.Id))];

    private IEnumerable<StockItem> StockSorted
    {
        get
        {
            var wanted = Sorted.SelectMany(order => order.Lines).Select(line => line.VariantId).ToList();
            return (Customer?.Stock ?? AskedStock)
                .OrderBy(item => Asked.Contains(item.ProductId) ? 0 : 1)
                .ThenBy(item => wanted.IndexOf(item.VariantId) is >= 0 and var place ? place : int.MaxValue);
        }
    }

    public bool IsNamed(PanelOrder order) => Named.Contains(order.Id);

    private int Place(long orderId) => Named.Contains(orderId) ? Named.TakeWhile(id => id != orderId).Count() : Named.Count;
}
