using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;

namespace ShopSupport.Webhooks.Consume;

/// <summary>
/// Takes deliveries from the queue and applies them in batches. A batch that fails is taken apart, so that one bad
/// delivery stops no other; a database that cannot be used stops everything until it is back, and loses nothing.
/// </summary>
internal sealed class DeliveryWorker(
    IDeliveryQueue queue, DeliveryApplier applier, CommitSignal signal, TimeProvider clock, TimeSpan visibility, ILogger<DeliveryWorker> log)
    : BackgroundService
{
    public const int MostTries = 8;

    private const int BatchSize = 256;
    private const int Consumers = 2;

    private static readonly TimeSpan ShortestIdle = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // While one consumer writes, the other reads and understands the next batch.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Consumers).Select(_ => Task.Run(() => ConsumeAsync(stoppingToken), CancellationToken.None)));

    /// <summary>The wait before try number <paramref name="tries"/> + 1: doubling from 2 s, at most 10 minutes, half of it by chance.</summary>
    internal static TimeSpan DelayAfter(int tries, double chance)
    {
        var seconds = Math.Min(2 * Math.Pow(2, tries), 600);
        return TimeSpan.FromSeconds((seconds / 2) + (seconds / 2 * chance));
    }

    private async Task ConsumeAsync(CancellationToken stopping)
    {
        var idle = ShortestIdle;
        var pause = TimeSpan.FromSeconds(1);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var messages = await queue.ReceiveAsync(BatchSize, visibility, stopping);
                if (messages.Count > 0)
                {
                    await HandleAsync(messages, stopping);
                    (idle, pause) = (ShortestIdle, TimeSpan.FromSeconds(1));
                    continue;
                }

                await Task.Delay(idle, clock, stopping);
                idle = idle * 2 < LongestIdle ? idle * 2 : LongestIdle;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError("Consuming pauses for {Seconds} s: {Error}", pause.TotalSeconds, Name(e));
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    private async Task HandleAsync(IReadOnlyList<QueuedDelivery> messages, CancellationToken stopping)
    {
        // What was begun is finished: a commit without its delete would only be work done twice.
        try
        {
            await applier.ApplyAsync(messages, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseErrors.MeansUnavailable(e))
        {
            await ReleaseAsync(messages, stopping);
            throw;
        }
        catch (Exception e) when (messages.Count > 1)
        {
            log.LogWarning("A batch of {Count} is applied one by one: {Error}", messages.Count, Name(e));
            foreach (var message in messages)
            {
                await HandleAsync([message], stopping);
            }

            return;
        }
        catch (Exception e)
        {
            await FailAsync(messages[0], e);
            return;
        }

        signal.Committed();
        await queue.DeleteAsync(messages, CancellationToken.None);
    }

    private async Task FailAsync(QueuedDelivery message, Exception error)
    {
        var (topic, id) = (message.Delivery.Topic, message.Delivery.WebhookId);
        if (message.Tries + 1 < MostTries)
        {
            var delay = DelayAfter(message.Tries, Random.Shared.NextDouble());
            log.LogWarning("Delivery {WebhookId} ({Topic}) failed, try {Tries}: {Error}", id, topic, message.Tries + 1, Name(error));
            await queue.ReleaseAsync(message, delay, failed: true, CancellationToken.None);
            return;
        }

        log.LogError("Delivery {WebhookId} ({Topic}) is parked after {Tries} tries: {Error}", id, topic, MostTries, Name(error));
        var parked = message with { Tries = MostTries };
        await applier.ParkAsync(parked, new DeliveryProblem(ProblemKind.Failed, Name(error)), CancellationToken.None);
        signal.Committed();
        await queue.DeleteAsync([message], CancellationToken.None);
    }

    private async Task ReleaseAsync(IReadOnlyList<QueuedDelivery> messages, CancellationToken stopping)
    {
        foreach (var message in messages)
        {
            await queue.ReleaseAsync(message, TimeSpan.Zero, failed: false, stopping);
        }
    }

    // An exception's message may hold a customer's data; its type and number never do.
    private static string Name(Exception e) => e switch
    {
        System.Data.Common.DbException db => $"{e.GetType().Name} {db.ErrorCode}/{db.SqlState}",
        _ => e.GetType().Name,
    };
}
