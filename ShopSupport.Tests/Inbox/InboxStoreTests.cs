using System.Globalization;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inbox;

public sealed class InboxStoreTests
{
    private static readonly Said Line = new("l1", new ChannelPerson("鈴木 花", Handle: "U123"), Channel.Line);

    [OnEachEngine]
    public async Task Every_view_pages_through_all_its_rows_once_and_in_order(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await FillAsync(db);
        var inbox = new InboxStore(db.Database);
        var agent = await new AgentStore(db.Database, db.Clock).FindOrAddAsync(db.ShopId, "sato", "佐藤", CancellationToken.None);
        var counts = await inbox.CountAsync(db.ShopId, agent.Id, CancellationToken.None);
        var expected = new Dictionary<InboxView, long>
        {
            [InboxView.Waiting] = counts.Waiting,
            [InboxView.Mine] = counts.Mine,
            [InboxView.Unassigned] = counts.Unassigned,
            [InboxView.Snoozed] = counts.Snoozed,
            [InboxView.Closed] = counts.Closed,
            [InboxView.All] = counts.All,
        };
        Assert.Equal(new ViewCounts(Waiting: 20, Mine: 10, Unassigned: 20, Snoozed: 0, Closed: 10, All: 40), counts);

        foreach (var view in Enum.GetValues<InboxView>())
        {
            var rows = await WalkAsync(inbox, db.ShopId, view, agent.Id);
            var sorted = view == InboxView.Waiting
                ? rows.OrderBy(r => r.WaitingSince).ThenBy(r => r.Id.Value)
                : rows.OrderByDescending(r => r.LastMessageAt).ThenByDescending(r => r.Id.Value);
            Assert.Equal(sorted.Select(r => r.Id), rows.Select(r => r.Id));
            Assert.Equal(expected[view], rows.Select(r => r.Id).Distinct().Count());
            Assert.Equal(expected[view], rows.Count);
        }
    }

    [OnEachEngine]
    public async Task A_reply_ends_the_waiting_and_a_note_does_not(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var (inbox, id, agent) = await OpenOneAsync(db);

        await new ConversationStore(db.Database, db.Clock).NoteAsync(db.ShopId, id, agent.Id, "確認中", "n1", CancellationToken.None);
        var noted = await inbox.FindAsync(db.ShopId, id, default, InboxStore.MessagesShown, CancellationToken.None);
        Assert.Equal((Said.At(1), MessageKind.Note), (noted!.Row.WaitingSince, noted.Row.LastMessageKind));

        db.Clock.Advance(TimeSpan.FromMinutes(1));
        await new ConversationStore(db.Database, db.Clock).ReplyAsync(db.ShopId, id, agent.Id, "発送\nしました 😀", "r1", seen: null, CancellationToken.None);

        var replied = await inbox.FindAsync(db.ShopId, id, default, InboxStore.MessagesShown, CancellationToken.None);
        Assert.Null(replied!.Row.WaitingSince);
        Assert.Equal((agent.Id, "発送 しました 😀"), (replied.Row.AssigneeId, replied.Row.LastMessageText));
        Assert.Equal([MessageKind.Customer, MessageKind.Note, MessageKind.Agent], replied.Messages.Select(m => m.Kind));
        Assert.Equal("発送\nしました 😀", replied.Messages[^1].Body);
        var counts = await inbox.CountAsync(db.ShopId, agent.Id, CancellationToken.None);
        Assert.Equal((0, 1, 0), (counts.Waiting, counts.Mine, counts.Unassigned));
    }

    [OnEachEngine]
    public async Task A_reply_sent_twice_is_saved_once(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var (inbox, id, agent) = await OpenOneAsync(db);

        var both = await Task.WhenAll(
            new ConversationStore(db.Database, db.Clock).ReplyAsync(db.ShopId, id, agent.Id, "はい", "same", seen: null, CancellationToken.None),
            new ConversationStore(db.Database, db.Clock).ReplyAsync(db.ShopId, id, agent.Id, "はい", "same", seen: null, CancellationToken.None));

        Assert.Equal([WriteOutcome.Saved, WriteOutcome.Repeated], both.Select(w => w.Outcome).Order());
        Assert.Equal(both[0].Message, both[1].Message);
        Assert.Equal(2, (await inbox.FindAsync(db.ShopId, id, default, InboxStore.MessagesShown, CancellationToken.None))!.Messages.Count);
        Assert.Equal(2, await db.FindAsync<int>("SELECT COUNT(*) FROM shop_events WHERE shop_id = @ShopId", new { db.ShopId }));
    }

    [OnEachEngine]
    public async Task A_reply_to_a_closed_conversation_leaves_it_closed(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var (inbox, id, agent) = await OpenOneAsync(db);
        await db.ReceiveAsync(Line.Closed(5));

        await new ConversationStore(db.Database, db.Clock).ReplyAsync(db.ShopId, id, agent.Id, "念のため", "r", seen: null, CancellationToken.None);

        Assert.Equal(ConversationStatus.Closed, (await inbox.FindAsync(db.ShopId, id, default, InboxStore.MessagesShown, CancellationToken.None))!.Row.Status);
    }

    [OnEachEngine]
    public async Task A_conversation_shows_its_newest_200_messages_in_the_order_of_time(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Enumerable.Range(0, 203).Select(i => Line.ByCustomer(i, $"{i}")));

        var found = await new InboxStore(db.Database).FindAsync(db.ShopId, await OnlyIdAsync(db), default, InboxStore.MessagesShown, CancellationToken.None);

        Assert.Equal(Enumerable.Range(3, 200), found!.Messages.Select(m => int.Parse(m.Body, CultureInfo.InvariantCulture)));
        Assert.Equal("U123", found.ReplyTo);
    }

    [OnEachEngine]
    public async Task An_agent_of_nobody_cannot_write(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var (inbox, id, _) = await OpenOneAsync(db);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => new ConversationStore(db.Database, db.Clock).ReplyAsync(db.ShopId, id, new AgentId(987_654_321), "?", "x", seen: null, CancellationToken.None));
        var nowhere = new ConversationId(987_654_321);
        var written = await new ConversationStore(db.Database, db.Clock).ReplyAsync(db.ShopId, nowhere, new AgentId(1), "?", "x", seen: null, CancellationToken.None);
        Assert.Equal(WriteOutcome.NoConversation, written.Outcome);
    }

    private static async Task FillAsync(TestDatabase db)
    {
        for (var i = 0; i < 40; i++)
        {
            var said = new Said($"f{i}", new ChannelPerson(null, Email: $"p{i}@example.jp"));
            // Several of the same instant, so that the id decides.
            await db.ReceiveAsync(said.ByCustomer(i / 4));
            if (i % 2 == 0)
            {
                await db.ReceiveAsync(said.ByAgent(50 + (i / 4)));
            }

            if (i % 4 == 0)
            {
                await db.ReceiveAsync(said.Closed(70));
            }
        }
    }

    private static async Task<List<ConversationRow>> WalkAsync(InboxStore inbox, ShopId shopId, InboxView view, AgentId agentId)
    {
        var rows = new List<ConversationRow>();
        ListPosition? after = null;
        do
        {
            var page = await inbox.ListAsync(shopId, view, agentId, after, 3, CancellationToken.None);
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }

    private static async Task<(InboxStore Inbox, ConversationId Id, Agent Agent)> OpenOneAsync(TestDatabase db)
    {
        await db.ReceiveAsync(Line.ByCustomer(1));
        var agent = await new AgentStore(db.Database, db.Clock).FindOrAddAsync(db.ShopId, "sato", "佐藤", CancellationToken.None);
        return (new InboxStore(db.Database), await OnlyIdAsync(db), agent);
    }

    private static Task<ConversationId> OnlyIdAsync(TestDatabase db) =>
        db.FindAsync<ConversationId>("SELECT id FROM conversations WHERE shop_id = @ShopId", new { db.ShopId });
}
