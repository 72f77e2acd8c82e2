using ShopSupport.Core.Channels;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>What a conversation's messages, read in the order of time, say about where it stands.</summary>
internal sealed record ConversationState
{
    public static readonly ConversationState Start = new();

    public ConversationStatus Status { get; init; } = ConversationStatus.Open;

    /// <summary>When the first unanswered message of the customer was sent.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    public AgentId? AssigneeId { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? Outcome { get; init; }

    /// <summary>The state after one more message, which is later than all before it.</summary>
    public ConversationState After(Step step) => step.Kind switch
    {
        MessageKind.Customer => this with
        {
            Status = ConversationStatus.Open,
            WaitingSince = WaitingSince ?? step.SentAt,
            SnoozedUntil = null,
            ClosedAt = null,
            Outcome = null,
        },
        MessageKind.Agent => this with { WaitingSince = null, AssigneeId = AssigneeId ?? step.AgentId },
        MessageKind.Note => this,
        MessageKind.Closed => this with
        {
            Status = ConversationStatus.Closed,
            WaitingSince = null,
            SnoozedUntil = null,
            ClosedAt = step.SentAt,
            Outcome = Excerpt.Of(step.Body, OutcomeLength),
        },
    };

    /// <summary>The state after all of a conversation's messages, given in any order.</summary>
    public static ConversationState Of(IEnumerable<Step> steps) =>
        InOrder(steps).Aggregate(Start, (state, step) => state.After(step));

    /// <summary>By time; two of the same instant by key, so that the order of arrival plays no part.</summary>
    public static IEnumerable<Step> InOrder(IEnumerable<Step> steps) =>
        steps.OrderBy(s => s.SentAt).ThenBy(s => s.MessageKey, StringComparer.Ordinal);

    /// <summary>
    /// This state, corrected by a message that arrived late: what the messages say now replaces what they said before,
    /// and what somebody set by hand meanwhile (who is in charge, put aside) stays.
    /// </summary>
    public ConversationState Corrected(ConversationState before, ConversationState now)
    {
        var status = Status == before.Status ? now : this;
        return new ConversationState
        {
            Status = status.Status,
            WaitingSince = status.Status == ConversationStatus.Closed ? null : now.WaitingSince,
            AssigneeId = AssigneeId == before.AssigneeId ? now.AssigneeId : AssigneeId,
            SnoozedUntil = SnoozedUntil,
            ClosedAt = status.ClosedAt,
            Outcome = status.Outcome,
        };
    }

    private const int OutcomeLength = 500;
}

/// <summary>One message as far as it moves its conversation.</summary>
internal sealed record Step
{
    public string MessageKey { get; init; } = "";

    public MessageKind Kind { get; init; }

    public AgentId? AgentId { get; init; }

    public string? Author { get; init; }

    public string Body { get; init; } = "";

    public DateTimeOffset SentAt { get; init; }
}
