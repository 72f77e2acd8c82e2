using ShopSupport.Core.Events;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Storage;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Sync;

public sealed class ShopTurnsTests
{
    [Fact]
    public async Task Two_consumers_of_one_process_wait_for_each_other_and_give_nothing_back()
    {
        // Each transaction that asks takes one, and its commit gives it back.
        var (server, asking) = (new FakeSqlServer(), 0);
        server.Answer("sp_getapplock", () => ++asking == 1 ? 1 : 0);
        server.Committed = () => asking--;
        // What is parked is told to the screens.
        server.Answer("last_event_seq", 1L);
        var writing = new Writing();
        var applier = new DeliveryApplier(server.Database, writing.Catalogue, new TestClock());

        var first = applier.ApplyAsync([Message("1"), Message("2")], CancellationToken.None);
        var second = applier.ApplyAsync([Message("3")], CancellationToken.None);
        var parked = applier.ParkAsync(Message("4"), new DeliveryProblem(ProblemKind.Failed), CancellationToken.None);
        writing.End.SetResult();

        Assert.Empty(await first);
        Assert.Empty(await second);
        Assert.True(await parked);
    }

    [Fact]
    public async Task Consumers_that_need_each_others_shops_end_both()
    {
        var turns = new ShopTurns();
        var (low, high) = (new ShopId(1), new ShopId(2));
        var held = await turns.TakeAsync([low], default);
        var both = turns.TakeAsync([high, low], default);

        var highOnly = turns.TakeAsync([high], default);

        Assert.True(highOnly.IsCompletedSuccessfully);
        (await highOnly).Dispose();
        held.Dispose();
        (await both).Dispose();
    }

    [Fact]
    public async Task Whoever_stops_waiting_holds_no_shop()
    {
        var (turns, stop) = (new ShopTurns(), new CancellationTokenSource());
        using var held = await turns.TakeAsync([new ShopId(2)], default);
        var waiting = turns.TakeAsync([new ShopId(1), new ShopId(2)], stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(turns.TakeAsync([new ShopId(1)], default).IsCompletedSuccessfully);
    }

    private static QueuedDelivery Message(string id) => new()
    {
        MessageId = id,
        Receipt = "1",
        Tries = 0,
        Delivery = Deliveries.One("{}"u8.ToArray(), topic: Writing.Topic) with { WebhookId = id },
    };

    /// <summary>A change whose writing takes until the test says so.</summary>
    private sealed class Writing : IProjection
    {
        public const string Topic = "orders/updated";

        public TaskCompletionSource End { get; } = new();

        public Catalogue Catalogue => new(
            new Dictionary<string, Action<Payload, Changes>>(StringComparer.Ordinal) { [Topic] = (_, changes) => changes.Add(new Slow()) },
            new Dictionary<string, Action<Payload, Changes>>(StringComparer.Ordinal),
            [this],
            new Dictionary<EventSubject, FindOwners>(),
            (_, _, _, _) => Task.FromResult(new Dictionary<long, ShopifyCustomerId>()),
            (_, _) => Task.FromResult(new ShopId(7)));

        public IReadOnlyList<GeneratedSql> Generated => [];

        public Type Takes => typeof(Slow);

        public Task ApplyAsync(Batch batch, CancellationToken cancel) => End.Task;

        private sealed record Slow : Change;
    }
}
