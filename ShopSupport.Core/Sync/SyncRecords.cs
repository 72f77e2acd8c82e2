using ShopSupport.Core.Queue;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>What became of a delivery.</summary>
public enum DeliveryOutcome
{
    /// <summary>It held something new, which is stored.</summary>
    Applied,

    /// <summary>Everything it says is known, or newer is.</summary>
    Stale,

    /// <summary>Its topic means nothing here.</summary>
    Ignored,

    /// <summary>It came again.</summary>
    Duplicate,

    /// <summary>It cannot be applied; its reason says why. It is kept, and can be tried again.</summary>
    Dead,

    /// <summary>It is on its way: queued, or queued again by hand.</summary>
    Waiting,

    /// <summary>It could not be applied, and a person has seen to it: it is never tried again.</summary>
    Dismissed,
}

/// <summary>Totals since the data began.</summary>
public sealed record SyncTotals
{
    /// <summary>
    /// Deliveries that were answered with 200, those that wait among them where <see cref="Queued"/> is known. It never
    /// falls while the process lives: what is on its way from the queue to the log at this moment counts when it is there,
    /// or counted before. While nothing is on its way the number is exact. Where other processes consume too, what they
    /// have in hand may count twice.
    /// </summary>
    public long Received { get; init; }

    /// <summary>Waiting in the queue; null where it cannot be told for one shop.</summary>
    public long? Queued { get; init; }

    public long Applied { get; init; }

    public long Duplicate { get; init; }

    public long Stale { get; init; }

    public long Ignored { get; init; }

    /// <summary>Parked, those that were queued again by hand included until they are handled.</summary>
    public long Dead { get; init; }

    /// <summary>Parked ones that a person has seen to.</summary>
    public long Dismissed { get; init; }

    /// <summary>Parked ones that were deleted when their time was over.</summary>
    public long Forgotten { get; init; }

    /// <summary>How long the oldest waiting one waits, in seconds.</summary>
    public double OldestQueuedSeconds { get; init; }
}

/// <summary>Totals of one topic in one shop.</summary>
public sealed record TopicTotals
{
    public string Topic { get; init; } = "";

    public long Applied { get; init; }

    public long Stale { get; init; }

    public long Duplicate { get; init; }

    public long Ignored { get; init; }

    public long Dead { get; init; }
}

public sealed record HandledDelivery
{
    public string WebhookId { get; init; } = "";

    public string Topic { get; init; } = "";

    public DeliveryOutcome Outcome { get; init; }

    /// <summary>Why it is parked; <see cref="DeliveryProblem.Describe"/> puts it into words.</summary>
    public string? Reason { get; init; }

    /// <summary>How often applying it failed.</summary>
    public int Tries { get; init; }

    /// <summary>When it happened, by Shopify's clock.</summary>
    public DateTimeOffset? TriggeredAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset HandledAt { get; init; }

    /// <summary>Of a parked one, what it is about: an order's name, a title, or an id.</summary>
    public string? Subject { get; init; }

    /// <summary>How often a person tried it again.</summary>
    public int Retries { get; init; }

    /// <summary>When a person tried it again the last time.</summary>
    public DateTimeOffset? RetriedAt { get; init; }

    public DateTimeOffset? DismissedAt { get; init; }

    /// <summary>Who dismissed it.</summary>
    public AgentId? DismissedBy { get; init; }

    /// <summary>The delivery as it was kept, where it was asked for.</summary>
    internal byte[]? Envelope { get; init; }

    /// <summary>The whole body of a parked one; empty where it was not asked for, or can't be read any more.</summary>
    public ReadOnlyMemory<byte> Body()
    {
        try
        {
            return Envelope is null ? default : DeliveryEnvelope.Decode(Envelope).Body;
        }
        catch (InvalidDataException)
        {
            return default;
        }
    }
}

/// <summary>What became of trying everything again.</summary>
/// <param name="Retried">How many are in the queue again.</param>
/// <param name="Left">How many are parked still.</param>
/// <param name="IsQueueDown">The queue took no more.</param>
public readonly record struct RetriedAll(int Retried, long Left, bool IsQueueDown);
