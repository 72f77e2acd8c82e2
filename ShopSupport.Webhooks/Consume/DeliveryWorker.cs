using System.Runtime.ExceptionServices;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Webhooks.Consume;

/// <summary>
/// Takes deliveries from the queue and applies them in batches. A batch that fails is taken apart, so that one bad
/// delivery stops no other; a database that cannot be used stops everything until it is back, and loses nothing.
/// </summary>
internal sealed class DeliveryWorker(
    IDeliveryQueue queue, DeliveryApplier applier, WorkerHealth health, TimeProvider clock, TimeSpan visibility, ILogger<DeliveryWorker> log)
    : Worker(health, clock, log)
{
    public const int MostTries = 8;

    private const int BatchSize = 256;
    private const int Backlog = 2048;

    private static readonly TimeSpan ShortestIdle = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMilliseconds(400);

    // How long a batch of another consumer takes, more or less.
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(300);

    /// <inheritdoc />
    protected override string What => "Consuming";

    // While one consumer writes, the other reads and understands the next batch.
    /// <inheritdoc />
    protected override int Loops => 2;

    /// <inheritdoc />
    protected override async Task RunAsync(int loop, Action wentWell, CancellationToken stopping)
    {
        var (idle, handled) = (ShortestIdle, 0);
        while (!stopping.IsCancellationRequested)
        {
            var messages = await queue.ReceiveAsync(BatchSize, visibility, stopping);
            if (messages.Count > 0)
            {
                applier.InHand.Take(messages);
                await HandleAsync(messages, stopping);
                (idle, handled) = (ShortestIdle, handled + messages.Count);
                wentWell();
                continue;
            }

            if (handled >= Backlog)
            {
                // Small shops host this on small machines: what a backlog took goes back to the system when it is done, not one day.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }

            handled = 0;
            wentWell();
            await Task.Delay(idle, Clock, stopping);
            idle = idle * 2 < LongestIdle ? idle * 2 : LongestIdle;
        }
    }

    private async Task HandleAsync(IReadOnlyList<QueuedDelivery> messages, CancellationToken stopping)
    {
        // What was begun is finished: a commit without its delete would only be work done twice.
        IReadOnlyList<QueuedDelivery> held;
        try
        {
            held = await applier.ApplyAsync(messages, CancellationToken.None);
        }
        catch (Exception e)
        {
            await TakeApartAsync(messages, e, stopping);
            return;
        }

        await Task.WhenAll(held.Select(message => ReleaseAsync(message, Held, failed: false)));
        if (held.Count == messages.Count)
        {
            // There is nothing else to do, and the next batch would be of the same shops.
            await Task.Delay(Held, Clock, stopping);
            return;
        }

        await DeleteAsync(held.Count == 0 ? messages : [.. messages.Except(held)]);
    }

    private async Task TakeApartAsync(IReadOnlyList<QueuedDelivery> messages, Exception error, CancellationToken stopping)
    {
        if (DatabaseErrors.MeansUnavailable(error) && !await IsItsOwnAsync(error))
        {
            await Task.WhenAll(messages.Select(message => ReleaseAsync(message, TimeSpan.Zero, failed: false)));
            ExceptionDispatchInfo.Throw(error);
        }

        if (messages.Count == 1)
        {
            await FailAsync(messages[0], error);
            return;
        }

        log.LogWarning("A batch of {Count} is applied one by one: {Error}", messages.Count, DatabaseErrors.Name(error));
        foreach (var message in messages)
        {
            await HandleAsync([message], stopping);
        }
    }

    // A time-out says nothing about whose fault it was; a database that takes a change right after it says it.
    private async Task<bool> IsItsOwnAsync(Exception error) =>
        DatabaseErrors.MayBeItsOwn(error) && await applier.AnswersAsync(CancellationToken.None);

    private async Task FailAsync(QueuedDelivery message, Exception error)
    {
        var (topic, id) = (message.Delivery.Topic, message.Delivery.WebhookId);
        if (message.Tries + 1 < MostTries)
        {
            var delay = Backoff.After(message.Tries, Random.Shared.NextDouble());
            log.LogWarning("Delivery {WebhookId} ({Topic}) failed, try {Tries}: {Error}", id, topic, message.Tries + 1, DatabaseErrors.Name(error));
            await ReleaseAsync(message, delay, failed: true);
            return;
        }

        log.LogError("Delivery {WebhookId} ({Topic}) is parked after {Tries} tries: {Error}", id, topic, MostTries, DatabaseErrors.Name(error));
        var parked = message with { Tries = MostTries };
        if (!await applier.ParkAsync(parked, new DeliveryProblem(ProblemKind.Failed, DatabaseErrors.Name(error)), CancellationToken.None))
        {
            await ReleaseAsync(message, Held, failed: false);
            return;
        }

        await DeleteAsync([message]);
    }

    private async Task ReleaseAsync(QueuedDelivery message, TimeSpan delay, bool failed)
    {
        await queue.ReleaseAsync(message, delay, failed, CancellationToken.None);
        applier.InHand.Leave([message]);
    }

    private async Task DeleteAsync(IReadOnlyList<QueuedDelivery> messages)
    {
        await queue.DeleteAsync(messages, CancellationToken.None);
        applier.InHand.Leave(messages);
    }
}
