using Moq;
using ShopSupport.Core.Purge;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Consume;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;

namespace ShopSupport.Tests.Sync;

/// <summary>How many were received: it never falls, and never holds one that did not come.</summary>
public sealed class ReceivedTests
{
    [Fact]
    public async Task A_delivery_that_is_handled_and_not_yet_deleted_counts_once()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        var (queue, isDeleting, mayDelete) = (QueueMock.Over(desk.Queue), new TaskCompletionSource(), new TaskCompletionSource());
        queue.Setup(q => q.DeleteAsync(It.IsAny<IReadOnlyCollection<QueuedDelivery>>(), It.IsAny<CancellationToken>()))
            .Returns<IReadOnlyCollection<QueuedDelivery>, CancellationToken>(async (messages, cancel) =>
            {
                isDeleting.SetResult();
                await mayDelete.Task;
                await desk.Queue.DeleteAsync(messages, cancel);
            });
        await desk.SendAsync("orders/create", Order());
        Assert.Equal(1, await ReceivedAsync(desk));
        await desk.StartAsync(queue.Object);
        await isDeleting.Task.WaitAsync(Patience.Limit);

        var meanwhile = await ReceivedAsync(desk);

        mayDelete.SetResult();
        await desk.UntilEmptyAsync();
        Assert.Equal((1, 1), (meanwhile, await ReceivedAsync(desk)));
    }

    [Fact]
    public async Task A_delivery_that_is_handled_while_somebody_counts_is_not_missed()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        var queue = QueueMock.Over(desk.Queue);
        // Between the two looks, at the log and at the queue, everything is handled and more comes.
        queue.Setup(q => q.CountAsync(It.IsAny<CancellationToken>())).Returns<CancellationToken>(async cancel =>
        {
            await desk.StartAsync();
            await desk.UntilEmptyAsync();
            await desk.StopAsync();
            return await desk.Queue.CountAsync(cancel);
        });
        var sync = new SyncStore(desk.Shop.Db.Database, queue.Object, new InHand(), desk.Clock);
        await desk.SendAsync("orders/create", Order());

        Assert.Equal(1, (await sync.TotalsOfAllAsync(CancellationToken.None)).Received);
    }

    [Fact]
    public async Task A_delivery_that_was_queued_again_by_hand_counts_once()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        var dead = await desk.SendAsync("orders/create", "{");
        await desk.StartAsync();
        await desk.UntilEmptyAsync();
        await desk.StopAsync();

        Assert.True(await desk.Sync.RetryAsync(desk.Shop.Db.ShopId, dead.WebhookId, CancellationToken.None));

        Assert.Equal(1, await ReceivedAsync(desk));
        Assert.Equal(1, (await desk.Sync.TotalsAsync(desk.Shop.Db.ShopId, desk.Shop.Domain, CancellationToken.None)).Received);
        await desk.StartAsync();
        await desk.UntilEmptyAsync();
        Assert.Equal(1, await ReceivedAsync(desk));
    }

    [Fact]
    public async Task What_is_deleted_after_its_time_was_received_all_the_same()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        await desk.SendAsync("orders/create", "{");
        await desk.SendAsync("orders/create", Order());
        await desk.StartAsync();
        await desk.UntilEmptyAsync();
        var now = desk.Clock.GetUtcNow().AddDays(new Retention().Dead + 1);

        Assert.True(await new PurgeStore(desk.Shop.Db.Database, new Retention()).PurgeAsync(desk.Shop.Db.ShopId, now, 99, CancellationToken.None));

        // As another process tells it, that never said anything.
        var totals = await new SyncStore(desk.Shop.Db.Database, desk.Queue, new InHand(), desk.Clock).TotalsOfAllAsync(CancellationToken.None);
        Assert.Equal(new SyncTotals { Received = 2, Queued = 0, Applied = 1, Forgotten = 1 }, totals);
    }

    private static async Task<long> ReceivedAsync(WorkerDesk desk) => (await desk.Sync.TotalsOfAllAsync(CancellationToken.None)).Received;
}
