using System.Collections.Concurrent;
using System.Globalization;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Work;

/// <summary>What is due belongs to all shops at once: on a shared server these tests run one by one, each on an empty table.</summary>
[Collection(nameof(WorkDesk))]
public sealed class WorkTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [OnEachEngine]
    public async Task An_item_is_there_only_if_its_cause_is(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);

        await Assert.ThrowsAsync<FormatException>(() => desk.Db.Database.WriteAsync(
            async transaction =>
            {
                await WorkStore.AddAsync(transaction, desk.Item("lost"), desk.Now, default);
                throw new FormatException();
            },
            default));
        await desk.AddAsync(desk.Item("kept"));

        Assert.Equal("kept", Assert.Single(await desk.ClaimAsync(10)).Payload);
    }

    [OnEachEngine]
    public async Task An_item_is_taken_when_it_is_due_and_by_one_only(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);
        await desk.AddAsync(desk.Item("later") with { DueAt = desk.Now.AddMinutes(10), Key = "7", Lane = Lane.Change });
        Assert.Empty(await desk.ClaimAsync(10));
        Assert.Equal(desk.Now.AddMinutes(10), await desk.Queue.NextDueAsync(WorkDesk.Everything, default));

        desk.Db.Clock.Advance(TimeSpan.FromMinutes(10));
        var item = Assert.Single(await desk.ClaimAsync(10));

        Assert.Equal((desk.Db.ShopId, "test", "7", Lane.Change, desk.Now, 0), (item.ShopId, item.Kind, item.Key, item.Lane, item.DueAt, item.Tries));
        Assert.Empty(await desk.ClaimAsync(10));
        desk.Db.Clock.Advance(Long);
        Assert.Equal(item.Id, Assert.Single(await desk.ClaimAsync(10)).Id);
        Assert.False(await desk.Queue.DoneAsync(item, default));
    }

    [OnEachEngine]
    public async Task A_second_item_of_the_same_key_moves_the_first(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);
        await desk.AddAsync(desk.Item("first") with { Key = "7", DueAt = desk.Now.AddHours(1) });
        await desk.AddAsync(desk.Item("other shop") with { Key = "7", ShopId = await desk.Db.AddShopAsync(), DueAt = desk.Now.AddHours(1) });

        await desk.AddAsync(desk.Item("second") with { Key = "7", DueAt = desk.Now.AddHours(2) });
        desk.Db.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("other shop", Assert.Single(await desk.ClaimAsync(10)).Payload);
        desk.Db.Clock.Advance(TimeSpan.FromHours(1) - Long);
        desk.Db.Clock.Advance(Long);
        Assert.Equal("other shop, second", Payloads(await desk.ClaimAsync(10)));
    }

    [OnEachEngine]
    public async Task An_item_that_is_asked_for_while_it_is_done_is_done_once_more(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);
        await desk.AddAsync(desk.Item("first") with { Key = "7" });
        var first = Assert.Single(await desk.ClaimAsync(10));

        await desk.AddAsync(desk.Item("second") with { Key = "7" });

        Assert.False(await desk.Queue.DoneAsync(first, default));
        Assert.Equal("second", Assert.Single(await desk.ClaimAsync(10)).Payload);
    }

    [OnEachEngine]
    public async Task A_cancelled_item_is_never_taken(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);
        await desk.AddAsync(desk.Item("a") with { Key = "7" });

        Assert.True(await desk.Db.Database.WriteAsync(t => WorkStore.CancelAsync(t, desk.Db.ShopId, "test", "7", default), default));

        Assert.False(await desk.Db.Database.WriteAsync(t => WorkStore.CancelAsync(t, desk.Db.ShopId, "test", "7", default), default));
        Assert.Empty(await desk.ClaimAsync(10));
    }

    [OnEachEngine]
    public async Task The_lane_that_is_asked_for_first_goes_first_and_another_lane_is_left_alone(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);
        await desk.AddAsync(desk.Item("change") with { Lane = Lane.Change, DueAt = desk.Now.AddHours(-1) }, desk.Item("message"));
        Assert.Equal(desk.Now, await desk.Queue.NextDueAsync([Lane.Message], default));
        Assert.Equal(desk.Now.AddHours(-1), await desk.Queue.NextDueAsync([Lane.Message, Lane.Change], default));

        Assert.Equal("message", (await desk.Queue.ClaimAsync([Lane.Message, Lane.Change], Long, default))?.Payload);
        Assert.Null(await desk.Queue.ClaimAsync([Lane.Message], Long, default));
        Assert.Equal(desk.Now + Long, await desk.Queue.NextDueAsync([Lane.Message], default));
        Assert.Equal("change", (await desk.Queue.ClaimAsync([Lane.Message, Lane.Change], Long, default))?.Payload);
    }

    [OnEachEngine]
    public async Task A_busy_shop_leaves_room_for_the_others(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);
        var quiet = await desk.Db.AddShopAsync();
        await desk.AddAsync([.. Enumerable.Range(0, 50).Select(i => desk.Item(Text(i)) with { DueAt = desk.Now.AddHours(-1) })]);
        await desk.AddAsync(desk.Item("quiet") with { ShopId = quiet });

        Assert.Single(await desk.ClaimAsync(2), item => item.ShopId == quiet);
        Assert.Equal(8, (await desk.ClaimAsync(8)).Count);
    }

    [OnEachEngine]
    public async Task Eight_takers_take_each_of_200_items_once(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);
        var shops = new List<ShopId> { desk.Db.ShopId, await desk.Db.AddShopAsync(), await desk.Db.AddShopAsync() };
        await desk.AddAsync([.. Enumerable.Range(0, 200).Select(i => desk.Item(Text(i)) with { ShopId = shops[i % 3] })]);
        var taken = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await desk.Queue.ClaimAsync(WorkDesk.Everything, Long, default) is { } item)
            {
                Assert.True(await desk.Queue.DoneAsync(item, default));
                taken.Add(item.Payload!);
            }
        })));

        Assert.Equal(Enumerable.Range(0, 200).Select(Text).Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
    }

    [OnEachEngine]
    public async Task A_given_up_item_is_kept_counted_and_done_when_somebody_asks_again(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);
        var store = new WorkStore(desk.Db.Database, desk.Db.Clock);
        await desk.AddAsync(desk.Item("a") with { Key = "7" });
        await desk.Queue.GiveUpAsync(Assert.Single(await desk.ClaimAsync(10)), "SqlException 2627", default);

        desk.Db.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await desk.ClaimAsync(10));
        Assert.Null(await desk.Queue.NextDueAsync(WorkDesk.Everything, default));
        var dead = Assert.Single(await store.ListDeadAsync(desk.Db.ShopId, 10, default));
        Assert.Equal(("test", "7", "SqlException 2627", desk.Now.AddDays(-1)), (dead.Kind, dead.Key, dead.Error, dead.DiedAt));

        Assert.False(await store.RetryAsync(await desk.Db.AddShopAsync(), dead.Id, default));
        Assert.True(await store.RetryAsync(desk.Db.ShopId, dead.Id, default));
        Assert.False(await store.RetryAsync(desk.Db.ShopId, dead.Id, default));
        Assert.Equal(0, Assert.Single(await desk.ClaimAsync(10)).Tries);
        Assert.Empty(await store.ListDeadAsync(desk.Db.ShopId, 10, default));
    }

    [OnEachEngine]
    public async Task A_clock_that_jumps_back_an_hour_loses_nothing_and_doubles_nothing(DatabaseProvider engine)
    {
        await using var desk = await WorkDesk.OpenAsync(engine);
        await desk.AddAsync([desk.Item("taken"), desk.Item("waiting")]);
        var taken = Assert.Single(await desk.ClaimAsync(1));

        desk.Db.Clock.Advance(TimeSpan.FromHours(-1));
        await desk.AddAsync(desk.Item("new"));
        Assert.Equal("new", Assert.Single(await desk.ClaimAsync(10)).Payload);
        Assert.True(await desk.Queue.DoneAsync(taken, default));

        // The new one's taker died: it is seen again too.
        desk.Db.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(
            taken.Payload is "taken" ? "new, waiting" : "new, taken",
            Payloads(await desk.ClaimAsync(10)));
    }

    private static string Payloads(IEnumerable<WorkItem> items) => string.Join(", ", items.Select(item => item.Payload).Order(StringComparer.Ordinal));

    private static string Text(int number) => number.ToString("000", CultureInfo.InvariantCulture);
}
