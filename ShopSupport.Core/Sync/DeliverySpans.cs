using System.Diagnostics;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>
/// What applying a batch looks like in traces. A delivery that comes alone is applied in the trace of its receipt, with all
/// that the database does; several together share a span that links to each of theirs, and each has a short one of its own.
/// Nothing where nobody listens.
/// </summary>
internal sealed class DeliverySpans : IDisposable
{
    private readonly Activity? _before = Activity.Current;
    private readonly Activity? _batch;
    private readonly Activity?[] _own = [];

    public DeliverySpans(IReadOnlyList<QueuedDelivery> messages, DateTimeOffset now)
    {
        if (!Measures.Activities.HasListeners())
        {
            return;
        }

        foreach (var delivery in messages.Select(message => message.Delivery))
        {
            using var wait = Measures.GoOn("queue wait", delivery.TraceParent, ActivityKind.Internal, delivery.ReceivedAt);
            wait?.SetEndTime(now.UtcDateTime);
        }

        var alone = messages.Count == 1 ? Measures.Parse(messages[0].Delivery.TraceParent) : null;
        var links = messages.Select(message => Measures.Parse(message.Delivery.TraceParent)).OfType<ActivityContext>().Select(parent => new ActivityLink(parent));
        _batch = Measures.Activities.StartActivity("apply deliveries", ActivityKind.Consumer, alone ?? default, links: alone is null ? links : null);
        _batch?.SetTag("shopsupport.count", messages.Count);
        _own = [.. messages.Select(message => Describe(alone is null ? Own(message) : _batch, message))];
        Activity.Current = _batch ?? _before;
    }

    /// <summary>The span in which the message at a place of the batch is applied; null where nobody keeps it.</summary>
    public string? TraceParent(int place) => place < _own.Length && _own[place] is { Recorded: true } span ? span.Id : null;

    public void Dispose()
    {
        Array.ForEach(_own, span => span?.Dispose());
        _batch?.Dispose();
        Activity.Current = _before;
    }

    private static Activity? Own(QueuedDelivery message) => Measures.GoOn("apply delivery", message.Delivery.TraceParent, ActivityKind.Consumer);

    private static Activity? Describe(Activity? span, QueuedDelivery message) =>
        span?.SetTag("shopsupport.topic", message.Delivery.Topic).SetTag("shopsupport.delivery", message.Delivery.WebhookId).SetTag("shopsupport.tries", message.Tries);
}
