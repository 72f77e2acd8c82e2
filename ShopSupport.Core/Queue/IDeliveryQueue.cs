namespace ShopSupport.Core.Queue;

/// <summary>
/// Where deliveries wait between being received and being applied. At least once: a message is seen again when it was
/// taken and not deleted within its visibility time.
/// </summary>
public interface IDeliveryQueue
{
    /// <summary>Makes the queue ready for use (tables, queues, containers). Safe to call from several processes.</summary>
    Task PrepareAsync(CancellationToken cancel);

    /// <summary>Returns when the delivery is held durably.</summary>
    /// <exception cref="QueueUnavailableException">The queue cannot hold it now; nothing was stored for sure.</exception>
    Task SendAsync(Delivery delivery, CancellationToken cancel);

    /// <summary>Takes up to <paramref name="count"/> visible messages, fairly over the shops, and hides them for <paramref name="visibility"/>.</summary>
    Task<IReadOnlyList<QueuedDelivery>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancel);

    /// <summary>Removes messages for good. One whose receipt is outdated (taken again by another) stays.</summary>
    Task DeleteAsync(IReadOnlyCollection<QueuedDelivery> messages, CancellationToken cancel);

    /// <summary>Gives a message back, to be seen again after <paramref name="delay"/>. <paramref name="failed"/> counts a try.</summary>
    Task ReleaseAsync(QueuedDelivery message, TimeSpan delay, bool failed, CancellationToken cancel);

    /// <summary>Asks whether the queue can be used now, at the price of one small question.</summary>
    /// <exception cref="Exception">It cannot be used, or not now.</exception>
    Task CheckAsync(CancellationToken cancel);

    /// <summary>How many messages wait (hidden ones included), and since when the oldest does.</summary>
    Task<QueueCount> CountAsync(CancellationToken cancel);

    /// <summary>The same of one shop's messages; null where the queue cannot tell them from other shops'.</summary>
    Task<QueueCount?> CountAsync(string shopDomain, CancellationToken cancel);
}

/// <summary>A message taken from the queue.</summary>
public sealed record QueuedDelivery
{
    /// <summary>The queue's own id of the message; stays the same when it is seen again.</summary>
    public required string MessageId { get; init; }

    /// <summary>Proof of having taken it; changes each time.</summary>
    public required string Receipt { get; init; }

    /// <summary>How often applying it has failed before.</summary>
    public required int Tries { get; init; }

    public required Delivery Delivery { get; init; }
}

/// <summary>What waits in a queue.</summary>
/// <param name="Waiting">Messages not yet deleted.</param>
/// <param name="OldestSentAt">When the oldest of them was sent; null when there is none or the queue cannot tell.</param>
public readonly record struct QueueCount(long Waiting, DateTimeOffset? OldestSentAt);

/// <summary>The queue cannot be used now; the sender must try again later.</summary>
public sealed class QueueUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
