using ShopSupport.Core.Channels;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Panel;

public sealed class CustomerPanelStoreTests
{
    [OnEachEngine]
    public async Task Money_is_summed_for_each_currency_net_of_refunds_and_without_cancelled_or_test_orders(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);

        var panel = await history.PanelAsync();

        Assert.Equal(["JPY", "USD"], panel!.Spending.Select(s => s.Currency), StringComparer.Ordinal);
        var yen = panel.Spending[0];
        Assert.Equal((2, 8000, 1500, 6500), (yen.Orders, yen.TotalMinor, yen.RefundedMinor, yen.NetMinor));
        Assert.Equal(30, yen.AverageIntervalDays);
        Assert.Equal(2599, panel.Spending[1].NetMinor);
    }

    [OnEachEngine]
    public async Task Orders_come_newest_first_with_lines_parcels_refunds_and_returns(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);

        var panel = await history.PanelAsync();

        Assert.Equal([5, 3, 2, 1], panel!.Orders.Select(o => o.Id));
        var order = panel.Orders[^1];
        Assert.Equal(["青汁 30包", "美容液"], order.Lines.Select(l => l.Title), StringComparer.Ordinal);
        Assert.Equal(("in_transit", "ヤマト運輸"), (order.Shipments[0].Status, order.Shipments[0].TrackingCompany));
        Assert.Equal("https://track.example/1", order.Shipments[0].TrackingUrl);
        Assert.Null(order.Shipments[1].TrackingUrl);
        Assert.Equal("label_printed", order.Shipments[1].Status);
        Assert.Equal(2, order.Shipments.Count);
        Assert.Equal((1500, 1500), (order.RefundedMinor, order.Refunds.Single().AmountMinor));
        Assert.Equal(("#1001-R1", "open"), (order.Returns.Single().Name, order.Returns.Single().Status));
    }

    [OnEachEngine]
    public async Task An_order_that_is_named_by_its_number_is_found_behind_the_newest_whatever_the_shop_writes_around_it(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);
        for (var i = 0; i < CustomerPanel.FirstOrders; i++)
        {
            await history.AddOrderAsync(100 + i, 1000, 0);
        }

        await db.ExecuteAsync("UPDATE orders SET name = 'JP-1001' WHERE shop_id = @ShopId AND id = 1", new { db.ShopId });

        async Task<bool> IsFoundAsync(params string[] names) =>
            (await new CustomerPanelStore(db.Database).FindAsync(db.ShopId, history.CustomerId, new PanelQuestion { Names = names }, CancellationToken.None))!
            .Orders.Any(order => order.Id == 1);
        Assert.False(await IsFoundAsync());
        Assert.False(await IsFoundAsync("#"));
        Assert.True(await IsFoundAsync("#1001"));
        Assert.True(await IsFoundAsync("JP-1001"));
        Assert.True(await IsFoundAsync("#9999", "", "＃１００１"));
    }

    [OnEachEngine]
    public async Task The_parcels_of_an_order_that_is_still_to_be_fetched_stand_by_estimate(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);
        var before = (await history.PanelAsync())!.Orders[^1].Shipments;
        await db.AddAsync("fetch_requests", new { Resource = "order", ResourceId = 1L, Reason = "?", AskedAt = TestClock.Start, Version = 1L, VersionRank = 0L });

        var after = (await history.PanelAsync())!.Orders[^1].Shipments;

        Assert.Equal((2, 0, 2), (before.Count, before.Count(parcel => parcel.IsEstimate), after.Count(parcel => parcel.IsEstimate)));
    }

    [OnEachEngine]
    public async Task Stock_of_what_was_bought_stands_beside_the_orders(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);

        var panel = await history.PanelAsync();

        var item = Assert.Single(panel!.Stock);
        Assert.Equal((501, 7, true, true), (item.VariantId, item.Available, item.IsLow, item.IsBestSeller));
        Assert.Equal([("大阪", 5L), ("東京", 2L)], item.Locations.Select(l => (l.Location, l.Available!.Value)).Order());
    }

    [OnEachEngine]
    public async Task A_subscription_tells_its_payments_skips_and_first_lines(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);

        var panel = await history.PanelAsync();

        Assert.Equal([31, 30], panel!.Subscriptions.Select(s => s.Id));
        var active = panel.Subscriptions[0];
        Assert.Equal((2, 1, 1), (active.Cycles, active.Failures, active.Skipped));
        Assert.Equal(Said.At(-100), active.LastPaidAt);
        Assert.Equal(Said.At(-100).AddMonths(2), active.NextExpectedAt(TimeZoneInfo.Utc, TestClock.Start));
        Assert.Equal(["青汁 30包", "美容液"], active.Lines.Select(l => l.Title), StringComparer.Ordinal);
    }

    [OnEachEngine]
    public async Task A_tag_change_counts_when_it_is_newer_than_the_list(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);
        await db.AddAsync("customer_tag_lists", new { ShopifyCustomerId = 900L, Tags = "VIP, 定期, 古い", Version = 10L, VersionRank = 5L });
        await db.AddAsync("customer_tag_changes", new { ShopifyCustomerId = 900L, Tag = "古い", IsPresent = false, Version = 10L, VersionRank = 6L });
        await db.AddAsync("customer_tag_changes", new { ShopifyCustomerId = 900L, Tag = "新", IsPresent = true, Version = 11L, VersionRank = 0L });
        await db.AddAsync("customer_tag_changes", new { ShopifyCustomerId = 900L, Tag = "VIP", IsPresent = false, Version = 10L, VersionRank = 5L });

        var panel = await history.PanelAsync();

        Assert.Equal(["VIP", "定期", "新"], panel!.Tags, StringComparer.Ordinal);
    }

    [OnEachEngine]
    public async Task Past_conversations_tell_who_answered_and_how_they_ended(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);
        var person = new ChannelPerson("山田", Email: "taro@example.jp", Handle: "U9", IsVerified: true);
        var chat = new Said("c", person, Channel.Line);
        await db.ReceiveAsync(
            chat.ByCustomer(1), chat.ByAgent(2, agent: Said.Mori), chat.Closed(3, "返金"), new Said("c2", person, Channel.Line).ByCustomer(9),
            new Said("m", person).ByCustomer(12, "最後の質問"));
        var newest = await db.FindAsync<ConversationId>("SELECT id FROM conversations WHERE shop_id = @ShopId AND thread_key = 'm'", new { db.ShopId });

        var panel = await history.PanelAsync(except: newest);

        Assert.Equal(Channel.Line, panel!.PrefersChannel);
        Assert.Equal([2, 1], panel.Conversations.Select(c => c.Number));
        Assert.Equal(("返金", "森", ConversationStatus.Closed),
            (panel.Conversations[1].Outcome, panel.Conversations[1].AgentName, panel.Conversations[1].Status));
        Assert.Equal([("line", "U9"), ("mail", "taro@example.jp")], panel.Handles.Select(h => (h.Channel, h.Handle)).Order());
    }

    [OnEachEngine]
    public async Task The_last_answer_is_known_however_many_conversations_came_since(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);
        var person = new ChannelPerson("山田", Email: "taro@example.jp");
        var answered = new Said("0", person);
        await db.ReceiveAsync(answered.ByCustomer(0), answered.ByAgent(1, agent: Said.Mori));
        for (var since = 1; since <= CustomerPanel.FirstConversations; since++)
        {
            await db.ReceiveAsync(new Said($"{since}", person).ByCustomer(10 * since));
        }

        var panel = await history.PanelAsync();

        Assert.Equal(("森", Said.At(1)), (panel!.LastAnswer!.AgentName, panel.LastAnswer.At));
        Assert.Equal((CustomerPanel.FirstConversations, CustomerPanel.FirstConversations + 1), (panel.Conversations.Count, panel.ConversationCount));
        Assert.DoesNotContain(1, panel.Conversations.Select(past => past.Number));
    }

    [OnEachEngine]
    public async Task A_merged_customer_is_shown_as_the_one_who_was_kept_with_everything_of_both(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);
        await db.AddAsync("customers", new { ShopifyId = 901L, LastName = "旧姓" });
        await db.AddAsync("customers", new { ShopifyId = 902L, LastName = "更に前" });
        await MergeAsync(db, 902, into: 901);
        await MergeAsync(db, 901, into: 900);
        await history.AddOrderAsync(77, customer: 902, total: 1000, day: 90);
        var oldest = await db.FindAsync<CustomerId>("SELECT id FROM customers WHERE shop_id = @ShopId AND shopify_id = 902", new { db.ShopId });

        var kept = await history.PanelAsync();
        var merged = await history.PanelAsync(customerId: oldest);

        Assert.Equal((900, "山田"), (merged!.Customer.ShopifyId?.Value, merged.Customer.LastName));
        Assert.Equal(9000, merged.Spending[0].TotalMinor);
        Assert.Equal(kept!.Orders.Select(o => o.Id), merged.Orders.Select(o => o.Id));
        Assert.Contains(77, kept.Orders.Select(o => o.Id));
    }

    [OnEachEngine]
    public async Task Merges_that_run_in_a_circle_still_give_a_panel(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var history = await PurchaseHistory.AddAsync(db);
        await MergeAsync(db, 900, into: 901);
        await MergeAsync(db, 901, into: 900);

        var panel = await history.PanelAsync();

        Assert.Equal(8000, panel!.Spending[0].TotalMinor);
        Assert.Equal(4, panel.Orders.Count);
    }

    [OnEachEngine]
    public async Task A_person_known_only_from_a_channel_has_a_panel_too(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(new Said("x", new ChannelPerson("匿名", Handle: "Ux"), Channel.Line).ByCustomer(1));
        var id = await db.FindAsync<CustomerId>("SELECT id FROM customers WHERE shop_id = @ShopId", new { db.ShopId });

        var panel = await new CustomerPanelStore(db.Database).FindAsync(db.ShopId, id, new PanelQuestion(), CancellationToken.None);

        Assert.Equal((null, "匿名"), (panel!.Customer.ShopifyId?.Value, panel.Customer.LastName));
        Assert.Empty(panel.Orders);
        Assert.Single(panel.Conversations);
        Assert.Null(await new CustomerPanelStore(db.Database).FindAsync(db.ShopId, new CustomerId(id.Value + 1_000_000), new PanelQuestion(), CancellationToken.None));
    }

    private static async Task MergeAsync(TestDatabase db, long deleted, long into)
    {
        await db.AddAsync("customer_merges", new { DeletedId = deleted, KeptId = into, Version = deleted, VersionRank = 0L });
        await db.Database.WriteAsync(
            transaction => CustomerMerges.SetRootAsync(transaction, db.ShopId, new ShopifyCustomerId(deleted), CancellationToken.None), CancellationToken.None);
    }
}
