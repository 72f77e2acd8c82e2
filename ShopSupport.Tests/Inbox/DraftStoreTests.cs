using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inbox;

public sealed class DraftStoreTests
{
    [OnEachEngine]
    public async Task A_reply_and_a_note_are_two_drafts_of_each_agent(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);

        await KeepAsync(desk, desk.Sato.Id, MessageKind.Agent, "明日");
        await KeepAsync(desk, desk.Sato.Id, MessageKind.Note, "常連");
        await KeepAsync(desk, desk.Mori.Id, MessageKind.Agent, "今日\n中に 😀");
        await KeepAsync(desk, desk.Sato.Id, MessageKind.Agent, "明日お届け");

        var shown = await desk.FindAsync();
        Assert.Equal(
            [("佐藤", MessageKind.Agent, "明日お届け"), ("佐藤", MessageKind.Note, "常連"), ("森", MessageKind.Agent, "今日\n中に 😀")],
            shown.Drafts.OrderBy(d => d.AgentId.Value).ThenBy(d => d.Kind).Select(d => (d.AgentName, d.Kind, d.Body)));
        Assert.True(shown.Row.HasDraft);
        // One message, and each draft when it began.
        Assert.Equal(4, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM shop_events WHERE shop_id = @ShopId", new { desk.Db.ShopId }));
    }

    [OnEachEngine]
    public async Task A_draft_ends_when_it_is_said_or_emptied(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await KeepAsync(desk, desk.Sato.Id, MessageKind.Agent, "明日");
        await KeepAsync(desk, desk.Sato.Id, MessageKind.Note, "常連");

        await desk.Writing.ReplyAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "明日お届けします", "k", seen: null, CancellationToken.None);
        Assert.Equal([MessageKind.Note], (await desk.FindAsync()).Drafts.Select(d => d.Kind));

        await KeepAsync(desk, desk.Sato.Id, MessageKind.Note, "");
        var shown = await desk.FindAsync();
        Assert.Empty(shown.Drafts);
        Assert.False(shown.Row.HasDraft);
    }

    [OnEachEngine]
    public async Task A_draft_that_comes_after_its_message_was_said_is_not_kept(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await desk.Writing.ReplyAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "明日お届けします", "k", seen: null, CancellationToken.None);

        Assert.Equal(DraftOutcome.Said, (await desk.Drafts.KeepAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, MessageKind.Agent, "明日お届けし", "k", 0, CancellationToken.None)).Outcome);
        Assert.Empty((await desk.FindAsync()).Drafts);
        Assert.Equal(DraftOutcome.Kept, (await desk.Drafts.KeepAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, MessageKind.Agent, "追伸", "k2", 0, CancellationToken.None)).Outcome);
        // An empty text of the message before ends no other's.
        await desk.Drafts.KeepAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, MessageKind.Agent, "", "k", 0, CancellationToken.None);
        Assert.Single((await desk.FindAsync()).Drafts);
    }

    [OnEachEngine]
    public async Task Of_one_message_the_text_that_was_written_last_stays_whatever_order_they_come_in(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);

        Assert.Equal(DraftOutcome.Kept, await KeepAsync("明日お届けします", "k", 2));
        Assert.Equal(DraftOutcome.Overtaken, await KeepAsync("明日", "k", 1));
        Assert.Equal("明日お届けします", Assert.Single((await desk.FindAsync()).Drafts).Body);

        Assert.Equal(DraftOutcome.Kept, await KeepAsync("", "k", 4));
        Assert.Equal(DraftOutcome.Overtaken, await KeepAsync("明日お届けします。", "k", 3));
        Assert.Empty((await desk.FindAsync()).Drafts);
        Assert.False((await desk.FindAsync()).Row.HasDraft);

        // Another window counts for itself.
        Assert.Equal(DraftOutcome.Kept, await KeepAsync("別の件", "k2", 1));
        Assert.Equal("別の件", Assert.Single((await desk.FindAsync()).Drafts).Body);
        // A message, a beginning, an end, a beginning.
        Assert.Equal(4, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM shop_events WHERE shop_id = @ShopId", new { desk.Db.ShopId }));

        async Task<DraftOutcome> KeepAsync(string text, string key, long revision) =>
            (await desk.Drafts.KeepAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, MessageKind.Agent, text, key, revision, CancellationToken.None)).Outcome;
    }

    [OnEachEngine]
    public async Task A_draft_of_no_conversation_is_not_kept(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        var other = await desk.Db.AddShopAsync();

        Assert.Equal(DraftOutcome.NoConversation, (await desk.Drafts.KeepAsync(desk.Db.ShopId, new ConversationId(987_654_321), desk.Sato.Id, MessageKind.Note, "?", "k", 0, CancellationToken.None)).Outcome);
        Assert.Equal(DraftOutcome.NoConversation, (await desk.Drafts.KeepAsync(other, desk.Id, desk.Sato.Id, MessageKind.Note, "?", "k", 0, CancellationToken.None)).Outcome);
        Assert.Equal(DraftOutcome.NoConversation, (await desk.Drafts.KeepAsync(other, desk.Id, desk.Sato.Id, MessageKind.Note, "", "k", 0, CancellationToken.None)).Outcome);
    }

    [OnEachEngine]
    public async Task Nobody_answers_over_what_they_have_not_seen(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        var seen = (await desk.FindAsync()).Row.NewestMessageId;
        await desk.Db.ReceiveAsync(ActDesk.Mail.ByCustomer(5, "やはり要りません"));

        var over = await ReplyAsync("k");
        Assert.Equal(WriteOutcome.Newer, over.Outcome);
        Assert.Equal(2, (await desk.FindAsync()).Messages.Count);

        seen = (await desk.FindAsync()).Row.NewestMessageId;
        Assert.Equal(WriteOutcome.Saved, (await ReplyAsync("k")).Outcome);
        // One's own words, and notes, are no news.
        await desk.Writing.NoteAsync(desk.Db.ShopId, desk.Id, desk.Mori.Id, "了解", "n", CancellationToken.None);
        Assert.Equal(WriteOutcome.Saved, (await ReplyAsync("k2")).Outcome);

        Task<Written> ReplyAsync(string key) =>
            desk.Writing.ReplyAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "明日お届けします", key, seen, CancellationToken.None);
    }

    [OnEachEngine]
    public async Task An_answer_and_the_end_are_one_step_and_the_end_can_be_taken_back(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);

        var written = await desk.Writing.ReplyAndCloseAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "発送しました", "k", seen: null, CancellationToken.None);
        Assert.Equal(ConversationStatus.Closed, (await desk.FindAsync()).Row.Status);

        Assert.Equal(ActOutcome.Done, (await desk.Acts.UndoAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, written.CloseKey!, CancellationToken.None)).Outcome);
        var row = (await desk.FindAsync()).Row;
        Assert.Equal((ConversationStatus.Open, null, "発送しました"), (row.Status, row.WaitingSince, row.LastMessageText));
    }

    [OnEachEngine]
    public async Task What_came_since_an_agent_looked_is_unread_for_that_agent_however_late_it_was_handled(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        Assert.True((await desk.FindAsync()).Row.IsUnread);

        await SeeAsync(desk, desk.Sato.Id);
        Assert.False((await desk.FindAsync()).Row.IsUnread);
        Assert.True((await desk.Inbox.FindAsync(desk.Db.ShopId, desk.Id, desk.Mori.Id, 9, CancellationToken.None))!.Row.IsUnread);

        await desk.Db.ReceiveAsync(ActDesk.Mail.ByCustomer(3));
        Assert.True((await desk.FindAsync()).Row.IsUnread);
        await SeeAsync(desk, desk.Sato.Id);
        Assert.False((await desk.FindAsync()).Row.IsUnread);

        // Received before the last one, and handled after it was seen.
        await desk.Db.ReceiveAsync(ActDesk.Mail.ByCustomer(2, "先の件です"));
        Assert.True((await desk.FindAsync()).Row.IsUnread);
        // An older look changes nothing.
        await SeeAsync(desk, desk.Sato.Id);
        await desk.Inbox.SeeAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, new MessageId(1), desk.Now, CancellationToken.None);
        Assert.False((await desk.FindAsync()).Row.IsUnread);
    }

    [OnEachEngine]
    public async Task History_that_is_brought_along_later_is_no_news(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await SeeAsync(desk, desk.Sato.Id);
        var seen = (await desk.FindAsync()).Row.NewestMessageId;
        await desk.Db.ReceiveAsync(ActDesk.Mail.ByCustomer(-500, "以前の件") with { IsImported = true }, desk.Now);

        Assert.False((await desk.FindAsync()).Row.IsUnread);
        Assert.Equal(seen, (await desk.FindAsync()).Row.NewestMessageId);
        Assert.Equal(
            WriteOutcome.Saved,
            (await desk.Writing.ReplyAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "はい", "k", seen, CancellationToken.None)).Outcome);
    }

    [OnEachEngine]
    public async Task An_answer_whose_end_was_asked_for_again_is_ended_and_said_once(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await desk.Writing.ReplyAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "発送しました", "k", seen: null, CancellationToken.None);

        var again = await desk.Writing.ReplyAndCloseAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "発送しました", "k", seen: null, CancellationToken.None);
        var third = await desk.Writing.ReplyAndCloseAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "発送しました", "k", seen: null, CancellationToken.None);

        Assert.Equal((WriteOutcome.Repeated, WriteOutcome.Repeated), (again.Outcome, third.Outcome));
        Assert.NotNull(again.CloseKey);
        Assert.Null(third.CloseKey);
        var shown = await desk.FindAsync();
        Assert.Equal((ConversationStatus.Closed, 2), (shown.Row.Status, shown.Messages.Count));
    }

    [OnEachEngine]
    public async Task An_answer_sent_again_does_not_end_what_the_customer_wrote_after_it(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        var seen = (await desk.FindAsync()).Row.NewestMessageId;
        var first = await desk.Writing.ReplyAndCloseAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "発送しました", "k", seen, CancellationToken.None);
        await desk.Db.ReceiveAsync(ActDesk.Mail.ByCustomer(2, "まだ届きません"));

        var again = await desk.Writing.ReplyAndCloseAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, "発送しました", "k", seen, CancellationToken.None);

        Assert.NotNull(first.CloseKey);
        Assert.Equal((WriteOutcome.Repeated, null, true), (again.Outcome, again.CloseKey, again.IsLeftOpen));
        var row = (await desk.FindAsync()).Row;
        Assert.Equal(ConversationStatus.Open, row.Status);
        Assert.NotNull(row.WaitingSince);
    }

    [OnEachEngine]
    public async Task Only_a_message_of_the_conversation_can_have_been_seen(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);

        await desk.Inbox.SeeAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, new MessageId(long.MaxValue), desk.Now, CancellationToken.None);

        Assert.True((await desk.FindAsync()).Row.IsUnread);
        await SeeAsync(desk, desk.Sato.Id);
        await desk.Inbox.SeeAsync(desk.Db.ShopId, desk.Id, desk.Sato.Id, new MessageId(long.MaxValue), desk.Now, CancellationToken.None);
        await desk.Db.ReceiveAsync(ActDesk.Mail.ByCustomer(2, "やはり届きません"));
        Assert.True((await desk.FindAsync()).Row.IsUnread);
    }

    private static async Task SeeAsync(ActDesk desk, AgentId agent) => await desk.Inbox.SeeAsync(
        desk.Db.ShopId, desk.Id, agent, (await desk.FindAsync()).Row.NewestMessageId!.Value, desk.Now, CancellationToken.None);

    private static async Task KeepAsync(ActDesk desk, AgentId agent, MessageKind kind, string text) =>
        Assert.Equal(DraftOutcome.Kept, (await desk.Drafts.KeepAsync(desk.Db.ShopId, desk.Id, agent, kind, text, "a key", 0, CancellationToken.None)).Outcome);
}
