using System.Globalization;

namespace ShopSupport.Webhooks.Demo;

/// <summary>The carriers the demo shop sends with, their numbers, and the pages where they show a parcel.</summary>
internal static class DemoCarriers
{
    public const int Yamato = 0;
    public const int Sagawa = 1;
    public const int Post = 2;
    public const int Ems = 3;

    public static string Name(int carrier, bool isEnglish) => (carrier, isEnglish) switch
    {
        (Yamato, false) => "ヤマト運輸",
        (Yamato, true) => "Yamato Transport",
        (Sagawa, false) => "佐川急便",
        (Sagawa, true) => "Sagawa Express",
        (_, false) => "日本郵便",
        (_, true) => "Japan Post",
    };

    public static string Tracking(int carrier, int number)
    {
        // The carriers' twelve-digit numbers end in the rest by seven; EMS has a form of its own.
        var serial = 39_000_000_000L + (number * 7919L % 9_000_000_000L);
        return carrier == Ems
            ? string.Create(CultureInfo.InvariantCulture, $"EJ{100_000_000 + (number * 7919L % 800_000_000)}JP")
            : string.Create(CultureInfo.InvariantCulture, $"{serial}{serial % 7}");
    }

    public static string Url(int carrier, string tracking, bool isEnglish) => carrier switch
    {
        Yamato => $"https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id={tracking}",
        Sagawa => $"https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo={tracking}",
        _ => $"https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={tracking}&locale={(isEnglish ? "en" : "ja")}",
    };
}
