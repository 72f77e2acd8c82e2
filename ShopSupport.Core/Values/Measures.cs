using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ShopSupport.Core.Values;

/// <summary>What the desk measures of itself, under the name <c>ShopSupport</c>, for whoever listens.</summary>
public static class Measures
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "ShopSupport";

    private static readonly Meter Meter = new(Name);

    /// <summary>Spans: a delivery's way from its receipt to the screens, work, and what Shopify is asked.</summary>
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

    /// <summary>Items of work; the tags <c>kind</c> and <c>outcome</c> (done, failed, given_up) say which and how it went.</summary>
    public static Counter<long> Work { get; } = Meter.CreateCounter<long>("shopsupport.work.handled", "{item}");

    /// <summary>Documents sent to Shopify; the tags <c>document</c> and <c>outcome</c> say which and how it went.</summary>
    public static Counter<long> ShopifyCalls { get; } = Meter.CreateCounter<long>("shopsupport.shopify.calls", "{call}");

    /// <summary>The span under way as a W3C <c>traceparent</c> of 55 characters; null where nobody keeps it.</summary>
    public static string? TraceParent => Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>Begins a span that goes on with a trace of another process; null where nobody listens or there is no trace.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="traceParent">The span it belongs to, as <see cref="TraceParent"/> gave it.</param>
    /// <param name="kind">Its place in the trace.</param>
    /// <param name="since">When it began; now unless given.</param>
    public static Activity? GoOn(string name, string? traceParent, ActivityKind kind, DateTimeOffset since = default) =>
        Parse(traceParent) is { } parent ? Activities.StartActivity(name, kind, parent, startTime: since) : null;

    /// <summary>The trace that a text names; null where nobody listens, or it names none.</summary>
    public static ActivityContext? Parse(string? traceParent) =>
        Activities.HasListeners() && ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent) ? parent : null;
}
