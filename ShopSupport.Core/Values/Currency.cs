using System.Globalization;

namespace ShopSupport.Core.Values;

/// <summary>ISO 4217: which codes there are, and how many decimals each has. Source: https://www.six-group.com/en/products-services/financial-information/data-standards.html (list one).</summary>
public static class Currency
{
    private static readonly HashSet<string> WithoutDecimals =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly HashSet<string> WithThreeDecimals = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    private static readonly HashSet<string> WithTwoDecimals = [.. """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC
        CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JEP
        JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
        NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL
        THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG ZWL
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>True for a code of money in use.</summary>
    public static bool IsKnown(string code) =>
        WithTwoDecimals.Contains(code) || WithoutDecimals.Contains(code) || WithThreeDecimals.Contains(code);

    /// <summary>The number of decimals of one unit: 0 for JPY, 2 for USD, 3 for KWD.</summary>
    /// <exception cref="ArgumentException">The code is not known.</exception>
    public static int Exponent(string code) =>
        WithTwoDecimals.Contains(code) ? 2
        : WithoutDecimals.Contains(code) ? 0
        : WithThreeDecimals.Contains(code) ? 3
        : throw new ArgumentException($"'{code}' is not a currency of ISO 4217.", nameof(code));

    /// <summary>An amount of minor units in whole units with all the currency's decimals, a point before them: <c>1234</c>, <c>12.34</c>.</summary>
    /// <exception cref="ArgumentException">The code is not known.</exception>
    public static string Written(long minor, string code)
    {
        var exponent = Exponent(code);
        return (minor / (decimal)Math.Pow(10, exponent)).ToString("F" + exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>An amount in whole units as minor units, exactly; null when it has more decimals than the currency or is too large.</summary>
    public static long? ToMinor(decimal amount, string code)
    {
        var minor = amount;
        for (var i = Exponent(code); i > 0; i--)
        {
            minor *= 10;
        }

        return decimal.Truncate(minor) == minor && Math.Abs(minor) <= long.MaxValue ? (long)minor : null;
    }
}
