using System.Collections.Concurrent;
using System.Diagnostics;
using ShopSupport.Core.Values;

namespace ShopSupport.Tests.Support;

/// <summary>What is measured in one trace, which begins with this and ends with it; other tests' spans are not among it.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;
    private readonly Activity _root = new("a test");

    public Spans()
    {
        _root.Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Measures.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Those that ended, in order.</summary>
    public IReadOnlyList<Activity> Ended => [.. _ended.Where(span => span.TraceId == _root.TraceId)];

    public void Dispose()
    {
        _listener.Dispose();
        _root.Dispose();
    }
}
