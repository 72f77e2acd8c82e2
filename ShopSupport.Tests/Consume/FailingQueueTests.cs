using Moq;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;

namespace ShopSupport.Tests.Consume;

/// <summary>A queue that fails between two of its answers, which no real one can be made to do at a given moment.</summary>
public sealed class FailingQueueTests
{
    private static readonly QueueUnavailableException Gone = new("gone");

    [Fact]
    public async Task A_queue_that_is_gone_for_a_while_is_asked_again()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        await desk.SendAsync("orders/create", Order());
        var (queue, asked) = (QueueMock.Over(desk.Queue), 0);
        // Both consumers ask in vain.
        queue.Setup(q => q.ReceiveAsync(It.IsAny<int>(), It.IsAny<TimeSpan>(), It.IsAny<CancellationToken>()))
            .Returns<int, TimeSpan, CancellationToken>((count, visibility, cancel) =>
                Interlocked.Increment(ref asked) <= 2 ? throw Gone : desk.Queue.ReceiveAsync(count, visibility, cancel));

        await desk.StartAsync(queue.Object);
        await desk.UntilLoggedAsync("Consuming pauses");
        await desk.UntilEmptyAsync();

        Assert.Equal(1, await desk.Shop.CountAsync("orders"));
    }

    [Fact]
    public async Task What_was_applied_and_could_not_be_deleted_comes_again_and_nothing_is_doubled()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        await desk.SendAsync("orders/create", Order(1));
        await desk.SendAsync("orders/create", Order(2));
        var (queue, asked) = (QueueMock.Over(desk.Queue), 0);
        queue.Setup(q => q.DeleteAsync(It.IsAny<IReadOnlyCollection<QueuedDelivery>>(), It.IsAny<CancellationToken>()))
            .Returns<IReadOnlyCollection<QueuedDelivery>, CancellationToken>((messages, cancel) =>
                Interlocked.Increment(ref asked) == 1 ? throw Gone : desk.Queue.DeleteAsync(messages, cancel));
        await desk.StartAsync(queue.Object);
        await desk.UntilLoggedAsync("Consuming pauses for 1 s: QueueUnavailableException");
        var events = await desk.Shop.CountAsync("shop_events");
        Assert.Equal(2, (await desk.Sync.TotalsOfAllAsync(CancellationToken.None)).Received);

        // Its time is over, and it is seen again.
        desk.Clock.Advance(TimeSpan.FromSeconds(121));
        await desk.UntilEmptyAsync();

        Assert.Equal((2L, null), (await desk.Shop.TotalAsync(DeliveryOutcome.Applied), await desk.Shop.TotalAsync(DeliveryOutcome.Duplicate)));
        Assert.Equal((2, events), (await desk.Shop.CountAsync("orders"), await desk.Shop.CountAsync("shop_events")));
        Assert.Equal(2, (await desk.Sync.TotalsOfAllAsync(CancellationToken.None)).Received);
        Assert.True(asked > 1);
    }

    [Fact]
    public async Task What_could_not_be_given_back_is_tried_again_when_its_time_is_over()
    {
        await using var desk = await WorkerDesk.OpenAsync();
        await desk.Shop.Db.ExecuteAsync("CREATE TRIGGER broken BEFORE INSERT ON orders BEGIN SELECT RAISE(ABORT, 'broken'); END");
        var sent = await desk.SendAsync("orders/create", Order());
        var queue = QueueMock.Over(desk.Queue);
        queue.Setup(q => q.ReleaseAsync(It.IsAny<QueuedDelivery>(), It.IsAny<TimeSpan>(), It.IsAny<bool>(), It.IsAny<CancellationToken>())).ThrowsAsync(Gone);
        await desk.StartAsync(queue.Object);
        await desk.UntilLoggedAsync("Consuming pauses for 1 s: QueueUnavailableException");
        Assert.Equal((0, 1L), (await desk.Shop.CountAsync("deliveries"), (await desk.Queue.CountAsync(CancellationToken.None)).Waiting));

        await desk.Shop.Db.ExecuteAsync("DROP TRIGGER broken");
        desk.Clock.Advance(TimeSpan.FromSeconds(121));
        await desk.UntilEmptyAsync();

        Assert.Equal((DeliveryOutcome.Applied, 0), await desk.Shop.OutcomeAsync(sent.WebhookId) is var o ? (o.Outcome, o.Tries) : default);
    }
}
