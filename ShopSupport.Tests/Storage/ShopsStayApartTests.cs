using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Reconcile;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Actions;
using ShopSupport.Tests.Import;
using ShopSupport.Tests.Storage.TSql;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;
using ShopSupport.Tests.Work;

namespace ShopSupport.Tests.Storage;

/// <summary>Two shops with the same data: nothing asked or done for one shows or touches the other.</summary>
[Collection(nameof(WorkDesk))]
public sealed class ShopsStayApartTests
{
    private const string Theirs = "他店";

    [OnEachEngine]
    public async Task What_one_shop_does_leaves_the_other_as_it_was(DatabaseProvider engine)
    {
        await using var shop = await SyncedShop.OpenAsync(engine);
        var db = shop.Db;
        var other = await AddTwinsAsync(db);
        var otherDomain = (await db.FindAsync<string>("SELECT domain FROM shops WHERE id = @other", new { other }))!;
        await DeliverAsync(shop, otherDomain, round: 1);
        await DeliverAsync(shop, shop.Domain, round: 1);
        await new BestSellerStore(db.Database, db.Clock).RefreshAsync(other, TestClock.Start.AddDays(-99), CancellationToken.None);
        var (theirs, ours) = (await DumpAsync(db, other), await DumpAsync(db, db.ShopId));

        await DeliverAsync(shop, shop.Domain, round: 2);
        await DeliverAsync(shop, shop.Domain, round: 0);
        await AnswerAsync(db);

        var theirsAfter = await DumpAsync(db, other);
        Assert.All(Tables.OfShops, table => Assert.Equal(theirs[table], theirsAfter[table]));
        // Where a table is empty there, or nothing is done to it here, nothing was shown.
        var oursAfter = await DumpAsync(db, db.ShopId);
        var empty = Tables.OfShops.Where(table => theirs[table].Length == 0).ToList();
        Assert.True(empty.Count == 0, $"The other shop has nothing in {string.Join(", ", empty)}.");
        var idle = Tables.OfShops.Where(table => string.Equals(ours[table], oursAfter[table], StringComparison.Ordinal)).ToList();
        Assert.True(idle.Count == 0, $"Nothing is done to {string.Join(", ", idle)}.");
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
        var theirAgent = await db.FindAsync<AgentId>("SELECT id FROM agents WHERE shop_id = @other", new { other });

        Assert.Null(await inbox.FindAsync(db.ShopId, theirs.Id, default, InboxStore.MessagesShown, CancellationToken.None));
        Assert.Equal(WriteOutcome.NoConversation, (await conversations.ReplyAsync(db.ShopId, theirs.Id, theirAgent, "?", "k", seen: null, CancellationToken.None)).Outcome);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => conversations.ReplyAsync(db.ShopId, ours.Id, theirAgent, "?", "k", seen: null, CancellationToken.None));
        Assert.Null(await new CustomerPanelStore(db.Database).FindAsync(db.ShopId, theirs.CustomerId!.Value, new PanelQuestion(), CancellationToken.None));
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
        var panel = await new CustomerPanelStore(db.Database).FindAsync(db.ShopId, row.CustomerId!.Value, new PanelQuestion(), CancellationToken.None);
        var stock = await new StockStore(db.Database).FindAsync(db.ShopId, [501], CancellationToken.None);

        Assert.Equal(1, (await inbox.CountAsync(db.ShopId, default, CancellationToken.None)).All);
        Assert.Equal("自店", row.Subject);
        Assert.Equal([8000L, 2599L], panel!.Spending.Select(s => s.TotalMinor));
        Assert.Equal((4, 1, 2), (panel.Orders.Count, panel.Conversations.Count, panel.Orders[^1].Lines.Count));
        Assert.DoesNotContain(panel.Orders.SelectMany(o => o.Lines), l => l.Title.Contains(Theirs, StringComparison.Ordinal));
        Assert.Equal((7, 2), (stock.Single().Available, stock.Single().Locations.Count));
        Assert.Empty((await new StockStore(db.Database).SearchAsync(db.ShopId, Theirs, 9, CancellationToken.None)).Rows);
    }

    private static readonly Said Thread = new("same", new ChannelPerson("太郎", Email: "taro@example.jp"));

    private static async Task<ShopId> AddTwinsAsync(TestDatabase db)
    {
        var other = await db.AddShopAsync();
        foreach (var shop in new[] { db.ShopId, other })
        {
            await PurchaseHistory.AddAsync(db, shop);
            await AddWorkAsync(db, shop, day: 1);
            await Access(db).LeaseAsync(shop, 0, CancellationToken.None);
            await OpenOutsideAsync(db, shop);
            await ReadAsync(db, shop, day: 1);
            await ImportSteps.AskAsync(db, shop);
            await new FirstSteps(db.Database, db.Clock).HideAsync(shop, default, isHidden: true, CancellationToken.None);
            foreach (var message in new[] { Thread.ByCustomer(1) with { Subject = "自店" }, Thread.ByAgent(2) })
            {
                await db.ReceiveAsync(message, message.SentAt, shop);
            }

            var row = await FirstAsync(new InboxStore(db.Database), shop);
            await ActAsync(db, shop, row.Id, row.AssigneeId!.Value, day: 1);
            await AskSteps.AskAsync(db, shop, row.AssigneeId!.Value);
            await LimitAsync(db, shop, days: 1);
        }

        return other;
    }

    private static async Task<ConversationRow> FirstAsync(InboxStore inbox, ShopId shopId) => Assert.Single(
        (await inbox.ListAsync(shopId, InboxView.All, default, null, 9, CancellationToken.None)).Rows);

    /// <summary>One delivery of every kind, with values of its own for each round; those of round 0 delete where something can be deleted.</summary>
    private static async Task DeliverAsync(SyncedShop shop, string domain, int round)
    {
        var privacy = $$"""{"shop_id":1,"shop_domain":"{{domain}}","customer":{"id":{{Payloads.CustomerId}}},"orders_requested":[]}""";
        var deliveries = History.OfEachKind(minute: round == 0 ? 3 : round, value: round).Deliveries(shop).Append(shop.Delivery("customers/data_request", privacy, id: "privacy"))
            .Select(delivery => delivery with { ShopDomain = domain, WebhookId = $"{round}-{delivery.WebhookId}" }).ToArray();
        await shop.ApplyAllAsync(deliveries);
        // Once more: repetitions are noted too.
        await shop.ApplyAllAsync(deliveries[0]);
    }

    private static async Task AnswerAsync(TestDatabase db)
    {
        var inbox = new InboxStore(db.Database);
        var conversations = new ConversationStore(db.Database, db.Clock);
        var agent = await new AgentStore(db.Database, db.Clock).FindOrAddAsync(db.ShopId, "new", "新人", CancellationToken.None);
        var row = await FirstAsync(inbox, db.ShopId);
        await conversations.ReplyAsync(db.ShopId, row.Id, agent.Id, "返信", "k", seen: null, CancellationToken.None);
        await conversations.NoteAsync(db.ShopId, row.Id, agent.Id, "メモ", "k2", CancellationToken.None);
        await ActAsync(db, db.ShopId, row.Id, agent.Id, day: 2);
        await AskSteps.SendAllAsync(db, db.ShopId);
        await LimitAsync(db, db.ShopId, days: 2);
        await db.ReceiveAsync(Thread.ByCustomer(9), Thread.Closed(10));
        await db.ReceiveAsync(new Said("new", new ChannelPerson("花子", Email: "hanako@example.jp")).ByCustomer(11));
        await new BestSellerStore(db.Database, db.Clock).RefreshAsync(db.ShopId, TestClock.Start.AddDays(-99), CancellationToken.None);
        await AddWorkAsync(db, db.ShopId, day: 2);
        await ReadAsync(db, db.ShopId, day: 2);
        await ImportSteps.TakeAllAsync(db);
        await OpenOutsideAsync(db, db.ShopId);
        await new FirstSteps(db.Database, db.Clock).HideAsync(db.ShopId, default, isHidden: false, CancellationToken.None);
        await Access(db).NoteAsync(db.ShopId, AccessProblem.Frozen, CancellationToken.None);
    }

    private static Task LimitAsync(TestDatabase db, ShopId shop, int days) => new LimitStore(db.Database, db.Clock).SaveAsync(
        shop, default, "店長", new ApprovalRules { NewcomerDays = days, Limits = [new ActionLimit { Kind = "refund", MostMinor = days, Currency = "JPY" }] }, CancellationToken.None);

    private static async Task OpenOutsideAsync(TestDatabase db, ShopId shop)
    {
        var outside = new OutsideAgents(db.Database, db.Clock);
        db.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await outside.SetOpenAsync(shop, default, isOpen: true, CancellationToken.None);
        await outside.UseAsync(await outside.InviteAsync(shop, default, "外部", CancellationToken.None), CancellationToken.None);
    }

    // What no delivery tells of.
    private static async Task ReadAsync(TestDatabase db, ShopId shop, int day)
    {
        var node = $$$"""
            {"id":"gid://shopify/SubscriptionContract/9","status":"ACTIVE","revisionId":"{{{day}}}","nextBillingDate":"2026-12-0{{{day}}}T00:00:00Z",
             "lines":{"nodes":[{"id":"gid://shopify/SubscriptionLine/a","title":"青汁","quantity":{{{day}}},"currentPrice":{"amount":"100.0","currencyCode":"JPY"}}]}}
            """;
        var applier = new NodeApplier(db.Database, SyncCatalogue.Of((_, _) => Task.FromResult(shop)), new ShopTurns(), db.Clock);
        ShopifyNode[] nodes = [new("SubscriptionContract", Encoding.UTF8.GetBytes(node), TestClock.Start.AddDays(day))];
        await applier.ApplyAsync(shop, nodes, isSilent: true, (_, _, _) => Task.CompletedTask, CancellationToken.None);
        await new ReconcileStore(db.Database, db.Clock).MarkAsync(shop, "orders", TestClock.Start.AddDays(day), day, ShopifyOutcome.Done, CancellationToken.None);
    }

    private static AccessStore Access(TestDatabase db) => new(db.Database, new EphemeralDataProtectionProvider(), db.Clock, NullLogger<AccessStore>.Instance);

    private static async Task ActAsync(TestDatabase db, ShopId shop, ConversationId id, AgentId agent, int day)
    {
        await new ActStore(db.Database, db.Clock).TagAsync(shop, id, agent, $"{day}", CancellationToken.None);
        await new DraftStore(db.Database, db.Clock).KeepAsync(shop, id, agent, MessageKind.Note, $"{day}", $"{day}", 0, CancellationToken.None);
        var seen = await db.FindAsync<MessageId>(
            day == 1 ? "SELECT MIN(id) FROM messages WHERE shop_id = @shop AND conversation_id = @id" : "SELECT MAX(id) FROM messages WHERE shop_id = @shop AND conversation_id = @id",
            new { shop, id });
        await new InboxStore(db.Database).SeeAsync(shop, id, agent, seen, TestClock.Start, CancellationToken.None);
    }

    // Far ahead: on a shared server nobody else takes it.
    private static Task AddWorkAsync(TestDatabase db, ShopId shop, int day) => db.Database.WriteAsync(
        transaction => WorkStore.AddAsync(
            transaction, new WorkItem { ShopId = shop, Kind = "test", Key = "1", DueAt = TestClock.Start.AddYears(9).AddDays(day) }, TestClock.Start, CancellationToken.None),
        CancellationToken.None);

    private static async Task<Dictionary<string, string>> DumpAsync(TestDatabase db, ShopId shop)
    {
        var dumps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in Tables.OfShops)
        {
            // No table needs more than its first four columns to tell its rows apart. An index of words keeps no text on SQLite.
            var isIndex = db.Database.Provider == DatabaseProvider.Sqlite && table.EndsWith("_words", StringComparison.Ordinal);
            var (columns, order) = isIndex ? ("rowid, *", "rowid") : ("*", string.Join(", ", Tables.Columns[table].Take(4)));
            dumps[table] = await db.DumpAsync($"SELECT {columns} FROM {table} WHERE shop_id = @shop ORDER BY {order}", new { shop });
        }

        return dumps;
    }
}
