using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inbox;

public sealed class MessageStoreTests
{
    private static readonly Said Mail = new("t1", new ChannelPerson("山田 太郎", Email: "Taro@Example.jp"));

    private const string Conversations = """
        SELECT c.number, c.channel, c.subject, c.language, c.status, a.handle, c.waiting_since, c.last_message_at, c.last_message_kind,
          c.last_message_by, c.last_message_text, c.outcome, c.closed_at, c.created_at, u.email
        FROM conversations c
        LEFT JOIN agents a ON a.id = c.assignee_id
        LEFT JOIN customers u ON u.id = c.customer_id
        WHERE c.shop_id = @ShopId
        ORDER BY c.thread_key
        """;

    private const string Counts = """
        SELECT n.status, CASE WHEN n.is_waiting = 1 THEN 1 ELSE 0 END AS is_waiting, COALESCE(a.handle, '-') AS handle, n.total
        FROM conversation_counts n
        LEFT JOIN agents a ON a.id = n.assignee_id
        WHERE n.shop_id = @ShopId AND n.total <> 0
        ORDER BY n.status, n.is_waiting, handle
        """;

    private const string Recounted = """
        SELECT x.status, x.is_waiting, x.handle, COUNT(*) AS total
        FROM (
          SELECT c.status, CASE WHEN c.waiting_since IS NULL THEN 0 ELSE 1 END AS is_waiting, COALESCE(a.handle, '-') AS handle
          FROM conversations c
          LEFT JOIN agents a ON a.id = c.assignee_id
          WHERE c.shop_id = @ShopId
        ) x
        GROUP BY x.status, x.is_waiting, x.handle
        ORDER BY x.status, x.is_waiting, x.handle
        """;

    [OnEachEngine]
    public async Task The_first_message_of_a_thread_opens_a_numbered_conversation(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);

        await db.ReceiveAsync(Mail.ByCustomer(1) with { Subject = "配送について", Language = "ja" }, (Mail with { Thread = "t2" }).ByCustomer(2));

        var page = await new InboxStore(db.Database).ListAsync(db.ShopId, InboxView.Waiting, default, null, 10, CancellationToken.None);
        Assert.Equal([1, 2], page.Rows.Select(r => r.Number));
        Assert.Equal("配送について", page.Rows[0].Subject);
        Assert.Equal("山田 太郎", page.Rows[0].CustomerName);
        Assert.Equal(Said.At(1), page.Rows[0].WaitingSince);
        Assert.Equal(page.Rows[0].CustomerId, page.Rows[1].CustomerId);
    }

    [OnEachEngine]
    public async Task A_repeated_message_changes_nothing(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Mail.ByCustomer(1), Mail.ByAgent(2));
        var before = await StateAsync(db);

        var results = await db.ReceiveAsync(Mail.ByCustomer(1), Mail.ByAgent(2) with { Text = "別の文", SentAt = Said.At(9) });

        Assert.Equal([false, false], results);
        Assert.Equal(before, await StateAsync(db));
        Assert.Equal(2, await db.FindAsync<int>("SELECT COUNT(*) FROM shop_events WHERE shop_id = @ShopId", new { db.ShopId }));
    }

    [OnEachEngine]
    public async Task A_customer_reopens_what_was_closed(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Mail.ByCustomer(1), Mail.ByAgent(2), Mail.Closed(3, "返金した"));
        var closed = await OnlyRowAsync(db, InboxView.Closed);
        Assert.Equal("返金した", closed.Outcome);
        Assert.Null(closed.WaitingSince);

        await db.ReceiveAsync(Mail.ByCustomer(4), Mail.ByCustomer(5), Mail.Note(6));

        var open = await OnlyRowAsync(db, InboxView.Waiting);
        Assert.Equal((ConversationStatus.Open, Said.At(4), null), (open.Status, open.WaitingSince, open.Outcome));
        Assert.Equal((MessageKind.Note, "佐藤"), (open.LastMessageKind, open.AssigneeName));
    }

    [OnEachEngine]
    public async Task What_was_received_first_counts_as_first_whenever_it_is_handled(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);

        await db.ReceiveAsync(Mail.Closed(9, "完了"), Mail.ByCustomer(3, "昔の質問"));

        var row = await OnlyRowAsync(db, InboxView.Closed);
        Assert.Equal(("完了", Said.At(9), "完了"), (row.Outcome, row.LastMessageAt, row.LastMessageText));
    }

    [OnEachEngine]
    public async Task Messages_in_any_order_end_in_the_same_rows(DatabaseProvider engine)
    {
        ChannelMessage[] history = [.. Histories()];
        string? expected = null;
        for (var seed = 0; seed < (engine == DatabaseProvider.Sqlite ? 40 : 5); seed++)
        {
            await using var db = await TestDatabase.OpenAsync(engine);
            // Numbers are given by arrival, so the threads are opened in one order before the rest comes in any.
            ChannelMessage[] opening = [.. history.DistinctBy(m => (m.Channel, m.ThreadKey))];
            ChannelMessage[] rest = [.. history.Except(opening), .. history.Take(5)];
            new Random(seed).Shuffle(rest);

            await db.ReceiveAsync([.. opening, .. rest]);

            var state = await StateAsync(db);
            Assert.Equal(expected ??= state, state);
            Assert.Equal(await db.DumpAsync(Recounted, new { db.ShopId }), await CountsAsync(db));
        }
    }

    [OnEachEngine]
    public async Task A_thread_that_arrives_in_any_order_ends_in_the_same_row(DatabaseProvider engine)
    {
        ChannelMessage[] thread =
        [
            Mail.ByCustomer(1) with { Subject = "質問", Language = "ja" }, Mail.ByAgent(2, agent: Said.Mori), Mail.ByCustomer(3) with { Subject = "Re: 質問" },
            Mail.Closed(4), Mail.ByCustomer(5), Mail.Note(5), Mail.ByAgent(6), Mail.ByCustomer(7),
        ];
        string? expected = null;
        for (var seed = 0; seed < (engine == DatabaseProvider.Sqlite ? 60 : 5); seed++)
        {
            await using var db = await TestDatabase.OpenAsync(engine);
            ChannelMessage[] shuffled = [.. thread];
            new Random(seed).Shuffle(shuffled);

            await db.ReceiveAsync(shuffled);

            var state = await StateAsync(db);
            Assert.Equal(expected ??= state, state);
            Assert.Contains("mori", state, StringComparison.Ordinal);
        }
    }

    [OnEachEngine]
    public async Task One_person_is_recognised_on_every_channel(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.AddAsync("customers", new { ShopifyId = 7001L, FirstName = "Hanako", LastName = "Sato", Email = "hanako@example.jp", Phone = "+819011112222" });

        await db.ReceiveAsync(
            new Said("m", new ChannelPerson("花子", Email: "HANAKO@example.jp")).ByCustomer(1),
            new Said("p", new ChannelPerson(null, Phone: "+819011112222"), Channel.Phone).ByCustomer(2),
            new Said("l", new ChannelPerson("はな", Email: "hanako@example.jp", Handle: "Uabc", IsVerified: true), Channel.Line).ByCustomer(3),
            new Said("l2", new ChannelPerson("はな", Handle: "Uabc"), Channel.Line).ByCustomer(4));

        var all = await new InboxStore(db.Database).ListAsync(db.ShopId, InboxView.All, default, null, 10, CancellationToken.None);
        Assert.Equal(4, all.Rows.Count);
        Assert.Single(all.Rows.Select(r => r.CustomerId).Distinct());
        Assert.All(all.Rows, r => Assert.Equal("Hanako Sato", r.CustomerName));
        Assert.Equal(4, await db.FindAsync<int>(
            "SELECT COUNT(*) FROM shop_events WHERE shop_id = @ShopId AND shopify_customer_id = 7001", new { db.ShopId }));
    }

    [OnEachEngine]
    public async Task A_message_dated_in_the_future_counts_as_sent_now(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);

        await db.ReceiveAsync(Mail.ByCustomer(1) with { SentAt = TestClock.Start.AddYears(70) }, TestClock.Start);

        Assert.Equal(TestClock.Start, (await OnlyRowAsync(db, InboxView.Waiting)).LastMessageAt);
    }

    internal static IEnumerable<ChannelMessage> Histories()
    {
        for (var i = 0; i < 6; i++)
        {
            var said = new Said($"h{i}", new ChannelPerson(null, Email: $"p{i % 4}@example.jp"));
            yield return said.ByCustomer(i) with { Subject = $"件名 {i}" };
            yield return said.ByAgent(10 + i, agent: i % 2 == 0 ? Said.Mori : Said.Sato);
            yield return said.ByCustomer(20 + i);
            if (i % 3 != 0)
            {
                yield return said.Closed(30 + i);
            }

            if (i % 3 == 1)
            {
                yield return said.ByCustomer(40 + i);
            }
        }
    }

    private static Task<string> CountsAsync(TestDatabase db) => db.DumpAsync(Counts, new { db.ShopId });

    private static async Task<string> StateAsync(TestDatabase db) =>
        $"{await db.DumpAsync(Conversations, new { db.ShopId })}\n{await CountsAsync(db)}";

    private static async Task<ConversationRow> OnlyRowAsync(TestDatabase db, InboxView view) => Assert.Single(
        (await new InboxStore(db.Database).ListAsync(db.ShopId, view, default, null, 10, CancellationToken.None)).Rows);
}
