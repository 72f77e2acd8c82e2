using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inbox;

/// <summary>Mail that was written before an agent did something and reaches us after it.</summary>
public sealed class LateMessageTests
{
    private static readonly Said Mail = new("t1", new ChannelPerson("山田 太郎", Email: "taro@example.jp"));

    private static readonly string[] Acts = ["reply", "close", "snooze"];

    [OnEachEngine]
    public async Task A_mail_written_before_our_answer_and_delivered_after_it_waits_for_us(DatabaseProvider engine)
    {
        foreach (var act in Acts)
        {
            await using var db = await TestDatabase.OpenAsync(engine);
            await db.ReceiveAsync(Mail.ByCustomer(0));
            db.Clock.SetTo(Said.At(60));
            await ActAsync(db, act);

            db.Clock.SetTo(Said.At(65));
            await db.ReceiveAsync(Mail.ByCustomer(55, "やっぱり解約したいです"), Said.At(65));

            var row = await OnlyAsync(db, InboxView.Waiting);
            Assert.Equal((ConversationStatus.Open, act is "snooze" ? Said.At(0) : Said.At(65)), (row.Status, row.WaitingSince));
            Assert.Equal(("やっぱり解約したいです", Said.At(65)), (row.LastMessageText, row.LastMessageAt));
        }
    }

    [OnEachEngine]
    public async Task A_message_that_stood_in_the_queue_while_the_agent_acted_waits_for_us(DatabaseProvider engine)
    {
        foreach (var act in Acts)
        {
            await using var db = await TestDatabase.OpenAsync(engine);
            await db.ReceiveAsync(Mail.ByCustomer(0));
            db.Clock.SetTo(Said.At(60));
            await ActAsync(db, act);

            await db.ReceiveAsync(Mail.ByCustomer(59), Said.At(59));

            Assert.Equal(act is "snooze" ? Said.At(0) : Said.At(59), (await OnlyAsync(db, InboxView.Waiting)).WaitingSince);
        }
    }

    [OnEachEngine]
    public async Task A_clock_that_jumps_back_an_hour_hides_no_message(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Mail.ByCustomer(0));
        db.Clock.SetTo(Said.At(60));
        await ActAsync(db, "reply");

        db.Clock.SetTo(Said.At(5));
        await db.ReceiveAsync(Mail.ByCustomer(5), Said.At(5));
        Assert.Single(await ListAsync(db, InboxView.Waiting));
        await ActAsync(db, "close");

        Assert.Empty(await ListAsync(db, InboxView.Waiting));
        Assert.Single(await ListAsync(db, InboxView.Closed));
    }

    [OnEachEngine]
    public async Task A_mail_dated_1970_stands_where_it_arrived(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Mail.ByCustomer(0, "先の質問"));

        await db.ReceiveAsync(Mail.ByCustomer(9, "1970年のメール") with { SentAt = DateTimeOffset.UnixEpoch }, Said.At(10));

        var row = await OnlyAsync(db, InboxView.Waiting);
        Assert.Equal((Said.At(0), Said.At(10)), (row.WaitingSince, row.LastMessageAt));
        var shown = await new InboxStore(db.Database).FindAsync(db.ShopId, row.Id, default, InboxStore.MessagesShown, CancellationToken.None);
        Assert.Equal(["先の質問", "1970年のメール"], shown!.Messages.Select(m => m.Body), StringComparer.Ordinal);
        Assert.Equal(Said.At(0), shown.CreatedAt);
    }

    [OnEachEngine]
    public async Task A_late_mail_is_shown_where_it_was_written(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Mail.ByCustomer(0, "一通目"), Mail.ByCustomer(20, "三通目"));

        await db.ReceiveAsync(Mail.ByCustomer(10, "二通目"), Said.At(30));

        var row = await OnlyAsync(db, InboxView.Waiting);
        Assert.Equal("二通目", row.LastMessageText);
        var shown = await new InboxStore(db.Database).FindAsync(db.ShopId, row.Id, default, InboxStore.MessagesShown, CancellationToken.None);
        Assert.Equal(["一通目", "二通目", "三通目"], shown!.Messages.Select(m => m.Body), StringComparer.Ordinal);
    }

    [OnEachEngine]
    public async Task History_that_is_imported_reopens_nothing_and_nobody_waits_for_it(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        await db.ReceiveAsync(Mail.ByCustomer(100), Mail.ByAgent(110), Mail.Closed(120, "解決"));

        await db.ReceiveAsync(Mail.ByCustomer(10, "昔の質問") with { IsImported = true }, Said.At(200));
        await db.ReceiveAsync(new Said("old", Mail.Customer).ByCustomer(11) with { IsImported = true }, Said.At(200));

        Assert.Empty(await ListAsync(db, InboxView.Waiting));
        Assert.Equal(("解決", "解決"), ((await OnlyAsync(db, InboxView.Closed)).Outcome, (await OnlyAsync(db, InboxView.Closed)).LastMessageText));
    }

    private static async Task ActAsync(TestDatabase db, string act)
    {
        var agent = await new AgentStore(db.Database, db.Clock).FindOrAddAsync(db.ShopId, "sato", "佐藤", CancellationToken.None);
        var id = await db.FindAsync<ConversationId>("SELECT id FROM conversations WHERE shop_id = @ShopId", new { db.ShopId });
        var (store, acts) = (new ConversationStore(db.Database, db.Clock), new ActStore(db.Database, db.Clock));
        await (act switch
        {
            "reply" => (Task)store.ReplyAsync(db.ShopId, id, agent.Id, "明日お届けします", Guid.NewGuid().ToString("N"), seen: null, CancellationToken.None),
            "close" => acts.CloseAsync(db.ShopId, id, agent.Id, "解決", seen: null, CancellationToken.None),
            _ => acts.SnoozeAsync(db.ShopId, id, agent.Id, Said.At(9999), seen: null, CancellationToken.None),
        });
        Assert.Empty(await ListAsync(db, InboxView.Waiting));
    }

    private static async Task<IReadOnlyList<ConversationRow>> ListAsync(TestDatabase db, InboxView view) =>
        (await new InboxStore(db.Database).ListAsync(db.ShopId, view, default, null, 10, CancellationToken.None)).Rows;

    private static async Task<ConversationRow> OnlyAsync(TestDatabase db, InboxView view) => Assert.Single(await ListAsync(db, view));
}
