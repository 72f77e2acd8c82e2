using ShopSupport.Core.Events;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Inbox;

/// <summary>Nobody sleeps for good, whatever became of the item that would have woken them.</summary>
public sealed class OversleptTests
{
    [OnEachEngine]
    public async Task A_conversation_whose_waking_was_given_up_is_woken_by_the_next_look(DatabaseProvider engine)
    {
        await using var desk = await SnoozedAsync(engine);
        await GiveUpAsync(desk);

        await LookAsync(desk);

        Assert.Equal(1, await WakingAsync(desk, "visible_at IS NOT NULL AND died_at IS NULL"));
    }

    [OnEachEngine]
    public async Task A_conversation_whose_waking_is_lost_is_woken_by_the_next_look(DatabaseProvider engine)
    {
        await using var desk = await SnoozedAsync(engine);
        await desk.Db.ExecuteAsync("DELETE FROM work WHERE shop_id = @ShopId AND kind = 'wake'", new { desk.Db.ShopId });

        await LookAsync(desk);

        var item = Assert.Single(await TakeAsync(desk), taken => taken.Kind is WakeWork.WakeKind);
        await new WakeWork(desk.Db.Database, desk.Db.Clock).RunAsync(item, CancellationToken.None);
        Assert.Equal(ConversationStatus.Open, (await desk.FindAsync()).Row.Status);
    }

    [OnEachEngine]
    public async Task What_waits_for_its_next_try_is_left_alone(DatabaseProvider engine)
    {
        await using var desk = await SnoozedAsync(engine);
        await desk.Db.ExecuteAsync("UPDATE work SET tries = 3 WHERE shop_id = @ShopId AND kind = 'wake'", new { desk.Db.ShopId });

        await LookAsync(desk);

        Assert.Equal(1, await WakingAsync(desk, "tries = 3"));
    }

    [OnEachEngine]
    public async Task Work_that_is_given_up_and_its_retry_are_told_to_the_open_screens(DatabaseProvider engine)
    {
        await using var desk = await SnoozedAsync(engine);
        var events = new ShopEventStore(desk.Db.Database);
        var before = await events.LastNumberAsync(desk.Db.ShopId, default);

        await GiveUpAsync(desk);
        var work = new WorkStore(desk.Db.Database, desk.Db.Clock);
        var dead = Assert.Single(await work.ListDeadAsync(desk.Db.ShopId, 10, default));
        Assert.True(await work.RetryAsync(desk.Db.ShopId, dead.Id, default));

        Assert.Equal([ShopEventKind.Sync, ShopEventKind.Sync], (await events.ListAfterAsync(desk.Db.ShopId, before, 10, default)).Select(told => told.Kind));
    }

    private static async Task<ActDesk> SnoozedAsync(DatabaseProvider engine)
    {
        var desk = await ActDesk.OpenAsync(engine);
        await desk.SnoozeAsync(desk.Now.AddHours(1));
        desk.Db.Clock.Advance(TimeSpan.FromHours(2));
        return desk;
    }

    private static async Task GiveUpAsync(ActDesk desk)
    {
        var queue = new WorkQueue(desk.Db.Database, desk.Db.Clock);
        var item = Assert.Single(await TakeAsync(desk), taken => taken.Kind is WakeWork.WakeKind);
        await queue.GiveUpAsync(item, "SqliteException 11", default);
    }

    private static async Task<List<WorkItem>> TakeAsync(ActDesk desk)
    {
        var queue = new WorkQueue(desk.Db.Database, desk.Db.Clock);
        var taken = new List<WorkItem>();
        while (await queue.ClaimAsync([Core.Queue.Lane.Message], TimeSpan.FromMinutes(2), default) is { } item)
        {
            if (item.ShopId == desk.Db.ShopId)
            {
                taken.Add(item);
            }
        }

        return taken;
    }

    private static async Task LookAsync(ActDesk desk)
    {
        var work = new OversleptWork(desk.Db.Database, desk.Db.Clock);
        await desk.Db.Database.WriteAsync(
            transaction => WorkStore.AddAsync(
                transaction, new WorkItem { ShopId = desk.Db.ShopId, Kind = work.Kind, Key = WorkQueue.Repeated, DueAt = desk.Now }, desk.Now, default),
            default);
        var id = await desk.Db.FindAsync<long>("SELECT id FROM work WHERE shop_id = @ShopId AND kind = @Kind", new { desk.Db.ShopId, work.Kind });
        await work.RunAsync(new WorkItem { Id = new(id), ShopId = desk.Db.ShopId, Kind = work.Kind, DueAt = desk.Now }, default);
        Assert.Equal(desk.Now.AddHours(1), await desk.Db.FindAsync<DateTimeOffset>("SELECT due_at FROM work WHERE shop_id = @ShopId AND id = @id", new { desk.Db.ShopId, id }));
    }

    private static Task<int> WakingAsync(ActDesk desk, string where) =>
        desk.Db.FindAsync<int>($"SELECT COUNT(*) FROM work WHERE shop_id = @ShopId AND kind = 'wake' AND {where}", new { desk.Db.ShopId });
}
