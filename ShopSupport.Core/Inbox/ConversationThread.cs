using ShopSupport.Core.Channels;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>A conversation as it stands before a message is added.</summary>
internal sealed record ConversationThread
{
    public ConversationId Id { get; init; }

    public CustomerId? CustomerId { get; init; }

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    public ConversationStatus Status { get; init; }

    public AgentId? AssigneeId { get; init; }

    public DateTimeOffset? WaitingSince { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? Outcome { get; init; }

    public string Subject { get; init; } = "";

    public DateTimeOffset? SubjectAt { get; init; }

    public string? Language { get; init; }

    public DateTimeOffset? LanguageAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastMessageAt { get; init; }

    /// <summary>False until its first message is in: it stands in no count yet.</summary>
    public bool HasMessages { get; init; } = true;

    public ConversationState State => new()
    {
        Status = Status,
        WaitingSince = WaitingSince,
        AssigneeId = AssigneeId,
        SnoozedUntil = SnoozedUntil,
        ClosedAt = ClosedAt,
        Outcome = Outcome,
    };

    /// <summary>Subject and language come from the earliest message that has them; at the same instant the lesser text wins.</summary>
    public ConversationThread Named(ChannelMessage message, DateTimeOffset sentAt) => this with
    {
        Subject = Wins(message.Subject, sentAt, Subject, SubjectAt) ? Excerpt.Of(message.Subject, SubjectLength) : Subject,
        SubjectAt = Wins(message.Subject, sentAt, Subject, SubjectAt) ? sentAt : SubjectAt,
        Language = Wins(message.Language, sentAt, Language, LanguageAt) ? Excerpt.Of(message.Language, LanguageLength) : Language,
        LanguageAt = Wins(message.Language, sentAt, Language, LanguageAt) ? sentAt : LanguageAt,
    };

    private const int SubjectLength = 500;
    private const int LanguageLength = 10;

    private static bool Wins(string? text, DateTimeOffset at, string? held, DateTimeOffset? heldAt) =>
        !string.IsNullOrWhiteSpace(text)
        && (heldAt is null || at < heldAt || (at == heldAt && string.CompareOrdinal(text, held) < 0));
}
