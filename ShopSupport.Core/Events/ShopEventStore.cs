using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Events;

/// <summary>The shops' running event lists, read by open screens: "everything after number n".</summary>
public sealed class ShopEventStore(Database database)
{
    // SQL Server takes 2,100 parameters in a statement.
    private const int MostShops = 2000;

    private static readonly SqlFile Sql = SqlFile.Load("Events.ShopEvents.sql");
    private static readonly RowTable<ShopEventRow> Table = new("shop_events", ["shop_id", "seq"]);

    /// <summary>Appends events inside a transaction; their numbers are taken there, so that none is ever missing.</summary>
    public static Task AddAsync(
        WriteTransaction transaction, ShopId shopId, IReadOnlyCollection<ShopEvent> events, DateTimeOffset now, CancellationToken cancel) =>
        AddAsync(transaction, [(shopId, events)], now, cancel);

    /// <summary>Appends the events of several shops: one statement a shop takes the numbers, one adds all rows.</summary>
    /// <exception cref="InvalidOperationException">There is no such shop.</exception>
    public static async Task AddAsync(
        WriteTransaction transaction, IEnumerable<(ShopId ShopId, IReadOnlyCollection<ShopEvent> Events)> shops, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = new List<ShopEventRow>();
        foreach (var (shopId, events) in shops.Where(shop => shop.Events.Count > 0).OrderBy(shop => shop.ShopId.Value))
        {
            var last = await transaction.FindAsync<long?>(Sql["take_numbers"], new { ShopId = shopId, events.Count }, cancel)
                ?? throw new InvalidOperationException($"There is no shop {shopId}.");
            rows.AddRange(events.Select((e, i) => Row(shopId, last - events.Count + 1 + i, e, now)));
        }

        await Table.InsertAsync(transaction, rows, cancel);
    }

    /// <summary>The number of the shop's newest event; 0 before the first.</summary>
    public Task<long> LastNumberAsync(ShopId shopId, CancellationToken cancel) =>
        database.FindAsync<long>(Sql["last_number"], new { ShopId = shopId }, cancel);

    /// <summary>The newest numbers of several shops, in one query.</summary>
    public async Task<IReadOnlyDictionary<ShopId, long>> LastNumbersAsync(IReadOnlyCollection<ShopId> shopIds, CancellationToken cancel)
    {
        var numbers = new Dictionary<ShopId, long>(shopIds.Count);
        foreach (var some in shopIds.Chunk(MostShops))
        {
            foreach (var last in await database.QueryAsync<LastNumber>(Sql["last_numbers"], new { ShopIds = some.Select(id => id.Value) }, cancel))
            {
                numbers[last.ShopId] = last.Seq;
            }
        }

        return numbers;
    }

    /// <summary>Events numbered above <paramref name="after"/>, in order, at most <paramref name="take"/>.</summary>
    public Task<List<ShopEvent>> ListAfterAsync(ShopId shopId, long after, int take, CancellationToken cancel) =>
        database.QueryAsync<ShopEvent>(Sql["list_after"], new { ShopId = shopId, After = after, Take = take }, cancel);

    private static ShopEventRow Row(ShopId shopId, long seq, ShopEvent e, DateTimeOffset now) => new()
    {
        ShopId = shopId,
        Seq = seq,
        Kind = e.Kind.ToKey(),
        ShopifyCustomerId = e.ShopifyCustomerId,
        ConversationId = e.ConversationId,
        SubjectId = e.SubjectId,
        OccurredAt = now,
        TraceParent = e.TraceParent ?? Measures.TraceParent,
    };

    private sealed record LastNumber
    {
        public ShopId ShopId { get; init; }

        public long Seq { get; init; }
    }

    private sealed record ShopEventRow
    {
        public required ShopId ShopId { get; init; }

        public required long Seq { get; init; }

        public required string Kind { get; init; }

        public ShopifyCustomerId? ShopifyCustomerId { get; init; }

        public ConversationId? ConversationId { get; init; }

        public long? SubjectId { get; init; }

        public required DateTimeOffset OccurredAt { get; init; }

        public string? TraceParent { get; init; }
    }
}
