using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Work;

namespace ShopSupport.Tests.Inbox;

[Collection(nameof(WorkDesk))]
public sealed class ActStoreTests
{
    [OnEachEngine]
    public async Task Each_act_changes_the_row_the_counts_the_journal_and_tells_the_screens(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);

        Acted[] acts =
        [
            await desk.AssignAsync(desk.Mori.Id), await desk.TagAsync("破損"), await desk.SnoozeAsync(desk.Now.AddHours(3)),
            await desk.ReopenAsync(), await desk.CloseAsync(),
        ];

        Assert.All(acts, act => Assert.Equal(ActOutcome.Done, act.Outcome));
        var shown = await desk.FindAsync();
        Assert.Equal((ConversationStatus.Closed, desk.Mori.Id, null), (shown.Row.Status, shown.Row.AssigneeId, shown.Row.WaitingSince));
        Assert.Equal(["破損"], shown.Row.Tags);
        Assert.Equal(
            [JournalKind.Assigned, JournalKind.Tagged, JournalKind.Snoozed, JournalKind.Reopened, JournalKind.Closed], shown.Acts.Select(act => act.Kind));
        Assert.Equal(("佐藤", "森"), (shown.Acts[0].AgentName, shown.Acts[0].AssigneeName));
        Assert.Equal(["破損"], await desk.Acts.ListTagsAsync(desk.Db.ShopId, 9, CancellationToken.None));
        var counts = await desk.Inbox.CountAsync(desk.Db.ShopId, desk.Mori.Id, CancellationToken.None);
        Assert.Equal(new ViewCounts(Waiting: 0, Mine: 0, Unassigned: 0, Snoozed: 0, Closed: 1, All: 1), counts);
        Assert.Equal(6, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM shop_events WHERE shop_id = @ShopId", new { desk.Db.ShopId }));
    }

    [OnEachEngine]
    public async Task Ended_without_an_answer_and_taken_up_again_it_waits_as_before(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        var since = (await desk.FindAsync()).Row.WaitingSince;
        await desk.CloseAsync();

        await desk.ReopenAsync();

        Assert.NotNull(since);
        Assert.Equal((ConversationStatus.Open, since), ((await desk.FindAsync()).Row.Status, (await desk.FindAsync()).Row.WaitingSince));
    }

    [OnEachEngine]
    public async Task Nobody_ends_or_puts_aside_what_they_have_not_read(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        var seen = (await desk.FindAsync()).Row.NewestMessageId;
        await desk.Db.ReceiveAsync(ActDesk.Mail.ByCustomer(2, "やはり届きません"));
        var before = await desk.StandAsync();

        Assert.Equal(new Acted(ActOutcome.Newer, null), await desk.CloseAsync(seen: seen));
        Assert.Equal(new Acted(ActOutcome.Newer, null), await desk.SnoozeAsync(desk.Now.AddHours(3), seen));
        Assert.Equal(before, await desk.StandAsync());

        var newest = (await desk.FindAsync()).Row.NewestMessageId;
        await desk.Writing.NoteAsync(desk.Db.ShopId, desk.Id, desk.Mori.Id, "確認中", "k", CancellationToken.None);
        Assert.Equal(ActOutcome.Done, (await desk.SnoozeAsync(desk.Now.AddHours(3), newest)).Outcome);
        Assert.Equal(ActOutcome.Done, (await desk.CloseAsync(seen: newest)).Outcome);
    }

    [OnEachEngine]
    public async Task What_is_so_already_is_not_done_again(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await desk.CloseAsync(desk.Mori.Id);
        await desk.TagAsync("破損");
        var before = await desk.StandAsync();

        Assert.Equal(new Acted(ActOutcome.Unchanged, null), await desk.CloseAsync());
        Assert.Equal(new Acted(ActOutcome.Unchanged, null), await desk.TagAsync("破損"));
        Assert.Equal(new Acted(ActOutcome.Unchanged, null), await desk.AssignAsync(null));

        Assert.Equal(before, await desk.StandAsync());
        Assert.Equal(2, (await desk.FindAsync()).Acts.Count);
    }

    [OnEachEngine]
    public async Task Whoever_left_is_put_in_charge_of_nothing(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await desk.Db.ExecuteAsync("UPDATE agents SET is_active = 0 WHERE shop_id = @ShopId AND id = @Id", new { desk.Db.ShopId, desk.Mori.Id });

        Assert.Equal(ActOutcome.NoAssignee, (await desk.AssignAsync(desk.Mori.Id)).Outcome);
        Assert.Equal(ActOutcome.NoAssignee, (await desk.AssignAsync(new AgentId(987_654_321))).Outcome);
        Assert.Null((await desk.FindAsync()).Row.AssigneeId);
    }

    [OnEachEngine]
    public async Task Nothing_is_put_aside_until_the_past_or_for_ever(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);

        Assert.Equal(ActOutcome.NoSuchTime, (await desk.SnoozeAsync(desk.Now)).Outcome);
        Assert.Equal(ActOutcome.NoSuchTime, (await desk.SnoozeAsync(desk.Now.AddDays(-1))).Outcome);
        Assert.Equal(ActOutcome.NoSuchTime, (await desk.SnoozeAsync(desk.Now.AddYears(50))).Outcome);
        Assert.Equal(ConversationStatus.Open, (await desk.FindAsync()).Row.Status);
    }

    [OnEachEngine]
    public async Task What_is_taken_back_is_as_if_it_had_not_been(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await desk.AssignAsync(desk.Mori.Id);
        await desk.TagAsync("破損");
        foreach (var act in new Func<Task<Acted>>[] { () => desk.CloseAsync(), () => desk.SnoozeAsync(desk.Now.AddDays(1)), () => desk.AssignAsync(null), () => desk.TagAsync("急ぎ") })
        {
            var before = await desk.StandAsync();

            var done = await act();
            Assert.NotEqual(before, await desk.StandAsync(), StringComparer.Ordinal);

            Assert.Equal(ActOutcome.Done, (await desk.UndoAsync(done)).Outcome);
            Assert.Equal(before, await desk.StandAsync());
            Assert.Equal(ActOutcome.Unchanged, (await desk.UndoAsync(done)).Outcome);
        }

        Assert.Equal(2, (await desk.FindAsync()).Acts.Count);
    }

    [OnEachEngine]
    public async Task A_message_that_came_meanwhile_outlives_the_taking_back(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        var closed = await desk.CloseAsync();
        await desk.Db.ReceiveAsync(ActDesk.Mail.ByCustomer(2, "まだです"), desk.Now.AddSeconds(1));

        await desk.UndoAsync(closed);

        var row = (await desk.FindAsync()).Row;
        Assert.Equal((ConversationStatus.Open, Said.At(1), "まだです"), (row.Status, row.WaitingSince, row.LastMessageText));
    }

    [OnEachEngine]
    public async Task Only_who_did_it_can_take_it_back_and_only_for_a_minute(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        var closed = await desk.CloseAsync();

        Assert.Equal(ActOutcome.TooLate, (await desk.UndoAsync(closed, desk.Mori.Id)).Outcome);
        Assert.Equal(ActOutcome.TooLate, (await desk.UndoAsync(new Acted(ActOutcome.Done, "act/nothing"))).Outcome);
        desk.Db.Clock.Advance(ActStore.UndoTime + TimeSpan.FromSeconds(1));
        Assert.Equal(ActOutcome.TooLate, (await desk.UndoAsync(closed)).Outcome);

        Assert.Equal(ConversationStatus.Closed, (await desk.FindAsync()).Row.Status);
    }

    [OnEachEngine]
    public async Task What_was_put_aside_comes_back_when_its_time_has_come(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await using var work = await WorkDesk.OpenAsync(engine);
        await desk.SnoozeAsync(desk.Now.AddHours(3));

        Assert.False(await WakeAsync(desk));
        desk.Db.Clock.Advance(TimeSpan.FromHours(3));
        Assert.True(await WakeAsync(desk));

        var shown = await desk.FindAsync();
        Assert.Equal((ConversationStatus.Open, Said.At(1)), (shown.Row.Status, shown.Row.WaitingSince));
        Assert.Equal((JournalKind.Woken, null), (shown.Acts[^1].Kind, shown.Acts[^1].AgentName));
        Assert.False(await WakeAsync(desk));
    }

    [OnEachEngine]
    public async Task A_time_that_was_moved_wakes_at_the_new_one_and_taken_back_at_the_old_one(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        var start = desk.Now;
        await desk.SnoozeAsync(start.AddHours(1));
        var later = await desk.SnoozeAsync(start.AddHours(5));

        desk.Db.Clock.SetTo(start.AddSeconds(30));
        await desk.UndoAsync(later);

        desk.Db.Clock.SetTo(start.AddMinutes(59));
        Assert.False(await WakeAsync(desk));
        desk.Db.Clock.SetTo(start.AddMinutes(61));
        Assert.True(await WakeAsync(desk));
        Assert.Equal(ConversationStatus.Open, (await desk.FindAsync()).Row.Status);
    }

    [OnEachEngine]
    public async Task What_was_done_meanwhile_is_not_woken(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await desk.SnoozeAsync(desk.Now.AddHours(1));
        await desk.CloseAsync();

        desk.Db.Clock.Advance(TimeSpan.FromHours(2));
        await WakeAsync(desk);

        Assert.Equal(ConversationStatus.Closed, (await desk.FindAsync()).Row.Status);
    }

    [OnEachEngine]
    public async Task What_was_put_aside_comes_back_when_the_customer_writes(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        await desk.SnoozeAsync(desk.Now.AddDays(1));
        await desk.Db.ReceiveAsync(ActDesk.Mail.ByCustomer(2), desk.Now.AddMinutes(1));

        Assert.Equal(ConversationStatus.Open, (await desk.FindAsync()).Row.Status);
    }

    [OnEachEngine]
    public async Task A_conversation_holds_as_many_tags_as_its_row_can(DatabaseProvider engine)
    {
        await using var desk = await ActDesk.OpenAsync(engine);
        for (var i = 0; i < Tags.Most; i++)
        {
            Assert.Equal(ActOutcome.Done, (await desk.TagAsync($"{i:00}{new string('長', Tags.Longest - 2)}")).Outcome);
        }

        Assert.Equal(ActOutcome.TooMany, (await desk.TagAsync("一つ多い")).Outcome);
        Assert.Equal(Tags.Most, (await desk.FindAsync()).Row.Tags.Count);
    }

    [Theory]
    [InlineData("  破損 \n 急ぎ ", "破損 急ぎ")]
    [InlineData("", null)]
    [InlineData(" \t ", null)]
    [InlineData(null, null)]
    public void A_tag_is_kept_trimmed(string? typed, string? kept) => Assert.Equal(kept, Tags.Clean(typed));

    // Does what is due of this shop, as the worker would; false when nothing was.
    private static async Task<bool> WakeAsync(ActDesk desk)
    {
        var item = await desk.Db.FindAsync<WorkItem>(
            "SELECT id, shop_id, kind, work_key AS \"key\", lane, due_at, tries, receipt, payload FROM work WHERE shop_id = @ShopId AND kind = 'wake' AND visible_at <= @Now",
            new { desk.Db.ShopId, desk.Now });
        if (item is null)
        {
            return false;
        }

        await new WakeWork(desk.Db.Database, desk.Db.Clock).RunAsync(item, CancellationToken.None);
        return true;
    }
}
