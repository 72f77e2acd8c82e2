using System.Collections.Concurrent;

namespace ShopSupport.Simulator.Admin;

/// <summary>Jobs that mutations began. Safe for many threads.</summary>
internal sealed class OrderJobs(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, OrderJob> _jobs = new(StringComparer.Ordinal);

    public OrderJob Begin(long orderId, TimeSpan takes)
    {
        var job = new OrderJob(Guid.NewGuid().ToString(), orderId, clock.GetUtcNow() + takes);
        return _jobs[job.Key] = job;
    }

    /// <summary>By the global id of the job; null where there is none.</summary>
    public OrderJob? Find(string gid) => _jobs.GetValueOrDefault(gid.Split('/')[^1]);
}

internal sealed record OrderJob(string Key, long OrderId, DateTimeOffset DoneAt)
{
    public bool IsDone(TimeProvider clock) => clock.GetUtcNow() >= DoneAt;
}
