using ShopSupport.Core.Channels;
using ShopSupport.Core.Insights;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Insights;

public sealed class ParcelTroubleTests
{
    [OnEachEngine]
    public async Task Each_order_counts_once_under_the_worst_that_happened_to_its_parcels(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await ShipAsync(db, 1, "failure", day: 9);
        await ShipAsync(db, 1, "in_transit", day: 9);
        await ShipAsync(db, 2, "attempted_delivery", day: 1);
        await ShipAsync(db, 3, "delayed", day: 1);
        await ShipAsync(db, 4, "in_transit", day: 6);
        await ShipAsync(db, 5, "in_transit", day: 4);
        await ShipAsync(db, 6, "delivered", day: 40);

        var counts = await CountAsync(db);

        Assert.Equal(
            new Dictionary<ParcelTrouble, long> { [ParcelTrouble.Failed] = 1, [ParcelTrouble.Attempted] = 1, [ParcelTrouble.Delayed] = 1, [ParcelTrouble.Quiet] = 1 },
            counts);
    }

    [OnEachEngine]
    public async Task The_carriers_newest_word_counts_and_any_word_ends_the_quiet(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var arrived = await ShipAsync(db, 1, "failure", day: 20);
        await HearAsync(db, 1, arrived, "failure", day: 15);
        await HearAsync(db, 1, arrived, "delivered", day: 2);
        var moved = await ShipAsync(db, 2, "in_transit", day: 20);
        await HearAsync(db, 2, moved, "in_transit", day: 3);
        var failed = await ShipAsync(db, 3, "in_transit", day: 20);
        await HearAsync(db, 3, failed, "failure", day: 10);
        var quiet = await ShipAsync(db, 4, "out_for_delivery", day: 20);
        await HearAsync(db, 4, quiet, "out_for_delivery", day: 8);
        await HearAsync(db, 4, quiet, "delivered", day: 7, isDeleted: true);

        var parcels = await new DeskFigures(db.Database, db.Clock).ListParcelTroublesAsync(db.ShopId, 9, CancellationToken.None);

        Assert.Equal([("#3", ParcelTrouble.Failed, 10), ("#4", ParcelTrouble.Quiet, 8)], parcels.Select(p => (p.OrderName, p.Trouble, (TestClock.Start - p.HeardAt).Days)));
        Assert.Equal(("failure", "123"), (parcels[0].Status, parcels[0].TrackingNumber));
    }

    [OnEachEngine]
    public async Task What_no_order_waits_for_is_no_trouble(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await ShipAsync(db, 1, "failure", day: 61);
        await ShipAsync(db, 2, "failure", day: 1, status: "cancelled");
        await ShipAsync(db, 3, shipmentStatus: null, day: 30);
        await ShipAsync(db, 4, "failure", day: 1, order: new { CancelledAt = TestClock.Start });
        await ShipAsync(db, 5, "failure", day: 1, order: new { IsTest = true });
        await ShipAsync(db, 6, "failure", day: 1, order: new { IsDeleted = true });
        await ShipAsync(db, 7, "failure", day: 1, shop: await db.AddShopAsync());

        Assert.Empty(await CountAsync(db));
        Assert.Empty(await new DeskFigures(db.Database, db.Clock).ListParcelTroublesAsync(db.ShopId, 9, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task Each_parcel_names_whose_it_is_what_is_in_it_and_the_newest_conversation(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);
        var other = await PurchaseHistory.AddAsync(db, await db.AddShopAsync());
        var person = new ChannelPerson("山田", Email: "taro@example.jp");
        await db.ReceiveAsync(new Said("old", person).ByCustomer(1), new Said("new", person).ByCustomer(9), new Said("second", person).ByCustomer(5));
        // Merged into the one who wrote.
        await history.AddOrderAsync(7, 100, 9, customer: 901);
        await db.AddAsync("customer_merges", new { DeletedId = 901L, KeptId = 900L, RootId = 900L, Version = 1L, VersionRank = 0L });
        await history.AddOrderAsync(8, 100, 9, customer: 12345);
        foreach (var (order, day) in new[] { (1L, 6), (7L, 7), (8L, 8) })
        {
            await ShipAsync(db, order, "in_transit", day, isOrderThere: true);
        }

        await db.AddAsync("fetch_requests", new { Resource = "order", ResourceId = 7L, Reason = "?", AskedAt = TestClock.Start, Version = 1L, VersionRank = 0L });
        await db.AddAsync("fetch_requests", new { Resource = "return", ResourceId = 1L, Reason = "?", AskedAt = TestClock.Start, Version = 1L, VersionRank = 0L });
        var figures = new DeskFigures(db.Database, db.Clock);
        var parcels = await figures.ListParcelTroublesAsync(db.ShopId, 9, CancellationToken.None);

        var newest = await db.FindAsync<ConversationId>("SELECT id FROM conversations WHERE shop_id = @ShopId AND thread_key = 'new'", new { db.ShopId });
        Assert.Equal(
            [("#1001", "山田", "青汁 30包", 2, newest, false), ("#1007", "山田", null, 0, newest, true), ("#1008", null, null, 0, (ConversationId?)null, false)],
            parcels.Select(p => (p.OrderName, p.LastName, p.Title, p.Lines, p.ConversationId, p.IsEstimate)));
        Assert.Equal(1, await figures.CountAwaitedOrdersAsync(db.ShopId, CancellationToken.None));
        Assert.NotEqual(default, other.CustomerId);
    }

    private static Task<IReadOnlyDictionary<ParcelTrouble, long>> CountAsync(TestDatabase db) =>
        new DeskFigures(db.Database, db.Clock).CountParcelTroublesAsync(db.ShopId, CancellationToken.None);

    internal static async Task<long> ShipAsync(
        TestDatabase db, long orderId, string? shipmentStatus, int day, string status = "success", object? order = null, ShopId? shop = null, bool isOrderThere = false)
    {
        var id = (orderId * 1000) + await db.FindAsync<long>("SELECT COUNT(*) FROM fulfillments WHERE shop_id = @ShopId AND order_id = @orderId", new { ShopId = shop ?? db.ShopId, orderId });
        if (id % 1000 == 0 && !isOrderThere)
        {
            await AddOrderAsync(db, orderId, order, shop);
        }

        await db.AddAsync(
            "fulfillments",
            new { Id = id, OrderId = orderId, Status = status, ShipmentStatus = shipmentStatus, TrackingCompany = "ヤマト運輸", TrackingNumber = "123", ShippedAt = TestClock.Start.AddDays(-day), Version = 1L, VersionRank = 0L },
            shop);
        return id;
    }

    private static Task AddOrderAsync(TestDatabase db, long id, object? order, ShopId? shop) => db.AddAsync(
        "orders",
        new
        {
            Id = id,
            Name = $"#{id}",
            Currency = "JPY",
            TotalMinor = 1L,
            SubtotalMinor = 1L,
            DiscountMinor = 0L,
            ShippingMinor = 0L,
            TaxMinor = 0L,
            CancelledAt = order?.GetType().GetProperty("CancelledAt")?.GetValue(order) as DateTimeOffset?,
            ProcessedAt = TestClock.Start.AddDays(-70),
            IsTest = order?.GetType().GetProperty("IsTest") is not null,
            IsDeleted = order?.GetType().GetProperty("IsDeleted") is not null,
            Version = 1L,
            VersionRank = 0L,
        },
        shop);

    private static async Task HearAsync(TestDatabase db, long orderId, long parcel, string word, int day, bool isDeleted = false) => await db.AddAsync(
        "fulfillment_events",
        new { Id = (parcel * 100) + day, FulfillmentId = parcel, OrderId = orderId, Status = word, HappenedAt = TestClock.Start.AddDays(-day), IsDeleted = isDeleted, Version = 1L, VersionRank = 0L });
}
