using System.Globalization;

namespace ShopSupport.Simulator.Demo;

/// <summary>The carriers a demo shop sends with, their numbers, and the pages where they show a parcel: three at home, one for abroad.</summary>
internal static class DemoCarriers
{
    public const int Abroad = 3;

    private static readonly string[] InJapan = ["ヤマト運輸", "佐川急便", "日本郵便", "日本郵便"];
    private static readonly string[] InJapanForEnglish = ["Yamato Transport", "Sagawa Express", "Japan Post", "Japan Post"];
    private static readonly string[] InAmerica = ["UPS", "USPS", "FedEx", "DHL Express"];

    public static string Name(DemoCountry shop, int carrier, bool isEnglish) =>
        (shop.IsEnglish ? InAmerica : isEnglish ? InJapanForEnglish : InJapan)[carrier];

    public static string Tracking(DemoCountry shop, int carrier, int number)
    {
        var serial = 39_000_000_000L + (number * 7919L % 9_000_000_000L);
        return (shop.IsEnglish, carrier) switch
        {
            (true, 0) => string.Create(CultureInfo.InvariantCulture, $"1Z999AA1{serial % 10_000_000_000L:0000000000}"),
            (true, 1) => string.Create(CultureInfo.InvariantCulture, $"94001{serial:00000000000000000}"),
            (true, 2) => string.Create(CultureInfo.InvariantCulture, $"7{serial:00000000000}"),
            (true, _) => string.Create(CultureInfo.InvariantCulture, $"{serial % 10_000_000_000L:0000000000}"),
            (false, Abroad) => string.Create(CultureInfo.InvariantCulture, $"EJ{100_000_000 + (number * 7919L % 800_000_000)}JP"),
            // The carriers' twelve-digit numbers end in the rest by seven; EMS has a form of its own.
            (false, _) => string.Create(CultureInfo.InvariantCulture, $"{serial}{serial % 7}"),
        };
    }

    public static string Url(DemoCountry shop, int carrier, string tracking, bool isEnglish) => (shop.IsEnglish, carrier) switch
    {
        (true, 0) => $"https://www.ups.com/track?tracknum={tracking}",
        (true, 1) => $"https://tools.usps.com/go/TrackConfirmAction?tLabels={tracking}",
        (true, 2) => $"https://www.fedex.com/fedextrack/?trknbr={tracking}",
        (true, _) => $"https://www.dhl.com/us-en/home/tracking.html?tracking-id={tracking}",
        (false, 0) => $"https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id={tracking}",
        (false, 1) => $"https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo={tracking}",
        (false, _) => $"https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={tracking}&locale={(isEnglish ? "en" : "ja")}",
    };
}
