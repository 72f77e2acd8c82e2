using System.Globalization;

namespace ShopSupport.Simulator.Demo;

/// <summary>The customers. The first of them are the cast: people whose conversations stand at the top of the inbox.</summary>
internal sealed class DemoPeople
{
    private const string JapaneseMail = "example.jp";
    private const string EnglishMail = "example.com";

    private readonly DemoOptions _options;
    private readonly string[][] _home;
    private readonly string[][] _abroad;
    private readonly PeopleTexts _texts = DemoTexts.People();

    public DemoPeople(DemoOptions options)
    {
        _options = options;
        _home = [.. _texts.Abroad.Where(place => string.Equals(place[0], options.Country.Code, StringComparison.Ordinal))];
        _abroad = [.. _texts.Abroad.Except(_home)];
        var all = DemoTexts.Cast(options.IsEnglish);
        var cast = all.Where(one => !one.IsStranger).ToList();
        Strangers = [.. all.Where(one => one.IsStranger).Select(one => (one, Stranger(one)))];
        Cast = [.. cast.Take(Math.Min((options.Customers + 1) / 2, Math.Min(options.Orders, options.Conversations)))];
        Customers = [.. Enumerable.Range(0, options.Customers).Select(Customer)];
    }

    /// <summary>The cast that fits into this size of shop; <see cref="Customers"/> begins with them, in this order.</summary>
    public IReadOnlyList<CastTexts> Cast { get; }

    public IReadOnlyList<DemoCustomer> Customers { get; }

    /// <summary>People who write to the shop, and whom it does not know.</summary>
    public IReadOnlyList<(CastTexts Texts, DemoCustomer Person)> Strangers { get; }

    /// <summary>A customer who need not be among <see cref="Customers"/>: as many as one likes can be had, one by one.</summary>
    public DemoCustomer At(int index) => index < Customers.Count ? Customers[index] : Customer(index);

    private bool IsEnglish(CastTexts cast) => cast.Language is null ? _options.IsEnglish : cast.Language is "en";

    private DemoCustomer Stranger(CastTexts texts) => new()
    {
        Index = -1,
        Id = 0,
        Shop = _options.Country,
        IsStranger = true,
        IsEnglish = IsEnglish(texts),
        LastName = texts.Last,
        FirstName = texts.First,
        Email = texts.Mail,
        Phone = texts.Phone,
        LineId = "",
        Address = Home(DemoRandom.For(_options.Seed, "stranger"), IsEnglish(texts)),
        Tags = [],
        Appetite = 0,
        KnownDays = 0,
    };

    private DemoCustomer Customer(int index)
    {
        var random = DemoRandom.For(_options.Seed, "customer", index);
        var cast = index < Cast.Count ? Cast[index] : null;
        var isEnglish = cast is null ? random.Chance(_options.IsEnglish ? 95 : 8) : IsEnglish(cast);
        var isAbroad = cast?.IsAbroad ?? (isEnglish && random.Chance(_options.IsEnglish ? 12 : 85));
        var (last, first, mail) = cast is null ? Name(random, index, isEnglish) : (cast.Last, cast.First, cast.Mail);
        var address = cast?.Place is { } place ? Elsewhere(place, random) : isAbroad ? Elsewhere(random.Pick(_abroad), random) : Home(random, isEnglish);
        var kind = random.Weighted(15, 38, 40, 7);
        return new()
        {
            Index = index,
            Id = DemoIds.Of(DemoIds.Customer, index + 1),
            Shop = _options.Country,
            LastName = last,
            FirstName = first,
            IsEnglish = isEnglish,
            Email = mail,
            Phone = random.Chance(88) || cast is not null ? Phone(index, address) : null,
            LineId = string.Create(CultureInfo.InvariantCulture, $"U{DemoRandom.For(_options.Seed, "line", index).Below(int.MaxValue):x8}{index:x24}"),
            Address = address,
            Tags = cast is { Tags.Length: > 0 } ? cast.Tags : Tags(random),
            Note = cast?.About,
            Appetite = kind switch { 0 => 14, 1 => 5, 2 => 1, _ => 0 },
            KnownDays = Math.Max(60, (int)(1095 * Math.Sqrt(random.Share()))),
        };
    }

    private (string Last, string First, string Mail) Name(DemoRandom random, int index, bool isEnglish)
    {
        var domain = isEnglish || random.Chance(25) ? EnglishMail : JapaneseMail;
        if (isEnglish)
        {
            var (last, first) = (random.Pick(_texts.EnglishFamilies), random.Pick(_texts.EnglishGiven));
            return (last, first, string.Create(CultureInfo.InvariantCulture, $"{first}.{last}{index}@{domain}").ToLowerInvariant());
        }

        var (family, given) = (random.Pick(_texts.Families), random.Pick(_texts.Given));
        return (family[0], given[0], string.Create(CultureInfo.InvariantCulture, $"{given[1]}.{family[1]}{index}@{domain}"));
    }

    private DemoAddress Home(DemoRandom random, bool isEnglish)
    {
        if (_options.IsEnglish)
        {
            return Elsewhere(random.Pick(_home), random);
        }

        var place = random.Pick(_texts.Places);
        var zip = place[3] + random.Below((int)Math.Pow(10, 8 - place[3].Length)).ToString(CultureInfo.InvariantCulture).PadLeft(8 - place[3].Length, '0');
        var street = string.Create(CultureInfo.InvariantCulture, $"{place[4]}{random.Between(1, 5)}-{random.Between(1, 28)}-{random.Between(1, 19)}");
        var building = random.Chance(45)
            ? string.Create(CultureInfo.InvariantCulture, $"{random.Pick(_texts.Buildings)}{random.Between(1, 9)}0{random.Between(1, 6)}")
            : null;
        return new("JP", isEnglish ? "Japan" : "日本", zip, place[0], place[1], place[2], street, building);
    }

    private static DemoAddress Elsewhere(string[] place, DemoRandom random)
    {
        var street = string.Create(CultureInfo.InvariantCulture, $"{random.Between(11, 980)} {place[6]}");
        return new(place[0], place[1], place[5], place[3], place[4], place[2], street, random.Chance(40) ? $"Apt {random.Between(1, 60)}" : null);
    }

    // Numbers that no carrier gives out: 0x0-0000-xxxx in Japan, 555-01xx in North America, 07700 900xxx in Britain.
    private string? Phone(int index, DemoAddress address) => address.Country switch
    {
        "JP" when index < 30_000 => string.Create(CultureInfo.InvariantCulture, $"+81{90 - (index / 10_000 * 10)}0000{index % 10_000:0000}"),
        "US" or "CA" => NorthAmerican(index),
        "GB" when index < 1000 => string.Create(CultureInfo.InvariantCulture, $"+447700900{index:000}"),
        _ => null,
    };

    private string? NorthAmerican(int index)
    {
        var areas = _texts.Abroad.Select(place => place[7]).Where(area => area.Length > 0).ToArray();
        return index / 100 < areas.Length
            ? string.Create(CultureInfo.InvariantCulture, $"+1{areas[index / 100]}55501{index % 100:00}")
            : null;
    }

    private string[] Tags(DemoRandom random)
    {
        var tags = _options.IsEnglish ? _texts.TagsEn : _texts.TagsJa;
        return random.Weighted(65, 25, 10) switch
        {
            0 => [],
            1 => [random.Pick(tags)],
            _ => [.. Enumerable.Range(0, 2).Select(_ => random.Pick(tags)).Distinct(StringComparer.Ordinal)],
        };
    }
}
