using System.Globalization;

namespace ShopSupport.Simulator.Admin;

/// <summary>
/// What the argument <c>query</c> asks, in Shopify's search syntax: <c>field:value</c>, comparators, quotes, a star at the end,
/// <c>AND</c>, <c>OR</c>, <c>NOT</c> or a minus, parentheses; words without a field. A field that is not known is ignored and
/// noted, as Shopify does. Source: https://shopify.dev/docs/api/usage/search-syntax
/// </summary>
internal sealed class SearchQuery<T>
{
    private readonly SearchFields<T> _fields;
    private readonly List<Term> _required = [];
    private readonly Func<T, bool> _fits;

    private SearchQuery(SearchFields<T> fields, string? text)
    {
        _fields = fields;
        var words = SearchWords.Of(text ?? "");
        var at = 0;
        _fits = words.Count == 0 ? _ => true : Either(words, ref at, isRequired: true);
    }

    /// <summary>Fields that nobody knows here, with what was asked of them.</summary>
    public List<(string Field, string Value)> Unknown { get; } = [];

    public static SearchQuery<T> Read(SearchFields<T> fields, string? text) => new(fields, text);

    public bool Fits(T row) => _fits(row);

    /// <summary>The lowest and the highest key that can fit, where the order is by a time that every row must fit.</summary>
    public (long Low, long High) Bounds(string order)
    {
        var (low, high) = (long.MinValue, long.MaxValue);
        foreach (var term in _required.Where(term => string.Equals(term.Field, order, StringComparison.OrdinalIgnoreCase)))
        {
            var (from, to) = _fields.Span(term.Field, term.Comparator, term.Value);
            (low, high) = (Math.Max(low, from), Math.Min(high, to));
        }

        return (low, high);
    }

    private Func<T, bool> Either(IReadOnlyList<SearchWord> words, ref int at, bool isRequired)
    {
        // Whether a term must hold shows only once it is clear that no OR follows.
        var before = _required.Count;
        var fits = All(words, ref at, isRequired);
        while (at < words.Count && words[at] is { IsQuoted: false, Text: "OR" })
        {
            at++;
            _required.RemoveRange(before, _required.Count - before);
            var (one, other) = (fits, All(words, ref at, isRequired: false));
            fits = row => one(row) || other(row);
        }

        return fits;
    }

    private Func<T, bool> All(IReadOnlyList<SearchWord> words, ref int at, bool isRequired)
    {
        Func<T, bool> fits = _ => true;
        while (at < words.Count && words[at] is not ({ IsQuoted: false, Text: "OR" or ")" }))
        {
            if (words[at] is { IsQuoted: false, Text: "AND" })
            {
                at++;
                continue;
            }

            var (one, other) = (fits, One(words, ref at, isRequired));
            fits = row => one(row) && other(row);
        }

        return fits;
    }

    private Func<T, bool> One(IReadOnlyList<SearchWord> words, ref int at, bool isRequired)
    {
        var word = words[at++];
        if (word is { IsQuoted: false, Text: "NOT" or "-" } && at < words.Count)
        {
            var unwanted = One(words, ref at, isRequired: false);
            return row => !unwanted(row);
        }

        if (word is { IsQuoted: false, Text: "(" })
        {
            var inner = Either(words, ref at, isRequired);
            at++;
            return inner;
        }

        return word.Field is null ? row => _fields.Says(row, word.Text) : Field(word, isRequired);
    }

    private Func<T, bool> Field(SearchWord word, bool isRequired)
    {
        var term = new Term(word.Field!, word.Comparator, word.Text);
        if (!_fields.Knows(term.Field))
        {
            Unknown.Add((term.Field, term.Value));
            return _ => true;
        }

        if (isRequired && _fields.IsTime(term.Field))
        {
            _required.Add(term);
        }

        return row => _fields.Fits(row, term.Field, term.Comparator, term.Value);
    }

    private readonly record struct Term(string Field, string Comparator, string Value);
}

/// <summary>What rows of a kind can be searched by.</summary>
internal sealed class SearchFields<T>
{
    private readonly Dictionary<string, Func<T, DateTimeOffset?>> _times = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<T, IEnumerable<string?>>> _texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<T, long>> _numbers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Which fields words without a field are looked for in.</summary>
    public required Func<T, IEnumerable<string?>> Words { get; init; }

    /// <summary>Fields of which Shopify reads only the day, with the offset that the shop's days have.</summary>
    public IReadOnlyDictionary<string, TimeSpan> ByDay { get; init; } = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);

    public SearchFields<T> Time(string field, Func<T, DateTimeOffset?> of) => With(_times, field, of);

    /// <summary>Texts of which one must be the value, whatever its case.</summary>
    public SearchFields<T> Text(string field, Func<T, IEnumerable<string?>> of) => With(_texts, field, of);

    public SearchFields<T> Number(string field, Func<T, long> of) => With(_numbers, field, of);

    public bool Knows(string field) => IsTime(field) || _texts.ContainsKey(field) || _numbers.ContainsKey(field);

    public bool IsTime(string field) => _times.ContainsKey(field);

    public bool Says(T row, string word) => Words(row).Any(text => text?.Contains(word.TrimEnd('*'), StringComparison.OrdinalIgnoreCase) == true);

    public bool Fits(T row, string field, string comparator, string value)
    {
        if (_times.TryGetValue(field, out var time))
        {
            var (low, high) = Span(field, comparator, value);
            return time(row)?.UtcTicks is { } ticks && ticks >= low && ticks <= high;
        }

        if (_numbers.TryGetValue(field, out var number))
        {
            var has = number(row);
            return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var asked)
                && comparator switch { ">" => has > asked, ">=" => has >= asked, "<" => has < asked, "<=" => has <= asked, _ => has == asked };
        }

        return _texts[field](row).Any(text => text is not null && (value is "*"
            || (value.EndsWith('*') ? text.StartsWith(value[..^1], StringComparison.OrdinalIgnoreCase) : text.Equals(value, StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>The ticks, both included, that a comparison with a time lets through; none where the value is no time.</summary>
    public (long Low, long High) Span(string field, string comparator, string value)
    {
        if (value is "*")
        {
            return (long.MinValue, long.MaxValue);
        }

        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return (0, -1);
        }

        var (from, length) = (at, value.Length <= "2026-01-01".Length ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(1));
        if (ByDay.TryGetValue(field, out var offset))
        {
            (from, length) = (new DateTimeOffset(at.ToOffset(offset).Date, offset), TimeSpan.FromDays(1));
        }

        var (first, last) = (from.UtcTicks, (from + length).UtcTicks - 1);
        return comparator switch
        {
            ">=" => (first, long.MaxValue),
            ">" => (last + 1, long.MaxValue),
            "<=" => (long.MinValue, last),
            "<" => (long.MinValue, first - 1),
            _ => (first, last),
        };
    }

    private SearchFields<T> With<TOf>(Dictionary<string, TOf> known, string field, TOf of)
    {
        known[field] = of;
        return this;
    }
}
