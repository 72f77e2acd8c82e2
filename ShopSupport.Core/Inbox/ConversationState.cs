using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>Where a conversation stands: a fold over its journal, in the order in which we learnt it.</summary>
internal sealed record ConversationState
{
    public static readonly ConversationState Start = new();

    public ConversationStatus Status { get; init; } = ConversationStatus.Open;

    /// <summary>When the first message reached us that nobody has answered.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The same, also after an end without an answer: what is taken up again waits as before. Known to a fold of the whole journal only.</summary>
    public DateTimeOffset? UnansweredSince { get; init; }

    public AgentId? AssigneeId { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? Outcome { get; init; }

    /// <summary>As <see cref="Inbox.Tags"/> keeps them.</summary>
    public string Tags { get; init; } = "";

    /// <summary>The state after all of a journal, given in its order, without what was taken back.</summary>
    public static ConversationState Of(IReadOnlyCollection<JournalEntry> journal)
    {
        var undone = journal.Where(entry => entry.Kind == JournalKind.Undone).Select(entry => entry.Text!).ToHashSet(StringComparer.Ordinal);
        return journal.Where(entry => !undone.Contains(entry.EntryKey)).Aggregate(Start, (state, entry) => state.After(entry));
    }

    /// <summary>The state after one more entry, which is later than all before it, and takes nothing back.</summary>
    public ConversationState After(JournalEntry entry) => entry.Kind switch
    {
        JournalKind.Received => entry.IsImported ? this : WaitingFrom(entry),
        JournalKind.Replied => this with { WaitingSince = null, UnansweredSince = null, AssigneeId = AssigneeId ?? entry.AgentId },
        JournalKind.Noted => this,
        JournalKind.Assigned => this with { AssigneeId = entry.AssigneeId },
        JournalKind.Snoozed => Opened() with { Status = ConversationStatus.Snoozed, SnoozedUntil = entry.UntilAt },
        JournalKind.Woken => Status == ConversationStatus.Snoozed ? WaitingFrom(entry) : this,
        JournalKind.Closed => Opened() with
        {
            Status = ConversationStatus.Closed,
            WaitingSince = null,
            ClosedAt = entry.ReceivedAt,
            Outcome = entry.Text,
        },
        JournalKind.Reopened => Opened() with { WaitingSince = UnansweredSince },
        JournalKind.Tagged => this with { Tags = Inbox.Tags.With(Tags, entry.Text!) },
        JournalKind.Untagged => this with { Tags = Inbox.Tags.Without(Tags, entry.Text!) },
        JournalKind.Undone => this,
    };

    private ConversationState WaitingFrom(JournalEntry entry)
    {
        var since = WaitingSince ?? entry.ReceivedAt;
        return Opened() with { WaitingSince = since, UnansweredSince = since };
    }

    private ConversationState Opened() => this with
    {
        Status = ConversationStatus.Open,
        SnoozedUntil = null,
        ClosedAt = null,
        Outcome = null,
    };
}
