using System.Text.Json;
using ShopSupport.Core.Orders;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;
using static ShopSupport.Tests.Sync.SyncedShop;

namespace ShopSupport.Tests.Orders;

public sealed class ParcelAndRefundTests
{
    [OnEachEngine]
    public async Task A_parcel_keeps_its_tracking_and_its_newest_state(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("fulfillments/update", Fulfillment(20, "delivered"), 20);
        Assert.Equal(DeliveryOutcome.Stale, await shop.ApplyAsync("fulfillments/create", Fulfillment(10), 10));

        Assert.Equal(
            (FulfillmentId, OrderId, "delivered", "ヤマト運輸", "1234-5678", "https://track.example/1234-5678", "1234-5689", LocationId),
            (await shop.Db.QueryAsync<Parcel>("SELECT * FROM fulfillments WHERE shop_id = @ShopId", new { shop.Db.ShopId }))
                .Select(p => (p.Id, p.OrderId, p.ShipmentStatus, p.TrackingCompany, p.TrackingNumber, p.TrackingUrl, p.MoreTracking, p.LocationId)).Single());
    }

    [OnEachEngine]
    public async Task A_parcel_inside_an_order_yields_to_its_own_statement_of_the_same_time(DatabaseProvider engine)
    {
        foreach (var isOrderFirst in new[] { true, false })
        {
            await using var shop = await OpenAsync(engine);
            var order = shop.Delivery("orders/fulfilled", Order(more: $",\"fulfillments\":[{Fulfillment(10, "confirmed")}]"), 11);
            var own = shop.Delivery("fulfillments/update", Fulfillment(10, "delivered"), 10);

            await shop.ApplyAllAsync(isOrderFirst ? [order, own] : [own, order]);

            Assert.Equal("delivered", await shop.FindAsync<string>("shipment_status", "fulfillments"));
        }
    }

    [OnEachEngine]
    public async Task What_happens_to_a_parcel_is_kept_and_a_withdrawn_event_stays_withdrawn(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("fulfillment_events/create", FulfillmentEvent(71), 12);
        await shop.ApplyAsync("fulfillment_events/delete", $$"""{"id":72,"order_id":{{OrderId}}}""", 14);
        await shop.ApplyAsync("fulfillment_events/create", FulfillmentEvent(72, 13), 13);

        Assert.Equal(
            (OrderId, FulfillmentId, "out_for_delivery", false),
            await shop.FindAsync<(long, long, string, bool)>("order_id, fulfillment_id, status, is_deleted", "fulfillment_events", "id = 71"));
        Assert.Equal(Noon.AddMinutes(12), await shop.FindAsync<DateTimeOffset>("happened_at", "fulfillment_events", "id = 71"));
        Assert.True(await shop.FindAsync<bool>("is_deleted", "fulfillment_events", "id = 72"));
    }

    [OnEachEngine]
    public async Task A_refund_counts_only_money_that_really_went_back(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("refunds/create", Refund(1), 5);
        await shop.ApplyAsync("refunds/create", Refund(2, "1.500", "KWD"), 5);

        Assert.Equal(
            ("JPY", 1980L, 3, "破損", OrderId),
            await shop.FindAsync<(string, long, int, string, long)>("currency, amount_minor, quantity, note, order_id", "refunds", "id = 1"));
        Assert.Equal(("KWD", 1500L), await shop.FindAsync<(string, long)>("currency, amount_minor", "refunds", "id = 2"));
    }

    [OnEachEngine]
    public async Task A_refund_is_one_row_whether_it_comes_alone_or_inside_its_order(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("orders/updated", Order(minute: 6, more: $",\"refunds\":[{Refund()}]"), 6);
        await shop.ApplyAsync("refunds/create", Refund(), 5);
        await shop.ApplyAsync("orders/updated", Order(minute: 7, more: $",\"refunds\":[{Refund()}]"), 7);

        Assert.Equal((1, 1980L), await shop.FindAsync<(int, long)>("COUNT(*), SUM(amount_minor)", "refunds"));
    }

    [OnEachEngine]
    public async Task A_transaction_keeps_its_amount_and_gateway(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("order_transactions/create", Transaction());

        Assert.Equal(
            (RefundId, OrderId, "sale", "success", "paypay", "JPY", 3960L),
            await shop.FindAsync<(long, long, string, string, string, string, long)>("id, order_id, kind, status, gateway, currency, amount_minor", "order_transactions"));
    }

    [Theory]
    [InlineData("\"amount\":\"3960\"", "\"amount\":null")]
    [InlineData("\"amount\":\"3960\"", "\"amount\":\"example string\"")]
    [InlineData("\"currency\":\"JPY\"", "\"currency\":5")]
    [InlineData("\"processed_at\":\"2026", "\"processed_at\":\"example 2026")]
    public async Task A_transaction_that_cannot_be_read_is_left_out_and_parks_nothing(string from, string to)
    {
        await using var shop = await OpenAsync(DatabaseProvider.Sqlite);
        Assert.Contains(from, Transaction(), StringComparison.Ordinal);

        Assert.Equal(DeliveryOutcome.Stale, await shop.ApplyAsync("order_transactions/create", Transaction().Replace(from, to, StringComparison.Ordinal)));

        Assert.Equal(0, await shop.CountAsync("order_transactions"));
    }

    [Fact]
    public async Task An_order_is_kept_when_one_of_its_transactions_cannot_be_read()
    {
        await using var shop = await OpenAsync(DatabaseProvider.Sqlite);
        const string Node = """
            {"id":"gid://shopify/Order/5","name":"#1005","currencyCode":"JPY","updatedAt":"2026-10-20T11:00:00Z","totalPriceSet":{"shopMoney":{"amount":"10"}},
             "transactions":[{"id":"gid://shopify/OrderTransaction/1","kind":"SALE","amountSet":null},{"id":"gid://shopify/OrderTransaction/2","kind":"SALE","amountSet":{"shopMoney":{"amount":"10"}}}]}
            """;
        var changes = new Changes(Source.Read(shop.Db.Clock.GetUtcNow(), default), shop.Db.ShopId);

        using var json = JsonDocument.Parse(Node);
        OrderNodes.Read(new Payload(json.RootElement, ""), changes);

        Assert.Single(changes.All.OfType<OrderRow>());
        Assert.Equal([2L], changes.All.OfType<OrderTransactionRow>().Select(row => row.Id));
    }

    [OnEachEngine]
    public async Task A_transaction_tells_no_open_panel(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("order_transactions/create", Transaction());

        Assert.Equal(0, await shop.CountAsync("shop_events"));
    }

    [OnEachEngine]
    public async Task A_return_follows_the_order_in_which_things_happened(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("returns/close", Return("CLOSED"), 9);
        await shop.ApplyAsync("returns/approve", Return("open"), 5);
        await shop.ApplyAsync("returns/request", Return("requested"), 1);
        Assert.Equal((81L, OrderId, "closed", 2), await shop.FindAsync<(long, long, string, int)>("id, order_id, status, quantity", "returns"));

        await shop.ApplyAsync("returns/reopen", Return("open"), 10);
        await shop.ApplyAsync("returns/update", """{"id":82,"admin_graphql_api_id":"gid://shopify/Return/82"}""", 11);

        Assert.Equal("open", await shop.FindAsync<string>("status", "returns", "id = 81"));
        Assert.Equal("return", await shop.FindAsync<string>("resource", "fetch_requests", "resource_id = 82"));
    }

    [Theory]
    [InlineData("refunds/create", "\"amount\":\"1980\"", "\"amount\":\"example string\"", "NoAmount transactions[0].amount")]
    [InlineData("refunds/create", "\"currency\":\"JPY\"", "\"currency\":\"XXX\"", "NoCurrency transactions[0].currency")]
    [InlineData("fulfillments/update", "\"updated_at\":\"2026", "\"updated_at\":\"example 2026", "NoTime updated_at")]
    public async Task What_cannot_be_read_is_parked_with_its_place(string topic, string from, string to, string reason)
    {
        await using var shop = await OpenAsync(DatabaseProvider.Sqlite);
        var body = topic switch { "refunds/create" => Refund(), _ => Fulfillment() };
        Assert.Contains(from, body, StringComparison.Ordinal);
        var delivery = shop.Delivery(topic, body.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(DeliveryOutcome.Dead, await shop.ApplyAsync(delivery));

        Assert.Equal(reason, (await shop.OutcomeAsync(delivery.WebhookId)).Reason);
        Assert.Equal(0, await shop.CountAsync("refunds") + await shop.CountAsync("fulfillments"));
    }

    private sealed record Parcel
    {
        public long Id { get; init; }

        public long OrderId { get; init; }

        public string ShipmentStatus { get; init; } = "";

        public string TrackingCompany { get; init; } = "";

        public string TrackingNumber { get; init; } = "";

        public string TrackingUrl { get; init; } = "";

        public string MoreTracking { get; init; } = "";

        public long LocationId { get; init; }
    }
}
