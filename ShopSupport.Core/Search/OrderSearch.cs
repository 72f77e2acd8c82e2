using System.Text.Json;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Finds orders by number, by tracking number, and by who bought.</summary>
internal sealed class OrderSearch(Database database)
{
    private const int LongestNumber = 40;
    private const int ShortestTracking = 6;

    // Of the customers that a name finds, the orders of these are looked at.
    private const int MostCustomers = 20;

    private static readonly SqlFile Sql = SqlFile.Load("Search.Search.sql");
    private static readonly SqlFile Rows = SqlFile.Load("Search.SearchRows.sql");

    /// <param name="customers">Those whom the question names.</param>
    public async Task<Found<FoundOrder>> FindAsync(ShopId shopId, string question, IReadOnlyList<CustomerId> customers, int take, CancellationToken cancel)
    {
        var (found, isCapped) = await FindHitsAsync(shopId, question, customers, cancel);
        if (found.Count == 0)
        {
            return new([], 0, IsCapped: false);
        }

        var shown = found.Take(take).Select(hit => hit.Id).ToList();
        var rows = await database.QueryManyAsync(
            Rows["list_orders"], new { ShopId = shopId, Ids = JsonSerializer.Serialize(shown) }, sets => sets.ReadAsync<FoundOrder>(), cancel);
        return new(
            [.. rows.OrderBy(row => shown.IndexOf(row.Id))],
            Math.Min(found.Count, Found.Cap),
            isCapped || found.Count >= Found.Cap);
    }

    // The very number first; then what begins like it, and what the customers bought, the newest first.
    private async Task<(List<Hit> Hits, bool IsCapped)> FindHitsAsync(
        ShopId shopId, string question, IReadOnlyList<CustomerId> customers, CancellationToken cancel)
    {
        var (hits, isCapped) = (new List<Hit>(), false);
        void Add(List<Hit> more)
        {
            hits.AddRange(more);
            isCapped |= more.Count == Found.Cap;
        }

        var number = NumberIn(question);
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (number is not null)
        {
            names = await NamesAsync(shopId, number, cancel);
            foreach (var name in names)
            {
                Add(await BeginningAsync("find_orders_by_number", shopId, name, cancel));
            }

            foreach (var tracking in new[] { number, number.Replace("-", "", StringComparison.Ordinal) }.Distinct(StringComparer.Ordinal).Where(t => t.Length >= ShortestTracking))
            {
                Add(await BeginningAsync("find_orders_by_tracking", shopId, tracking, cancel));
            }
        }

        if (customers.Count > 0)
        {
            var ids = JsonSerializer.Serialize(customers.Take(MostCustomers).Select(id => id.Value));
            Add(await database.QueryManyAsync(
                Sql["find_orders_of"], new { ShopId = shopId, Ids = ids, Never = Instants.BeforeAll, Most = Found.Cap }, sets => sets.ReadAsync<Hit>(), cancel));
        }

        var ordered = hits.DistinctBy(hit => hit.Id).OrderByDescending(hit => names.Contains(hit.Name) || names.Contains(hit.Name.ToUpperInvariant()))
            .ThenByDescending(hit => hit.ProcessedAt).ThenByDescending(hit => hit.Id).ToList();
        return (ordered, isCapped);
    }

    // A number is asked for without blanks, holds a digit, and may go on: somebody is still typing it.
    private static string? NumberIn(string question)
    {
        var words = SearchText.Terms(question);
        var number = string.Concat(words).TrimStart('#').ToUpperInvariant();
        var isNumber = number.Length is > 0 and <= LongestNumber && number.Any(char.IsAsciiDigit) && number.All(c => char.IsAscii(c) && !char.IsControl(c));
        return isNumber && (words.Count == 1 || number.All(char.IsAsciiDigit)) ? number : null;
    }

    // As Shopify writes them, as it is typed, and as this shop does.
    private async Task<HashSet<string>> NamesAsync(ShopId shopId, string number, CancellationToken cancel)
    {
        var newest = await database.QueryManyAsync(
            Sql["find_newest_number"], new { ShopId = shopId, Never = Instants.BeforeAll }, sets => sets.ReadFirstOrDefaultAsync<string>(), cancel) ?? "";
        var prefix = string.Concat(newest.TakeWhile(c => !char.IsAsciiDigit(c)));
        // Small letters too: one engine compares them.
        return new HashSet<string>(StringComparer.Ordinal)
        {
            $"#{number}", number, number.ToLowerInvariant(), prefix + number, prefix + string.Concat(number.SkipWhile(c => !char.IsAsciiDigit(c))),
        };
    }

    private Task<List<Hit>> BeginningAsync(string block, ShopId shopId, string text, CancellationToken cancel) => database.QueryManyAsync(
        Sql[block],
        new
        {
            ShopId = shopId,
            From = text,
            Until = text + "\uFFFF",
            Begins = LikePattern.Of(text, database) + "%",
            Most = Found.Cap,
        },
        sets => sets.ReadAsync<Hit>(),
        cancel);

    private sealed record Hit
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";

        public DateTimeOffset ProcessedAt { get; init; }
    }
}
