using System.Globalization;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;
using static ShopSupport.Tests.Sync.SyncedShop;

namespace ShopSupport.Tests.Orders;

public sealed class OrderTopicsTests
{
    [OnEachEngine]
    public async Task An_order_becomes_its_row_its_lines_and_its_customer(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var more = """
            ,"shipping_lines":[{"price":"550"},{"price":"110"}],"shipping_address":{"city":"札幌市","province":"北海道"},"test":false,
             "order_status_url":"https://tea.example/o/1","cancelled_at":null
            """;

        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/create", Order(lines: Line(11) + "," + Line(12, "990", 1), more: more)));

        Assert.Equal(
            (OrderId, CustomerId, "#1001", "JPY", 3960L, 660L, "置き配で"),
            await shop.FindAsync<(long, long, string, string, long, long, string)>("id, shopify_customer_id, name, currency, total_minor, shipping_minor, note", "orders"));
        Assert.Equal(
            ("paid", null, "定期, 新規", "札幌市", "北海道", "https://tea.example/o/1"),
            await shop.FindAsync<(string, string?, string, string, string, string)>(
                "financial_status, fulfillment_status, tags, ship_city, ship_province, status_url", "orders"));
        Assert.Equal(Noon, await shop.FindAsync<DateTimeOffset>("processed_at", "orders"));
        Assert.Equal(
            (0, ProductId, ProductId + 2, "青汁 30包", "AO-30", 2, 1, 1980L),
            await shop.FindAsync<(int, long, long, string, string, int, int, long)>(
                "position, product_id, variant_id, title, sku, quantity, current_quantity, price_minor", "order_lines", "id = 11"));
        Assert.Equal((1, 990L), await shop.FindAsync<(int, long)>("position, price_minor", "order_lines", "id = 12"));
        Assert.Equal("aoi@example.jp", await shop.FindAsync<string>("email", "customers", $"shopify_id = {CustomerId}"));
    }

    [OnEachEngine]
    public async Task Money_is_kept_exactly_in_the_decimals_of_its_currency(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        foreach (var (id, total, currency, minor) in new[]
        {
            (1L, "3960", "JPY", 3960L), (2L, "3960.00", "JPY", 3960L), (3L, "1.234", "KWD", 1234L), (4L, "12.34", "USD", 1234L),
            (5L, "0.00", "USD", 0L), (6L, "-5.5", "EUR", -550L), (7L, "90071992547409.93", "USD", 9_007_199_254_740_993L),
        })
        {
            Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/create", Order(id, total: total, currency: currency)));
            Assert.Equal(minor, await shop.FindAsync<long?>("total_minor", "orders", string.Create(CultureInfo.InvariantCulture, $"id = {id}")));
        }
    }

    [OnEachEngine]
    public async Task A_rounded_number_gives_way_to_the_global_id(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var rounded = Order().Replace("\"id\":9007199254740993", "\"id\":9007199254740992", StringComparison.Ordinal);

        await shop.ApplyAsync("orders/create", rounded);

        Assert.Equal(OrderId, await shop.FindAsync<long>("id", "orders"));
    }

    [OnEachEngine]
    public async Task An_older_statement_changes_nothing(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/updated", Order(minute: 9, total: "500", lines: Line(12)), 9));
        Assert.Equal(DeliveryOutcome.Stale, await shop.ApplyAsync("orders/create", Order(minute: 0, total: "900", lines: Line(11)), 0));

        Assert.Equal(500, await shop.FindAsync<long>("total_minor", "orders"));
        Assert.Equal(12, await shop.FindAsync<long>("MIN(id)", "order_lines"));
        Assert.Equal(1, await shop.CountAsync("order_lines"));
    }

    [OnEachEngine]
    public async Task A_newer_order_drops_the_lines_it_no_longer_names(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        await shop.ApplyAsync("orders/create", Order(lines: Line(11) + "," + Line(12)));

        await shop.ApplyAsync("orders/updated", Order(minute: 1, lines: Line(12, "880") + "," + Line(13)), 1);

        Assert.Equal([12L, 13L], await shop.Db.QueryAsync<long>("SELECT id FROM order_lines WHERE shop_id = @ShopId ORDER BY id", new { shop.Db.ShopId }));
        Assert.Equal(880, await shop.FindAsync<long>("price_minor", "order_lines", "id = 12"));
    }

    [OnEachEngine]
    public async Task A_deleted_order_stays_deleted_whatever_comes_late(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        await shop.ApplyAsync("orders/create", Order(lines: Line(11)));

        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/delete", Gone(OrderId), 1));
        Assert.Equal(DeliveryOutcome.Stale, await shop.ApplyAsync("orders/delete", Gone(OrderId), 2));
        await shop.ApplyAsync("orders/updated", Order(minute: 30, lines: Line(11)), 30);

        Assert.True(await shop.FindAsync<bool>("is_deleted", "orders"));
        Assert.Equal(0, await shop.CountAsync("order_lines"));
    }

    [OnEachEngine]
    public async Task A_delete_before_the_first_word_of_an_order_leaves_a_tombstone(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("orders/delete", Gone(OrderId));
        await shop.ApplyAllAsync(shop.Delivery("orders/updated", Order(minute: 3, lines: Line(11)), 3), shop.Delivery("orders/create", Order(lines: Line(11))));

        Assert.True(await shop.FindAsync<bool>("is_deleted", "orders"));
        Assert.Equal(0, await shop.CountAsync("order_lines"));
    }

    [OnEachEngine]
    public async Task A_guest_order_has_no_customer(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/create", Order(customer: "null")));
        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/create", """{"id":2,"currency":"JPY","total_price":"1"}"""));

        Assert.Null(await shop.FindAsync<long?>("shopify_customer_id", "orders", $"id = {OrderId}"));
        Assert.Equal(0, await shop.CountAsync("customers"));
        Assert.Equal(1, await shop.CountAsync("orders", "id = 2 AND total_minor = 1"));
    }

    [OnEachEngine]
    public async Task An_order_of_2000_lines_keeps_them_all(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("orders/create", Order(lines: string.Join(',', Enumerable.Range(1, 2000).Select(i => Line(i)))));

        Assert.Equal(2000, await shop.CountAsync("order_lines", $"order_id = {OrderId}"));
        Assert.Equal(1999, await shop.FindAsync<int>("position", "order_lines", "id = 2000"));
    }

    [OnEachEngine]
    public async Task A_line_that_an_order_names_twice_is_stored_once_as_it_stands_first(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var lines = $"{Line(7, quantity: 2)},{Line(8)},{Line(7, quantity: 5)}";

        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/create", Order(lines: lines)));
        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/updated", Order(minute: 1, lines: lines), 1));

        Assert.Equal((2, 2), (await shop.CountAsync("order_lines"), await shop.FindAsync<int>("quantity", "order_lines", "id = 7")));
    }

    [OnEachEngine]
    public async Task An_edited_order_is_to_be_fetched(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync("orders/edited", $$$"""{"order_edit":{"id":3,"order_id":{{{OrderId}}}}}"""));

        Assert.Equal(("order", OrderId), await shop.FindAsync<(string, long)>("resource, resource_id", "fetch_requests"));
        Assert.Equal(0, await shop.CountAsync("orders"));
    }

    [Theory]
    [InlineData("example string")]
    [InlineData("")]
    [InlineData("1,000")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    [InlineData("10.5")]
    [InlineData("１０００")]
    [InlineData("99999999999999999999")]
    public async Task An_amount_that_cannot_be_read_parks_the_order_and_is_never_stored_as_0(string amount)
    {
        await using var shop = await OpenAsync(DatabaseProvider.Sqlite);
        var delivery = shop.Delivery("orders/create", Order(total: amount));

        Assert.Equal(DeliveryOutcome.Dead, await shop.ApplyAsync(delivery));

        Assert.Equal(0, await shop.CountAsync("orders"));
        Assert.Equal("NoAmount total_price", (await shop.OutcomeAsync(delivery.WebhookId)).Reason);
    }
}
