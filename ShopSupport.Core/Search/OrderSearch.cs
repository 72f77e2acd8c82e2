using System.Text.Json;
using ShopSupport.Core.Orders;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Finds orders by number, by tracking number, and by who bought.</summary>
internal sealed class OrderSearch(Database database)
{
    private const int ShortestTracking = 6;

    // Of the customers that a name finds, the orders of these are looked at.
    private const int MostCustomers = 20;

    private static readonly SqlFile Sql = SqlFile.Load("Search.Search.sql");
    private static readonly SqlText Rows = SqlFile.Load("Search.SearchOrders.sql") is var file ? file["list_orders"].Then(file["list_parts"]) : default;

    /// <param name="customers">Those whom the question names.</param>
    public async Task<Found<FoundOrder>> FindAsync(ShopId shopId, string question, IReadOnlyList<CustomerId> customers, int take, CancellationToken cancel)
    {
        var asked = OrderQuestion.Of(question);
        var (found, isCapped) = await FindHitsAsync(shopId, asked?.Number, customers, cancel);
        if (asked is { Rest.Count: > 0 } && found.Count > 0)
        {
            return await NarrowAsync(shopId, asked.Rest, found, take, cancel);
        }

        return new(
            await ListAsync(shopId, found.Take(take), cancel), Math.Min(found.Count, Found.Cap), isCapped || found.Count >= Found.Cap);
    }

    // Beside a number stands whose the order is, or what was bought. Where that is true of none, the very number says more.
    private async Task<Found<FoundOrder>> NarrowAsync(ShopId shopId, IReadOnlyList<string> rest, List<Hit> found, int take, CancellationToken cancel)
    {
        var rows = await ListAsync(shopId, found.Take(Found.Cap), cancel);
        var narrowed = rows.Where(row => rest.All(word => SearchText.Marks(row.Said, word).Count > 0)).ToList();
        narrowed = narrowed.Count > 0 ? narrowed : [.. rows.Zip(found).Where(pair => pair.Second.IsNamed).Select(pair => pair.First)];
        return new([.. narrowed.Take(take)], narrowed.Count, IsCapped: false);
    }

    private async Task<List<FoundOrder>> ListAsync(ShopId shopId, IEnumerable<Hit> hits, CancellationToken cancel)
    {
        var ids = hits.Select(hit => hit.Id).ToList();
        if (ids.Count == 0)
        {
            return [];
        }

        return await database.QueryManyAsync(
            Rows,
            new { ShopId = shopId, Ids = JsonSerializer.Serialize(ids) },
            async sets =>
            {
                var orders = (await sets.ReadAsync<FoundOrder>()).OrderBy(order => ids.IndexOf(order.Id)).ToList();
                var lines = (await sets.ReadAsync<PanelLine>()).ToLookup(line => line.OrderId);
                var parcels = (await sets.ReadAsync<PanelShipment>()).ToLookup(parcel => parcel.OrderId);
                var returns = (await sets.ReadAsync<PanelReturn>()).ToLookup(back => back.OrderId);
                return orders.ConvertAll(order => order with { Lines = [.. lines[order.Id]], Shipments = [.. parcels[order.Id]], Returns = [.. returns[order.Id]] });
            },
            cancel);
    }

    // The very number first; then what begins like it, and what the customers bought, the newest first.
    private async Task<(List<Hit> Hits, bool IsCapped)> FindHitsAsync(
        ShopId shopId, string? number, IReadOnlyList<CustomerId> customers, CancellationToken cancel)
    {
        var (hits, isCapped) = (new List<Hit>(), false);
        void Add(List<Hit> more)
        {
            hits.AddRange(more);
            isCapped |= more.Count == Found.Cap;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        if (number is not null)
        {
            names = await NamesAsync(shopId, number, cancel);
            foreach (var name in names)
            {
                Add(await BeginningAsync("find_orders_by_number", shopId, name, cancel));
            }

            if (TrackingNumbers.KeyOf(number) is { Length: >= ShortestTracking } tracking)
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

        var ordered = hits.DistinctBy(hit => hit.Id).Select(hit => hit with { IsNamed = names.Contains(hit.Name) || names.Contains(hit.Name.ToUpperInvariant()) })
            .OrderByDescending(hit => hit.IsNamed).ThenByDescending(hit => hit.ProcessedAt).ThenByDescending(hit => hit.Id).ToList();
        return (ordered, isCapped);
    }

    // As Shopify writes them, as it is typed, and as this shop does.
    private async Task<HashSet<string>> NamesAsync(ShopId shopId, string number, CancellationToken cancel)
    {
        var newest = await database.QueryManyAsync(
            Sql["find_newest_number"], new { ShopId = shopId, Never = Instants.BeforeAll }, sets => sets.ReadFirstOrDefaultAsync<string>(), cancel) ?? "";
        var prefix = BeforeDigits(newest);
        // Small letters too: one engine compares them.
        var names = new HashSet<string>(StringComparer.Ordinal) { $"#{number}", number, number.ToLowerInvariant(), prefix + number };
        // Only the shop's own letters may be written another way; others are of something else, a SKU for example.
        if (Letters(BeforeDigits(number)).Equals(Letters(prefix), StringComparison.OrdinalIgnoreCase))
        {
            names.Add(prefix + number[BeforeDigits(number).Length..]);
        }

        return names;
    }

    private static string BeforeDigits(string name) => string.Concat(name.TakeWhile(c => !char.IsAsciiDigit(c)));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

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

        /// <summary>It is called just as was asked.</summary>
        public bool IsNamed { get; init; }
    }
}
