using System.Globalization;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>What of an order shall be other than it is.</summary>
internal sealed record EditChoice
{
    public const int MostPieces = 99;
    private const string None = "none";

    private static readonly ShopifyDocument Bought = ShopifyDocument.Load("Bought");
    private static readonly int[] Percents = [5, 10, 15, 20, 30, 50, 100];
    private static readonly int[] Counts = [1, 2, 3, 4, 5, 10];

    public required LiveOrder Order { get; init; }

    /// <summary>What the customer bought before and is not on the order; empty where it was not asked for.</summary>
    public IReadOnlyList<LiveLine> Before { get; init; } = [];

    /// <summary>How many there shall be of each line, by Shopify's id.</summary>
    public required IReadOnlyDictionary<long, int> Pieces { get; init; }

    public LiveLine? Added { get; init; }

    public int AddedPieces { get; init; }

    public LiveLine? Discounted { get; init; }

    public int Percent { get; init; }

    public bool Restocks { get; init; }

    public bool Notifies { get; init; }

    public IEnumerable<LiveLine> Lines => Order.LineItems.Nodes.Where(line => line.CurrentQuantity > 0);

    public IEnumerable<(LiveLine Line, int Quantity)> Changed => Lines.Select(line => (line, Pieces[line.Id.Id])).Where(one => one.line.CurrentQuantity != one.Item2);

    public bool IsNothing => !Changed.Any() && Added is null && Discounted is null;

    /// <summary>Something comes off the order.</summary>
    public bool Removes => Changed.Any(one => one.Quantity < one.Line.CurrentQuantity);

    /// <summary>The choices as a wish keeps them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values =>
    [
        .. Lines.Select(line => KeyValuePair.Create(DraftLines.Name(line), Number(Pieces[line.Id.Id]))),
        new("add", Added is null ? None : Number(Added.Variant!.Id.Id)), new("add_title", Added?.FullTitle ?? ""), new("add_pieces", Number(AddedPieces)),
        new("discount_line", Discounted is null ? None : Number(Discounted.Id.Id)), new("line_percent", Number(Percent)),
        new("restock", Restocks ? "true" : "false"), new("notify", Notifies ? "true" : "false"), new("shown", "true"),
    ];

    public IEnumerable<ActionField> Fields
    {
        get
        {
            yield return new LinesField("lines", [.. Lines.Select(line =>
                new LineChoice(DraftLines.Name(line), line.FullTitle, Pieces[line.Id.Id], MostPieces, line.OriginalUnitPriceSet.Minor, line.OriginalUnitPriceSet.Minor * Pieces[line.Id.Id], Order.CurrencyCode) { IsLimited = false })])
            { IsBeforeDiscount = true };
            if (Before.Count > 0)
            {
                yield return new ChoiceField("add", Added is null ? None : Number(Added.Variant!.Id.Id), [new(None), .. Before.Select(line => new ChoiceOption(Number(line.Variant!.Id.Id), line.FullTitle))]);
            }

            if (Added is not null)
            {
                yield return new ChoiceField("add_pieces", Number(AddedPieces), [.. Counts.Select(one => new ChoiceOption(Number(one), Number(one)))]);
            }

            yield return new ChoiceField("discount_line", Discounted is null ? None : Number(Discounted.Id.Id), [new(None), .. Lines.Select(line => new ChoiceOption(Number(line.Id.Id), line.FullTitle))]);
            if (Discounted is not null)
            {
                yield return new ChoiceField("line_percent", Number(Percent), [.. Percents.Select(one => new ChoiceOption(Number(one), $"{one}%"))]);
            }

            if (Removes)
            {
                yield return new FlagField("restock", Restocks);
            }

            yield return new FlagField("notify", Notifies);
        }
    }

    /// <summary>What changes, a sentence each.</summary>
    public IEnumerable<ActionEffect> Effects =>
    [
        .. Changed.Select(one => one.Quantity == 0
            ? new ActionEffect("edit_removed", one.Line.FullTitle)
            : new ActionEffect("edit_quantity", one.Line.FullTitle, EffectValue.Count(one.Line.CurrentQuantity), EffectValue.Count(one.Quantity))),
        .. Added is null ? Array.Empty<ActionEffect>() : [new("edit_added", Added.FullTitle, EffectValue.Count(AddedPieces))],
        .. Discounted is null ? Array.Empty<ActionEffect>() : [new("edit_discount", Discounted.FullTitle, $"{Percent}%")],
    ];

    public static EditChoice Of(LiveOrder order, ActionWish wish, IReadOnlyList<LiveLine> before)
    {
        var pieces = order.LineItems.Nodes.ToDictionary(line => line.Id.Id, line => (int)Math.Clamp(wish.Number(DraftLines.Name(line)) ?? line.CurrentQuantity, 0, MostPieces));
        return new()
        {
            Order = order,
            Before = before,
            Pieces = pieces,
            Added = before.FirstOrDefault(line => line.Variant!.Id.Id == wish.Number("add")),
            AddedPieces = wish.Number("add_pieces") is { } count && Counts.Contains((int)count) ? (int)count : 1,
            Discounted = order.LineItems.Nodes.FirstOrDefault(line => line.Id.Id == wish.Number("discount_line") && pieces[line.Id.Id] > 0),
            Percent = wish.Number("line_percent") is { } percent && Percents.Contains((int)percent) ? (int)percent : 10,
            Restocks = wish.Flag("restock", otherwise: true),
            Notifies = wish.Flag("notify", otherwise: true),
        };
    }

    /// <summary>What the customer bought lately and is not on the order, each once, the latest first.</summary>
    public static async Task<(IReadOnlyList<LiveLine> Lines, ActionAnswer? Problem)> BoughtAsync(ActionCalls calls, ShopId shopId, long orderId, LiveOrder order, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<Answer>(shopId, Bought, new { id = LiveOrder.IdOf(orderId) }, cancel);
        var held = order.LineItems.Nodes.Where(line => line.CurrentQuantity > 0).Select(line => line.Variant?.Id).ToHashSet();
        return ([.. (reply.Value?.Order?.Customer?.Orders.Nodes ?? []).SelectMany(one => one.LineItems.Nodes).Where(line => line.Variant is not null && !held.Contains(line.Variant.Id)).DistinctBy(line => line.Variant!.Id)], reply.Problem);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Answer
    {
        public BoughtOrder? Order { get; init; }
    }

    private sealed record BoughtOrder
    {
        public Buyer? Customer { get; init; }

        public LiveNodes<LiveLine> LineItems { get; init; } = new();
    }

    private sealed record Buyer
    {
        public LiveNodes<BoughtOrder> Orders { get; init; } = new();
    }
}
