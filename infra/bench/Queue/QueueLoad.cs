using ShopSupport.Bench.Consume;
using ShopSupport.Core.Queue;

namespace ShopSupport.Bench.Queue;

/// <summary>What sending took, and what receiving and deleting the same messages did.</summary>
internal readonly record struct TakenBoth(Taken Send, Taken Receive)
{
    public static TakenBoth operator +(TakenBoth left, TakenBoth right) => new(Sum(left.Send, right.Send), Sum(left.Receive, right.Receive));

    private static Taken Sum(Taken left, Taken right) => new(left.Seconds + right.Seconds, left.Processor + right.Processor);
}

/// <summary>Deliveries sent by many at once, then taken in batches and deleted by one.</summary>
internal static class QueueLoad
{
    public const int Senders = 64;

    public const int BatchSize = 256;

    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);

    public static async Task<TakenBoth> RunAsync(IDeliveryQueue queue, IReadOnlyCollection<Delivery> deliveries)
    {
        await queue.PrepareAsync(CancellationToken.None);
        var start = Taken.Now();
        await Parallel.ForEachAsync(
            deliveries,
            new ParallelOptions { MaxDegreeOfParallelism = Senders },
            async (delivery, cancel) => await queue.SendAsync(delivery, cancel));
        var send = Taken.Since(start);

        start = Taken.Now();
        var left = deliveries.Count;
        while (left > 0)
        {
            var batch = await queue.ReceiveAsync(BatchSize, Hidden, CancellationToken.None);
            await queue.DeleteAsync(batch, CancellationToken.None);
            left -= batch.Count;
        }

        return new TakenBoth(send, Taken.Since(start));
    }
}
