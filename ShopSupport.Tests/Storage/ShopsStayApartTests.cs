using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Storage;

/// <summary>Two shops with the same data: nothing asked or done for one shows or touches the other.</summary>
public sealed class ShopsStayApartTests
{
    private const string Theirs = "他店";

    private static readonly string[] Tables =
    [
        "agents", "conversations", "messages", "conversation_events", "conversation_counts", "customers", "customer_handles", "best_sellers", "shop_events", "orders",
    ];

    [OnEachEngine]
    public async Task What_one_shop_does_leaves_the_other_as_it_was(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var other = await AddTwinsAsync(db);
        var before = await DumpAsync(db, other);
        var inbox = new InboxStore(db.Database);
        var conversations = new ConversationStore(db.Database, db.Clock);
        var agent = await new AgentStore(db.Database, db.Clock).FindOrAddAsync(db.ShopId, "new", "新人", CancellationToken.None);
        var row = await FirstAsync(inbox, db.ShopId);

        await conversations.ReplyAsync(db.ShopId, row.Id, agent.Id, "返信", "k", CancellationToken.None);
        await conversations.NoteAsync(db.ShopId, row.Id, agent.Id, "メモ", "k2", CancellationToken.None);
        await db.ReceiveAsync(Thread.ByCustomer(9), Thread.Closed(10));
        await new BestSellerStore(db.Database, db.Clock).RefreshAsync(db.ShopId, TestClock.Start.AddDays(-99), CancellationToken.None);

        Assert.Equal(before, await DumpAsync(db, other));
    }

    [OnEachEngine]
    public async Task Another_shops_ids_are_not_found(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var other = await AddTwinsAsync(db);
        var inbox = new InboxStore(db.Database);
        var conversations = new ConversationStore(db.Database, db.Clock);
        var theirs = await FirstAsync(inbox, other);
        var ours = await FirstAsync(inbox, db.ShopId);
        var theirAgent = (await new AgentStore(db.Database, db.Clock).ListAsync(other, CancellationToken.None)).Single();

        Assert.Null(await inbox.FindAsync(db.ShopId, theirs.Id, CancellationToken.None));
        Assert.Equal(WriteOutcome.NoConversation, (await conversations.ReplyAsync(db.ShopId, theirs.Id, theirAgent.Id, "?", "k", CancellationToken.None)).Outcome);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => conversations.ReplyAsync(db.ShopId, ours.Id, theirAgent.Id, "?", "k", CancellationToken.None));
        Assert.Null(await new CustomerPanelStore(db.Database).FindAsync(db.ShopId, theirs.CustomerId!.Value, null, CancellationToken.None));
    }

    [OnEachEngine]
    public async Task Every_read_shows_a_shop_its_own_rows_only(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var other = await AddTwinsAsync(db);
        var inbox = new InboxStore(db.Database);
        // The same rows with another name on them, in the other shop only.
        await db.ExecuteAsync("UPDATE products SET title = @Theirs WHERE shop_id = @other", new { other, Theirs });
        await db.ExecuteAsync("UPDATE orders SET total_minor = 777 WHERE shop_id = @other", new { other });
        await db.ExecuteAsync("UPDATE order_lines SET title = @Theirs WHERE shop_id = @other", new { other, Theirs });
        await db.ExecuteAsync("UPDATE locations SET name = @Theirs WHERE shop_id = @other", new { other, Theirs });
        await db.ExecuteAsync("UPDATE conversations SET subject = @Theirs WHERE shop_id = @other", new { other, Theirs });

        var row = await FirstAsync(inbox, db.ShopId);
        var panel = await new CustomerPanelStore(db.Database).FindAsync(db.ShopId, row.CustomerId!.Value, null, CancellationToken.None);
        var stock = await new StockStore(db.Database).FindAsync(db.ShopId, [501], CancellationToken.None);

        Assert.Equal(1, (await inbox.CountAsync(db.ShopId, default, CancellationToken.None)).All);
        Assert.Equal("自店", row.Subject);
        Assert.Equal([8000L, 2599L], panel!.Spending.Select(s => s.TotalMinor));
        Assert.Equal((4, 1, 2), (panel.Orders.Count, panel.Conversations.Count, panel.Orders[^1].Lines.Count));
        Assert.DoesNotContain(panel.Orders.SelectMany(o => o.Lines), l => l.Title.Contains(Theirs, StringComparison.Ordinal));
        Assert.Equal((7, 2), (stock.Single().Available, stock.Single().Locations.Count));
        Assert.Empty(await new StockStore(db.Database).SearchAsync(db.ShopId, Theirs, 9, CancellationToken.None));
    }

    private static readonly Said Thread = new("same", new ChannelPerson("太郎", Email: "taro@example.jp"));

    private static async Task<ShopId> AddTwinsAsync(TestDatabase db)
    {
        var other = await db.AddShopAsync();
        foreach (var shop in new[] { db.ShopId, other })
        {
            await PurchaseHistory.AddAsync(db, shop);
            foreach (var message in new[] { Thread.ByCustomer(1) with { Subject = "自店" }, Thread.ByAgent(2) })
            {
                await db.ReceiveAsync(message, message.SentAt, shop);
            }
        }

        return other;
    }

    private static async Task<ConversationRow> FirstAsync(InboxStore inbox, ShopId shopId) => Assert.Single(
        (await inbox.ListAsync(shopId, InboxView.All, default, null, 9, CancellationToken.None)).Rows);

    private static async Task<string> DumpAsync(TestDatabase db, ShopId shop)
    {
        var dumps = new List<string>();
        foreach (var table in Tables)
        {
            dumps.Add(await db.DumpAsync($"SELECT * FROM {table} WHERE shop_id = @shop ORDER BY 1, 2, 3", new { shop }));
        }

        return string.Join("\n--\n", dumps);
    }
}
