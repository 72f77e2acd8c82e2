using ShopSupport.Core.Channels;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>What can happen to a conversation.</summary>
public enum JournalKind
{
    /// <summary>The customer wrote.</summary>
    Received,

    /// <summary>An agent answered.</summary>
    Replied,

    /// <summary>An agent wrote something for colleagues.</summary>
    Noted,

    /// <summary>Somebody was put in charge, or nobody.</summary>
    Assigned,

    /// <summary>It was put aside until a time, or until the customer writes.</summary>
    Snoozed,

    /// <summary>The time came for which it was put aside.</summary>
    Woken,

    /// <summary>It was done.</summary>
    Closed,

    /// <summary>An agent took it up again.</summary>
    Reopened,

    /// <summary>A tag was put on it.</summary>
    Tagged,

    /// <summary>A tag was taken off.</summary>
    Untagged,

    /// <summary>An agent took an act of theirs back: all is as if it had not been.</summary>
    Undone,
}

/// <summary>One row of a conversation's journal.</summary>
internal sealed record JournalEntry
{
    public const string ActKeys = "act/";

    /// <summary>Its place: the journal is read in the order of this, then of <see cref="ReceivedAt"/>, then of the key.</summary>
    public DateTimeOffset LearntAt { get; init; }

    /// <summary>When a channel brought it, or an agent did it. Durable: the same on every retry.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Unique in the conversation, so that the same thing twice is once.</summary>
    public required string EntryKey { get; init; }

    public required JournalKind Kind { get; init; }

    /// <summary>History that was brought along: it stands where it happened, and nobody waits for an answer to it.</summary>
    public bool IsImported { get; init; }

    /// <summary>Who did it; null for the customer and for time itself.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>Who is in charge from now on; null for nobody.</summary>
    public AgentId? AssigneeId { get; init; }

    public DateTimeOffset? UntilAt { get; init; }

    /// <summary>How it ended; the tag; the key of what was taken back.</summary>
    public string? Text { get; init; }

    /// <summary>False for what was done without words: such keys begin with <see cref="ActKeys"/>.</summary>
    public bool IsMessage => !EntryKey.StartsWith(ActKeys, StringComparison.Ordinal);

    public static JournalKind KindOf(MessageKind kind) => kind switch
    {
        MessageKind.Customer => JournalKind.Received,
        MessageKind.Agent => JournalKind.Replied,
        MessageKind.Note => JournalKind.Noted,
        MessageKind.Closed => JournalKind.Closed,
    };

    /// <summary>
    /// This entry at its place. What an agent does at the desk stands behind all that is known by then, whatever the clock
    /// says; a customer's message that a channel brings later stands behind that, even when it was received before: the
    /// agent had not seen it. All else stands where it was received, so that it answers nothing that came after it.
    /// </summary>
    public JournalEntry PlacedIn(ConversationThread thread, bool isAct)
    {
        var floor = isAct ? thread.LearntAt : Kind == JournalKind.Received && !IsImported ? thread.ActedAt : null;
        return this with { LearntAt = floor is { } known && ReceivedAt <= known ? known.AddMilliseconds(1) : ReceivedAt };
    }
}
