using System.Text.Json;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Orders;

/// <summary>Where statements about orders end up.</summary>
internal static class OrderProjections
{
    private static readonly SqlFile Sql = SqlFile.Load("Orders.Orders.sql");
    private static readonly RowTable<OrderLineRow> Lines = new("order_lines", ["shop_id", "order_id", "id"]);
    private static readonly RowStatement<OrderKey> DeleteLines = new(Sql["delete_lines"]);

    public static IReadOnlyList<IProjection> All { get; } =
    [
        new Projection<OrderRow>("orders", ["id"])
        {
            Before = TellOwnersAsync,
            After = ReplaceLinesAsync,
            Event = row => OfOrder(row.Id)! with { ShopifyCustomerId = row.ShopifyCustomerId },
        },
        new Projection<FulfillmentRow>("fulfillments", ["id"]) { After = TrackingNumbers.ReplaceAsync, Event = row => OfOrder(row.OrderId) },
        new Projection<FulfillmentEventRow>("fulfillment_events", ["id"]) { Event = row => OfOrder(row.OrderId) },
        // Kept for refunds; nothing on a screen is made of it.
        new Projection<OrderTransactionRow>("order_transactions", ["id"]),
        new Projection<RefundRow>("refunds", ["id"]) { Event = row => OfOrder(row.OrderId) },
        new Projection<ReturnRow>("returns", ["id"]) { Event = row => OfOrder(row.OrderId) },
    ];

    /// <summary>The customers of orders.</summary>
    public static Task<Dictionary<long, ShopifyCustomerId>> FindCustomersAsync(
        WriteTransaction transaction, ShopId shopId, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        Owned.FindAsync(transaction, Sql["find_customers"], shopId, ids, cancel);

    private static ShopEvent? OfOrder(long? orderId) =>
        orderId is null ? null : new ShopEvent { Kind = ShopEventKind.Customer, Subject = EventSubject.Order, SubjectId = orderId };

    // An order that is gone says no more whose it was.
    private static async Task TellOwnersAsync(Batch batch, IReadOnlyList<Newer<OrderRow>> orders, CancellationToken cancel)
    {
        foreach (var gone in orders.Where(order => order is { IsNew: false, Row.IsDeleted: true }).GroupBy(order => order.Row.ShopId, order => order.Row))
        {
            var at = gone.ToDictionary(order => order.Id, order => order.GoneAt ?? batch.Now);
            var args = new { ShopId = gone.Key, Ids = JsonSerializer.Serialize(at.Keys) };
            foreach (var order in await batch.Transaction.QueryAsync<GoneOrder>(Sql["find_gone"], args, cancel))
            {
                batch.AddEvent(gone.Key, OfOrder(order.Id)! with { ShopifyCustomerId = order.ShopifyCustomerId });
                batch.Add(gone.Key, Happening.Of(EventSubject.Order, order.Id, HappeningKind.Deleted, "", at[order.Id]) with
                {
                    ShopifyCustomerId = order.ShopifyCustomerId,
                    Name = order.Name,
                });
            }
        }
    }

    // An order's body holds all its lines: what it no longer names is gone.
    private static async Task ReplaceLinesAsync(Batch batch, IReadOnlyList<Newer<OrderRow>> orders, CancellationToken cancel)
    {
        var known = orders.Where(order => !order.IsNew).Select(order => new OrderKey { ShopId = order.Row.ShopId, OrderId = order.Row.Id });
        await DeleteLines.ExecuteAsync(batch.Transaction, [.. known], cancel);
        await Lines.InsertAsync(batch.Transaction, [.. orders.SelectMany(order => order.Row.Lines)], cancel);
    }

    private sealed record GoneOrder
    {
        public long Id { get; init; }

        public ShopifyCustomerId ShopifyCustomerId { get; init; }

        public string Name { get; init; } = "";
    }

    private sealed record OrderKey
    {
        public required ShopId ShopId { get; init; }

        public required long OrderId { get; init; }
    }
}
