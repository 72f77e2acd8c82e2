using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Purge;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Consume;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Work;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Tests.Work;

public sealed class WorkWorkerTests
{
    [Fact]
    public async Task What_keeps_failing_waits_longer_each_time_is_given_up_after_eight_tries_and_stops_no_other()
    {
        await using var desk = await WorkDesk.OpenAsync(DatabaseProvider.Sqlite);
        var handler = new Handler("test", item => item.Payload is "bad" ? throw new FormatException("お客様の秘密") : Task.CompletedTask);
        var runner = Runner(desk, handler);
        await desk.AddAsync(desk.Item("bad"), desk.Item("good"));

        for (var tries = 0; tries < WorkRunner.MostTries; tries++)
        {
            // The wait is at least half of the longest, and never nothing.
            Assert.Equal(tries == 0 ? 2 : 1, await RunAllAsync(runner));
            desk.Db.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(0, await RunAllAsync(runner));
        Assert.Equal("FormatException", Assert.Single(await new WorkStore(desk.Db.Database, desk.Db.Clock).ListDeadAsync(desk.Db.ShopId, 9, default)).Error);
        Assert.Equal((8, 1), (handler.Done.Count(item => item.Payload is "bad"), handler.Done.Count(item => item.Payload is "good")));
    }

    [Fact]
    public async Task An_item_is_a_span_that_names_its_kind_and_whether_it_failed_and_nothing_of_its_payload()
    {
        await using var desk = await WorkDesk.OpenAsync(DatabaseProvider.Sqlite);
        var runner = Runner(desk, new Handler("test", item => item.Payload is "bad" ? throw new FormatException("お客様の秘密") : Task.CompletedTask));
        await desk.AddAsync(desk.Item("good"), desk.Item("bad"));
        using var spans = new Spans();

        Assert.Equal(2, await RunAllAsync(runner));

        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], spans.Ended.Select(span => span.Status).Order().Reverse());
        Assert.All(spans.Ended, span => Assert.Equal(("work", "test"), (span.DisplayName, span.GetTagItem("shopsupport.work"))));
        Assert.All(spans.Ended, span => Assert.DoesNotContain(span.TagObjects, tag => tag.Value is "bad" or "good"));
        Assert.All(spans.Ended, span => Assert.Null(span.StatusDescription));
    }

    [Fact]
    public async Task Repeated_work_is_there_for_every_shop_and_is_never_given_up()
    {
        await using var desk = await WorkDesk.OpenAsync(DatabaseProvider.Sqlite);
        var other = await desk.Db.AddShopAsync();
        var handler = new Handler("test", _ => throw new FormatException()) { FirstWait = TimeSpan.FromSeconds(15) };
        var runner = Runner(desk, handler);

        await runner.ScheduleAsync(default);
        await runner.ScheduleAsync(default);
        Assert.Equal(0, await RunAllAsync(runner));
        for (var tries = 0; tries < 10; tries++)
        {
            desk.Db.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(2, await RunAllAsync(runner));
        }

        Assert.Equal(new[] { desk.Db.ShopId, other }.ToHashSet(), handler.Done.Select(item => item.ShopId).ToHashSet());
    }

    [Fact]
    public async Task Repeated_work_asks_for_itself_in_the_transaction_that_ends_it()
    {
        await using var desk = await WorkDesk.OpenAsync(DatabaseProvider.Sqlite);
        await desk.Db.AddAsync("shop_profiles", new { ShopifyId = 1L, Name = "茶", Currency = "JPY", TimeZone = "Asia/Tokyo", Version = 1L, VersionRank = 1L });
        var runner = Runner(desk, new PurgeWork(new PurgeStore(desk.Db.Database, new Retention()), new ShopStore(desk.Db.Database, desk.Db.Clock), new WorkQueue(desk.Db.Database, desk.Db.Clock), desk.Db.Clock));
        await runner.ScheduleAsync(default);
        desk.Db.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, await RunAllAsync(runner));

        var next = Night.After(desk.Now, "Asia/Tokyo", desk.Db.ShopId);
        Assert.Equal(next, await desk.Queue.NextDueAsync(WorkDesk.Everything, default));
        Assert.Equal(1, await desk.Db.FindAsync<int>("SELECT COUNT(*) FROM work"));
    }

    [Fact]
    public async Task Work_of_a_kind_that_a_newer_program_does_is_left_to_it()
    {
        await using var desk = await WorkDesk.OpenAsync(DatabaseProvider.Sqlite);
        await desk.AddAsync(desk.Item("new"));
        Assert.Equal(1, await RunAllAsync(Runner(desk)));

        desk.Db.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, Assert.Single(await desk.ClaimAsync(9)).Tries);
    }

    [Fact]
    public async Task What_waits_behind_a_long_piece_of_work_is_done_once()
    {
        await using var desk = await WorkDesk.OpenAsync(DatabaseProvider.Sqlite);
        WorkRunner? other = null;
        Handler? handler = null;
        handler = new Handler("test", async _ =>
        {
            desk.Db.Clock.Advance(TimeSpan.FromSeconds(50));
            if (handler!.Done.Count == 3)
            {
                // 150 s after the first was begun, somebody else looks for what is due.
                await other!.RunDueAsync(WorkDesk.Everything, default);
            }
        });
        other = Runner(desk, handler);
        await desk.AddAsync([.. Enumerable.Range(0, 6).Select(i => desk.Item($"{i}"))]);

        await RunAllAsync(Runner(desk, handler));

        Assert.Equal("0, 1, 2, 3, 4, 5", string.Join(", ", handler.Done.Select(item => item.Payload!).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task What_a_person_waits_for_is_done_while_shops_are_cleaned_up()
    {
        await using var desk = await WorkDesk.OpenAsync(DatabaseProvider.Sqlite);
        var end = new TaskCompletionSource();
        var handler = new Handler("test", item => item.Lane == Lane.Change ? end.Task : Task.CompletedTask);
        using var worker = new WorkWorker(Runner(desk, handler), desk.Db.Database, new WorkerHealth(), TimeProvider.System, NullLogger<WorkWorker>.Instance);
        await desk.AddAsync([.. Enumerable.Range(0, 3).Select(i => desk.Item($"purge {i}") with { Lane = Lane.Change })]);
        await worker.StartAsync(default);
        await WorkerDesk.UntilAsync(() => Task.FromResult(!handler.Done.IsEmpty), "a long piece of work is begun");

        await desk.AddAsync(desk.Item("message"));

        await WorkerDesk.UntilAsync(() => Task.FromResult(handler.Done.Any(item => item.Payload is "message")), "the message is done meanwhile");
        end.SetResult();
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task The_worker_sleeps_until_something_is_due_and_does_it()
    {
        await using var desk = await WorkDesk.OpenAsync(DatabaseProvider.Sqlite);
        var handler = new Handler("test", _ => Task.CompletedTask);
        using var worker = new WorkWorker(Runner(desk, handler), desk.Db.Database, new WorkerHealth(), desk.Db.Clock, NullLogger<WorkWorker>.Instance);
        await worker.StartAsync(default);
        await desk.AddAsync(desk.Item("due"), desk.Item("later") with { DueAt = desk.Now.AddHours(1) });

        await WorkerDesk.UntilAsync(() => Task.FromResult(!handler.Done.IsEmpty), "what is due is done");
        Assert.Equal("due", Assert.Single(handler.Done).Payload);

        desk.Db.Clock.Advance(TimeSpan.FromHours(1));
        await desk.Db.Database.AnswersAsync(default);
        await WorkerDesk.UntilAsync(async () => await desk.Queue.NextDueAsync(WorkDesk.Everything, default) is null, "the later one is done too");
        Assert.Equal(2, handler.Done.Count);
        await worker.StopAsync(default);
    }

    private static WorkRunner Runner(WorkDesk desk, params IWorkHandler[] handlers) => new(desk.Queue, handlers, NullLogger<WorkRunner>.Instance);

    private static async Task<int> RunAllAsync(WorkRunner runner)
    {
        var done = 0;
        while (await runner.RunDueAsync(WorkDesk.Everything, CancellationToken.None))
        {
            done++;
        }

        return done;
    }

    private sealed class Handler(string kind, Func<WorkItem, Task> run) : IWorkHandler
    {
        public ConcurrentQueue<WorkItem> Done { get; } = new();

        public string Kind => kind;

        public TimeSpan? FirstWait { get; init; }

        public Task RunAsync(WorkItem item, CancellationToken cancel)
        {
            Done.Enqueue(item);
            return run(item);
        }
    }
}
