using System.Globalization;

namespace ShopSupport.Simulator.Demo;

/// <summary>A place where goods lie.</summary>
internal sealed record DemoLocation(string Name, string City, string Province);

/// <summary>What of a demo shop depends on its country. Amounts are in minor units of its currency.</summary>
internal sealed record DemoCountry
{
    public static readonly DemoCountry Japan = new()
    {
        Domain = DemoOptions.ShopDomain,
        IsEnglish = false,
        Code = "JP",
        Name = "健康堂",
        Site = "kenkodo.example.jp",
        Mail = "desk@example.jp",
        Currency = "JPY",
        ForeignCurrency = "USD",
        Zone = "Asia/Tokyo",
        Locations = [new("東京倉庫", "江東区", "東京都"), new("大阪倉庫", "大阪市住之江区", "大阪府")],
        Off = 500,
        OffCode = "KENKO500",
        FreeFrom = 5500,
        Shipping = 550,
        ShippingAbroad = 2800,
    };

    public static readonly DemoCountry America = new()
    {
        Domain = DemoOptions.EnglishShopDomain,
        IsEnglish = true,
        Code = "US",
        Name = "Kenko-do",
        Site = "kenkodo.example.com",
        Mail = "desk@example.com",
        Currency = "USD",
        ForeignCurrency = "EUR",
        Zone = "America/Los_Angeles",
        Locations = [new("Portland warehouse", "Portland", "Oregon"), new("Newark warehouse", "Newark", "New Jersey")],
        Off = 500,
        OffCode = "KENKO5",
        FreeFrom = 4500,
        Shipping = 595,
        ShippingAbroad = 1900,
    };

    public required string Domain { get; init; }

    public required bool IsEnglish { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Site { get; init; }

    public required string Mail { get; init; }

    public required string Currency { get; init; }

    /// <summary>What some buyers abroad pay in.</summary>
    public required string ForeignCurrency { get; init; }

    public required string Zone { get; init; }

    public required DemoLocation[] Locations { get; init; }

    /// <summary>What the discount code takes off.</summary>
    public required int Off { get; init; }

    public required string OffCode { get; init; }

    /// <summary>From what amount on shipping is free.</summary>
    public required int FreeFrom { get; init; }

    public required int Shipping { get; init; }

    public required int ShippingAbroad { get; init; }

    public static DemoCountry Of(bool isEnglish) => isEnglish ? America : Japan;

    /// <summary>That moment by the shop's clock.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Zone));

    /// <summary>The price here of what costs so many yen in Japan: dollars are whole ones.</summary>
    public int Price(int yen) => IsEnglish ? Dollars(yen) : yen;

    /// <summary>An amount of the shop's currency in the foreign one.</summary>
    public int InForeign(int amount) => IsEnglish ? amount * 92 / 100 : Dollars(amount);

    /// <summary>An amount as people write it.</summary>
    public static string Say(int amount, string currency, bool isEnglish)
    {
        var exponent = Core.Values.Currency.Exponent(currency);
        var digits = (amount / (decimal)Math.Pow(10, exponent)).ToString($"N{exponent}", CultureInfo.InvariantCulture);
        return (currency, isEnglish) switch
        {
            ("JPY", false) => $"{digits}円",
            ("USD", false) => $"{digits}ドル",
            ("EUR", false) => $"{digits}ユーロ",
            ("JPY", true) => $"¥{digits}",
            ("EUR", true) => $"€{digits}",
            _ => $"${digits}",
        };
    }

    private static int Dollars(int yen) => (yen + 70) / 145 * 100;
}
