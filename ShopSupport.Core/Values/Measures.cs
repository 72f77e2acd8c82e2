using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ShopSupport.Core.Values;

/// <summary>What the desk measures of itself, under the name <c>ShopSupport</c>, for whoever listens.</summary>
public static class Measures
{
    private const string Name = "ShopSupport";

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans: applying a batch of deliveries.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Deliveries that were answered with 200.</summary>
    public static Counter<long> Received { get; } = Meter.CreateCounter<long>("shopsupport.deliveries.received", "{delivery}");

    /// <summary>Deliveries that were handled; the tag <c>outcome</c> says how: applied, stale, duplicate, ignored or dead.</summary>
    public static Counter<long> Handled { get; } = Meter.CreateCounter<long>("shopsupport.deliveries.handled", "{delivery}");

    /// <summary>How old the oldest delivery of a batch is when the batch is begun.</summary>
    public static Histogram<double> QueueAge { get; } = Meter.CreateHistogram<double>("shopsupport.queue.age", "s");

    /// <summary>From a delivery's receipt until what it says can be seen.</summary>
    public static Histogram<double> Lag { get; } = Meter.CreateHistogram<double>("shopsupport.deliveries.lag", "s");

    /// <summary>How long a transaction waited for another process to let go of what it needs.</summary>
    public static Histogram<double> LockWait { get; } = Meter.CreateHistogram<double>("shopsupport.lock.wait", "s");
}
