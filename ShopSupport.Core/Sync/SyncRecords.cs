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
}

/// <summary>Totals since the data began.</summary>
public sealed record SyncTotals
{
    /// <summary>
    /// Deliveries that were answered with 200: those handled and those that wait. The two are read one after the other, so
    /// one on its way between them counts twice or not at all; while nothing waits the number is exact.
    /// </summary>
    public long Received => Queued + Applied + Duplicate + Stale + Ignored + Dead;

    /// <summary>Waiting in the queue.</summary>
    public long Queued { get; init; }

    /// <summary>Held something new.</summary>
    public long Applied { get; init; }

    /// <summary>Came again.</summary>
    public long Duplicate { get; init; }

    /// <summary>Held nothing newer than what is stored.</summary>
    public long Stale { get; init; }

    /// <summary>Of topics that mean nothing here.</summary>
    public long Ignored { get; init; }

    /// <summary>Parked.</summary>
    public long Dead { get; init; }

    /// <summary>How long the oldest waiting one waits, in seconds.</summary>
    public double OldestQueuedSeconds { get; init; }
}

/// <summary>Totals of one topic in one shop.</summary>
public sealed record TopicTotals
{
    /// <summary>The topic.</summary>
    public string Topic { get; init; } = "";

    /// <summary>Held something new.</summary>
    public long Applied { get; init; }

    /// <summary>Held nothing newer than what is stored.</summary>
    public long Stale { get; init; }

    /// <summary>Came again.</summary>
    public long Duplicate { get; init; }

    /// <summary>Of a topic that means nothing here.</summary>
    public long Ignored { get; init; }

    /// <summary>Parked.</summary>
    public long Dead { get; init; }
}

/// <summary>One delivery that was handled.</summary>
public sealed record HandledDelivery
{
    /// <summary>Its id.</summary>
    public string WebhookId { get; init; } = "";

    /// <summary>Its topic.</summary>
    public string Topic { get; init; } = "";

    /// <summary>What became of it.</summary>
    public DeliveryOutcome Outcome { get; init; }

    /// <summary>Why it is parked; <see cref="DeliveryProblem.Describe"/> puts it into words.</summary>
    public string? Reason { get; init; }

    /// <summary>How often applying it failed.</summary>
    public int Tries { get; init; }

    /// <summary>When it happened, by Shopify's clock.</summary>
    public DateTimeOffset? TriggeredAt { get; init; }

    /// <summary>When it reached us.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was handled.</summary>
    public DateTimeOffset HandledAt { get; init; }
}
