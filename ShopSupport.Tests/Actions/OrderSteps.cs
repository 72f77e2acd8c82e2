using System.Globalization;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Actions;

/// <summary>What an agent chooses in the confirmations of order actions.</summary>
internal static class OrderSteps
{
    /// <summary>An address in Osaka.</summary>
    public static IReadOnlyList<(string Name, string Value)> Address { get; } =
    [
        ("shown", "true"), ("last_name", "高橋"), ("first_name", "美咲"), ("zip", "530-0001"), ("province", "JP-27"), ("city", "大阪市北区"), ("address1", "梅田1-2-3"), ("address2", "901号室"), ("phone", "090-1234-5678"),
    ];

    /// <summary>Another number for an order's first parcel.</summary>
    public static IReadOnlyList<(string Name, string Value)> Tracking(Order order)
    {
        var parcel = order.Fulfillments[0].Id.ToString(CultureInfo.InvariantCulture);
        return [("parcel", parcel), ("of", parcel), ("company", "Yamato (JA)"), ("number", "1234-5678-9012"), ("url", "https://track.example.jp/1234-5678-9012")];
    }

    /// <summary>One piece more of an order's first line.</summary>
    public static IReadOnlyList<(string Name, string Value)> OneMore(Order order) => [Pieces(order, 0, order.Lines[0].CurrentQuantity + 1)];

    /// <summary>So many pieces of a line.</summary>
    public static (string Name, string Value) Pieces(Order order, int line, int pieces) =>
        (string.Create(CultureInfo.InvariantCulture, $"line-{order.Lines[line].Id}"), pieces.ToString(CultureInfo.InvariantCulture));

    /// <summary>One piece of what an order's first parcel held comes back.</summary>
    public static IReadOnlyList<(string Name, string Value)> OneBack(Order order) =>
        [("shown", "true"), (string.Create(CultureInfo.InvariantCulture, $"line-{SentLine.Of(order).First().Id}"), "1"), ("return_reason", "7")];
}
