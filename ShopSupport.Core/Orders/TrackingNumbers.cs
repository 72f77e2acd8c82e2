using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Orders;

/// <summary>The numbers that parcels are found by, each a row: a fulfilment may be several parcels.</summary>
internal static class TrackingNumbers
{
    private const int Longest = 80;

    private static readonly SqlFile Sql = SqlFile.Load("Orders.Tracking.sql");
    private static readonly RowTable<TrackingRow> Rows = new("tracking_numbers", ["shop_id", "tracking_key", "fulfillment_id"]);
    private static readonly RowStatement<FulfillmentKey> Forget = new(Sql["forget"]);

    /// <summary>A number as it is compared: letters and digits of ASCII, in great letters. Carriers and people part it as they like.</summary>
    public static string KeyOf(string number)
    {
        var key = string.Concat(SearchText.Fold(number).Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return key.Length <= Longest ? key : key[..Longest];
    }

    /// <summary>What the newer statements about fulfilments say takes the place of what was said before.</summary>
    public static async Task ReplaceAsync(Batch batch, IReadOnlyList<Newer<FulfillmentRow>> fulfillments, CancellationToken cancel)
    {
        var known = fulfillments.Where(one => !one.IsNew).Select(one => new FulfillmentKey { ShopId = one.Row.ShopId, FulfillmentId = one.Row.Id });
        await Forget.ExecuteAsync(batch.Transaction, [.. known], cancel);
        await Rows.InsertAsync(
            batch.Transaction,
            [.. fulfillments.SelectMany(one => Of(one.Row.ShopId, one.Row.Id, one.Row.OrderId, one.Row.TrackingNumber, one.Row.MoreTracking))],
            cancel);
    }

    /// <summary>Adds the numbers of the fulfilments with ids above <paramref name="after"/>. Returns the id to go on from; null when there are no more.</summary>
    public static async Task<long?> AddMissingAsync(WriteTransaction transaction, ShopId shopId, long after, int take, CancellationToken cancel)
    {
        var found = await transaction.QueryAsync<Listed>(Sql["list_after"], new { ShopId = shopId, After = after, Take = take }, cancel);
        await Rows.UpsertAsync(
            transaction, [.. found.SelectMany(row => Of(shopId, row.Id, row.OrderId, row.TrackingNumber, row.MoreTracking))], cancel);
        return found.Count == 0 ? null : found[^1].Id;
    }

    private static IEnumerable<TrackingRow> Of(ShopId shopId, long fulfillment, long order, string? first, string? more) =>
        $"{first}\n{more}".Split('\n').Select(KeyOf).Where(key => key.Length > 0).Distinct(StringComparer.Ordinal)
            .Select(key => new TrackingRow { ShopId = shopId, TrackingKey = key, FulfillmentId = fulfillment, OrderId = order });

    private sealed record TrackingRow
    {
        public required ShopId ShopId { get; init; }

        public required string TrackingKey { get; init; }

        public required long FulfillmentId { get; init; }

        public required long OrderId { get; init; }
    }

    private sealed record FulfillmentKey
    {
        public required ShopId ShopId { get; init; }

        public required long FulfillmentId { get; init; }
    }

    private sealed record Listed
    {
        public long Id { get; init; }

        public long OrderId { get; init; }

        public string? TrackingNumber { get; init; }

        public string? MoreTracking { get; init; }
    }
}
