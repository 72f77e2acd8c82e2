using System.Globalization;
using System.Resources;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Words;

/// <summary>Writes times in the shop's zone, money and numbers in the language of the request.</summary>
public sealed class Format(CurrentAgent agent, TimeProvider clock, Texts texts)
{
    // The system's own names of countries are in the language of the country, or of the process.
    private static readonly ResourceManager Countries = new("ShopSupport.App.Resources.Countries", typeof(Format).Assembly);

    private const int LongestCalled = 24;

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["JPY"] = "¥",
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["KRW"] = "₩",
        ["TWD"] = "NT$",
    };

    // Signs that several countries share: such an amount is named too where it is not the shop's own.
    private static readonly string[] Shared = ["¥", "$"];

    private static readonly TimeSpan NearEnough = TimeSpan.FromDays(180);

    /// <summary>An amount of minor units with the sign of its currency; where that leaves a doubt, with its name.</summary>
    public string Money(long minor, string currency)
    {
        var exponent = Currency.Exponent(currency);
        var amount = Math.Abs(minor) / (decimal)Math.Pow(10, exponent);
        var digits = amount.ToString("N" + exponent.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentCulture);
        var minus = minor < 0 ? "−" : "";
        var isForeign = agent.Currency is { } own && !string.Equals(own, currency, StringComparison.Ordinal);
        return Signs.TryGetValue(currency, out var sign)
            ? $"{minus}{sign}{digits}{(isForeign && Shared.Contains(sign) ? "\u00a0" + currency : "")}"
            : $"{minus}{digits}\u00a0{currency}";
    }

    /// <summary>A price as Shopify writes it, in the shop's money; as it came where it can't be read.</summary>
    public string Price(string price) => agent.Currency is { } own && decimal.TryParse(price, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
        ? Money((long)(amount * (decimal)Math.Pow(10, Currency.Exponent(own))), own)
        : price;

    /// <summary>A count with the language's grouping.</summary>
    public string Number(long value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A share in whole percents; all of it only when nothing is left.</summary>
    public static string Share(double share) => string.Create(CultureInfo.CurrentCulture, $"{Math.Floor(share * 100):N0}%");

    /// <summary>A day; the year only when it is not this one.</summary>
    public string Day(DateTimeOffset at)
    {
        var local = Local(at);
        return Write(local, local.Year == Local(clock.GetUtcNow()).Year ? "date.day" : "date.day_of_year");
    }

    /// <summary>A day that is near: its year goes without saying.</summary>
    public string Soon(DateTimeOffset at) => (at - clock.GetUtcNow()).Duration() < NearEnough ? Write(Local(at), "date.day") : Day(at);

    /// <summary>A moment in a thread: the time, with the day unless it is today.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = Local(at);
        var time = Write(local, "date.time");
        return (Local(clock.GetUtcNow()).Date - local.Date).Days switch
        {
            0 => texts.Of("date.today_at", time),
            1 => texts.Of("date.yesterday_at", time),
            _ => $"{Day(at)} {time}",
        };
    }

    /// <summary>The time of day.</summary>
    public string Clock(DateTimeOffset at) => Write(Local(at), "date.time");

    /// <summary>Everything about a moment, for the title of a short form.</summary>
    public string Full(DateTimeOffset at) => Write(Local(at), "date.full");

    /// <summary>How long somebody waits already, in one unit.</summary>
    public string Ago(DateTimeOffset at) => Lasting(clock.GetUtcNow() - at);

    /// <summary>When something was last said or is to be done: the time today, the day otherwise.</summary>
    public string When(DateTimeOffset at) => Local(clock.GetUtcNow()).Date == Local(at).Date ? Clock(at) : Day(at);

    /// <summary>How long something lasts already, in one unit.</summary>
    public string Lasting(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => texts["lasting.now"],
        { TotalHours: < 1 } => texts.Of("ago.minutes", (int)time.TotalMinutes),
        { TotalDays: < 1 } => texts.Of("ago.hours", (int)time.TotalHours),
        _ => texts.Of((int)time.TotalDays == 1 ? "ago.day" : "ago.days", (int)time.TotalDays),
    };

    /// <summary>A telephone number as people of the shop's country write it.</summary>
    public string Phone(string number) => PhoneNumberText.Of(number, agent.Country);

    /// <summary>Somebody's name; one who is known by a telephone number only is called by it as people write it.</summary>
    public string Person(string name) => name.Length > 1 && name[0] == '+' && name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0 ? Phone(name) : name;

    /// <summary>Somebody as a sentence speaks of them: a name with its title, a number without, and never so long that it hides the sentence.</summary>
    public string Called(string name)
    {
        var person = Person(name);
        return person.Any(char.IsLetter) ? texts.Of("name.called", person.Length > LongestCalled ? Excerpt.Of(person, LongestCalled) + "…" : person) : person;
    }

    /// <summary>Where somebody lives, roughly; null when nothing is known. The country only when it is not the shop's.</summary>
    public string? Place(string? country, string? province, string? city)
    {
        var state = string.Equals(province, city, StringComparison.OrdinalIgnoreCase) ? null : province;
        return IsEastAsian(country) ? Join(" ", CountryName(country), Together(state, city))
            : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "ja" ? Join("・", CountryName(country), Join(", ", city, state))
            : Join(", ", city, state, CountryName(country));
    }

    /// <summary>A postal address on one line, in the order of its country.</summary>
    public string? Address(string? country, string? zip, string? province, string? city, string? first, string? second) =>
        string.IsNullOrWhiteSpace(first) && string.IsNullOrWhiteSpace(city) ? null
        : IsEastAsian(country) ? Join(" ", string.IsNullOrWhiteSpace(zip) ? null : $"〒{zip}", Together(province, city, first), second, CountryName(country))
        : Join(", ", first, second, city, Join(" ", province, zip), CountryName(country));

    /// <summary>Since when somebody is a customer: years and months, or months, or days.</summary>
    public string CustomerFor(DateTimeOffset since)
    {
        var (from, to) = (Local(since), Local(clock.GetUtcNow()));
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month - (to.Day < from.Day ? 1 : 0);
        return months switch
        {
            >= 12 when months % 12 == 0 => texts.Of("since.years", months / 12),
            >= 12 => texts.Of("since.years_months", months / 12, months % 12),
            >= 1 => texts.Of("since.months", months),
            _ when to.Date <= from.Date => texts["since.today"],
            _ => texts.Of("since.days", (to.Date - from.Date).Days),
        };
    }

    /// <summary>The moment for machines (<c>datetime</c> attributes).</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    // The order from large to small is of the place, not of the reader.
    private bool IsEastAsian(string? country) => (country ?? agent.Country) is "JP" or "CN" or "KR" or "TW";

    // From large to small, without blanks behind signs that need none: Korean and Latin letters do.
    private static string? Together(params string?[] parts) => parts.Where(part => !string.IsNullOrWhiteSpace(part)).Aggregate(
        (string?)null, (text, part) => text is null || text[^1] is >= '\u3005' and <= '\u9fff' ? text + part : $"{text} {part}");

    private string? CountryName(string? country)
    {
        if (country is null || string.Equals(country, agent.Country, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return Countries.GetString(country.ToUpperInvariant(), CultureInfo.CurrentUICulture) ?? country;
    }

    private static string? Join(string between, params string?[] parts) =>
        string.Join(between, parts.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } text ? text : null;

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, agent.Zone);

    private string Write(DateTimeOffset local, string pattern) => local.ToString(texts[pattern], CultureInfo.CurrentCulture);
}
