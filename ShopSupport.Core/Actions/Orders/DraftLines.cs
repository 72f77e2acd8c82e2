using System.Globalization;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>What of an order goes into a draft, and what that comes to.</summary>
/// <param name="Order">The order that is repeated.</param>
/// <param name="Pieces">How many of each line, by Shopify's id; lines whose goods are gone are not among them.</param>
internal sealed record DraftLines(LiveOrder Order, IReadOnlyDictionary<long, int> Pieces)
{
    private static readonly ShopifyDocument Calculate = ShopifyDocument.Load("DraftCalculate");

    /// <summary>The lines that can be repeated.</summary>
    public IEnumerable<LiveLine> Lines => Order.LineItems.Nodes.Where(line => Pieces.ContainsKey(line.Id.Id));

    /// <summary>How many pieces in all.</summary>
    public int Count => Pieces.Values.Sum();

    /// <summary>The choices as a wish keeps them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values => Lines.Select(line => KeyValuePair.Create(Name(line), Pieces[line.Id.Id].ToString(CultureInfo.InvariantCulture)));

    /// <param name="order">The order that is repeated.</param>
    /// <param name="wish">What was chosen.</param>
    /// <param name="offered">How many are offered where nothing was chosen.</param>
    /// <param name="most">How many there can be.</param>
    public static DraftLines Choose(LiveOrder order, ActionWish wish, Func<LiveLine, int> offered, Func<LiveLine, int> most) => new(
        order,
        order.LineItems.Nodes.Where(line => line.Variant is not null && most(line) > 0).ToDictionary(
            line => line.Id.Id, line => (int)Math.Clamp(wish.Find("shown") is null ? offered(line) : wish.Number(Name(line)) ?? 0, 0, most(line))));

    /// <summary>The draft for Shopify.</summary>
    /// <param name="percent">What is taken off all of it.</param>
    /// <param name="note">For the shop.</param>
    /// <param name="tags">Of the draft, and of the order that it becomes.</param>
    public object Input(int percent, string? note, params IReadOnlyList<string> tags) => new
    {
        lineItems = Lines.Where(line => Pieces[line.Id.Id] > 0).Select(line => new { variantId = line.Variant!.Id, quantity = Pieces[line.Id.Id] }),
        purchasingEntity = Order.Customer is { } customer ? new { customerId = customer.Id } : null,
        email = Order.Email,
        note,
        tags,
        appliedDiscount = percent > 0 ? new { value = percent, valueType = "PERCENTAGE" } : null,
        shippingAddress = Order.ShippingAddress is { CountryCodeV2: not null } address ? Address(address) : null,
    };

    /// <summary>What it would come to.</summary>
    public async Task<(LiveSum? Sum, ActionAnswer? Problem)> SumAsync(ActionCalls calls, ShopId shopId, int percent, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<Answer>(shopId, Calculate, new { input = Input(percent, null) }, cancel);
        return (reply.Value?.DraftOrderCalculate?.CalculatedDraftOrder, reply.Problem);
    }

    /// <summary>The lines to choose from, at what they cost today.</summary>
    public LinesField Field(LiveSum? sum, Func<LiveLine, int> most, bool isLimited) => new("lines", [.. Lines.Select(line =>
    {
        var pieces = Pieces[line.Id.Id];
        var unit = sum?.LineItems.FirstOrDefault(one => one.Variant?.Id == line.Variant!.Id)?.OriginalUnitPriceSet.Minor ?? line.OriginalUnitPriceSet.Minor;
        return new LineChoice(Name(line), line.FullTitle, pieces, most(line), unit, unit * pieces, Order.CurrencyCode) { IsLimited = isLimited };
    })])
    { IsBeforeDiscount = true };

    public static string Name(LiveLine line) => string.Create(CultureInfo.InvariantCulture, $"line-{line.Id.Id}");

    private static object Address(LiveAddress address) => new
    {
        address.LastName,
        address.FirstName,
        address.Zip,
        address.ProvinceCode,
        address.City,
        address.Address1,
        address.Address2,
        address.Phone,
        countryCode = address.CountryCodeV2,
    };

    private sealed record Answer
    {
        public Payload? DraftOrderCalculate { get; init; }
    }

    private sealed record Payload
    {
        public LiveSum? CalculatedDraftOrder { get; init; }
    }
}

/// <summary>What a draft would come to.</summary>
internal sealed record LiveSum
{
    public LiveMoney SubtotalPriceSet { get; init; } = new();

    public LiveMoney TotalDiscountsSet { get; init; } = new();

    public LiveMoney TotalPriceSet { get; init; } = new();

    public IReadOnlyList<LiveSumLine> LineItems { get; init; } = [];
}

internal sealed record LiveSumLine
{
    public LiveReference? Variant { get; init; }

    public LiveMoney OriginalUnitPriceSet { get; init; } = new();
}
