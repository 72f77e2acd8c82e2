using System.Globalization;
using System.Text.Json;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>
/// One JSON object of a body, read strictly: what is there must be of the documented type, and every refusal names its
/// place. Ids stay 64-bit integers: they are never read as floating point.
/// </summary>
internal readonly struct Payload
{
    private readonly JsonElement _element;
    private readonly string _place;

    public Payload(JsonElement element, string place)
    {
        _place = place;
        _element = element;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Refuse(place.Length == 0 ? ProblemKind.NotAnObject : ProblemKind.WrongType, place);
        }
    }

    /// <summary>True when the body holds nothing but ids: Shopify leaves the rest out when it is too large.</summary>
    public bool HoldsOnlyIds => _element.EnumerateObject().All(p => p.Name is "id" or "admin_graphql_api_id");

    public bool Has(string name) => Find(name) is not null;

    /// <summary>
    /// The resource's own id. Its global id (<c>gid://shopify/Order/1</c>) is text and cannot have been rounded by
    /// anything on the way, so it wins over the number beside it.
    /// </summary>
    public long OwnId() => GlobalId("admin_graphql_api_id") ?? OptionalId("id") ?? throw Refuse(ProblemKind.NoId, At("id"));

    public long Id(string name) => OptionalId(name) ?? throw Refuse(ProblemKind.Missing, At(name));

    public long? OptionalId(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var id) => id,
            JsonValueKind.String when ParseId(Raw(value, name)) is { } id => id,
            _ => throw Refuse(ProblemKind.NoId, At(name)),
        };
    }

    /// <summary>The number at the end of a global id; null when the field is absent or is no global id.</summary>
    public long? GlobalId(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value
            && Raw(value, name) is { } text
            && text.StartsWith("gid://shopify/", StringComparison.Ordinal)
            ? ParseId(text)
            : null;

    /// <summary>Text cut to <paramref name="most"/> characters; null when absent. Numbers and booleans count as text.</summary>
    public string? Text(string name, int most)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => Raw(value, name),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw Refuse(ProblemKind.WrongType, At(name)),
        };
        return Cut(text, most);
    }

    /// <summary>At most so many characters of a text, as its column holds; no surrogate pair is torn.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    public string RequiredText(string name, int most) => Text(name, most) ?? throw Refuse(ProblemKind.Missing, At(name));

    public int? Number(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw Refuse(ProblemKind.WrongType, At(name));
    }

    public long? LongNumber(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : throw Refuse(ProblemKind.WrongType, At(name));
    }

    public bool? Flag(string name) => Find(name)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Refuse(ProblemKind.WrongType, At(name)),
    };

    public string Currency(string name)
    {
        var code = RequiredText(name, 10).ToUpperInvariant();
        return Values.Currency.IsKnown(code) ? code : throw Refuse(ProblemKind.NoCurrency, At(name));
    }

    public long Money(string name, string currency) =>
        OptionalMoney(name, currency) ?? throw Refuse(ProblemKind.Missing, At(name));

    public long? OptionalMoney(string name, string currency) =>
        Decimal(name) is { } amount
            ? Values.Currency.ToMinor(amount, currency) ?? throw Refuse(ProblemKind.NoAmount, At(name))
            : null;

    /// <summary>A decimal number, as text or as number; null when absent.</summary>
    public decimal? Decimal(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => Raw(value, name),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Refuse(ProblemKind.NoAmount, At(name)),
        };
        // Amounts beyond 10^15 units do not exist; the bound keeps minor units inside 64 bits.
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && Math.Abs(amount) < 1_000_000_000_000_000m
            ? amount
            : throw Refuse(ProblemKind.NoAmount, At(name));
    }

    public DateTimeOffset? Instant(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && Instants.Parse(Raw(value, name)) is { } instant
            ? instant
            : throw Refuse(ProblemKind.NoTime, At(name));
    }

    public Payload? Child(string name) => Find(name) is { } value ? new Payload(value, At(name)) : null;

    public IEnumerable<Payload> Children(string name)
    {
        if (Find(name) is not { } value)
        {
            yield break;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Refuse(ProblemKind.WrongType, At(name));
        }

        var i = 0;
        foreach (var item in value.EnumerateArray())
        {
            yield return new Payload(item, string.Create(CultureInfo.InvariantCulture, $"{At(name)}[{i++}]"));
        }
    }

    /// <summary>A sum over an array's objects; refused where it is no sum of real things.</summary>
    public long Sum(string name, Func<Payload, long> part, long most = 1_000_000_000_000_000_000)
    {
        var sum = 0m;
        foreach (var child in Children(name))
        {
            sum += part(child);
        }

        return Math.Abs(sum) <= most ? (long)sum : throw Refuse(ProblemKind.NoAmount, At(name));
    }

    /// <summary>Texts of an array, or of one text with commas; absent is empty.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => Raw(value, name).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            JsonValueKind.Array => [.. TextItems(value, name)],
            _ => throw Refuse(ProblemKind.WrongType, At(name)),
        };
    }

    public DeliveryProblemException Refusal(ProblemKind kind, string name) => Refuse(kind, At(name));

    private static DeliveryProblemException Refuse(ProblemKind kind, string place) => new(new DeliveryProblem(kind, place));

    private static long? ParseId(string text) =>
        long.TryParse(text.AsSpan(text.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private IEnumerable<string> TextItems(JsonElement array, string name)
    {
        foreach (var item in array.EnumerateArray())
        {
            yield return item.ValueKind == JsonValueKind.String ? Raw(item, name) : throw Refuse(ProblemKind.WrongType, At(name));
        }
    }

    private JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Raw(JsonElement value, string name)
    {
        try
        {
            return PlainText.Of(value.GetString());
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON's grammar allows what is no text.
            throw Refuse(ProblemKind.WrongType, At(name));
        }
    }

    private string At(string name) => _place.Length == 0 ? name : $"{_place}.{name}";
}
