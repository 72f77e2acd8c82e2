using ShopSupport.Core.Channels;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>A conversation's row as it stands before something is added to its journal.</summary>
internal sealed record ConversationThread
{
    private const int SubjectLength = 500;
    private const int LanguageLength = 10;

    public ConversationId Id { get; init; }

    public CustomerId? CustomerId { get; init; }

    public ShopifyCustomerId? ShopifyCustomerId { get; init; }

    public ConversationStatus Status { get; init; }

    public AgentId? AssigneeId { get; init; }

    public DateTimeOffset? WaitingSince { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? Outcome { get; init; }

    public string Tags { get; init; } = "";

    public string Subject { get; init; } = "";

    public DateTimeOffset? SubjectAt { get; init; }

    public string? Language { get; init; }

    public DateTimeOffset? LanguageAt { get; init; }

    /// <summary>The address of whoever it began with: the conversation is theirs.</summary>
    public string? Address { get; init; }

    public DateTimeOffset? AddressAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastMessageAt { get; init; }

    public MessageKind LastMessageKind { get; init; }

    public string? LastMessageBy { get; init; }

    public string LastMessageText { get; init; } = "";

    /// <summary>The place of the journal's last entry; null while it is empty: the conversation stands in no count yet.</summary>
    public DateTimeOffset? LearntAt { get; init; }

    /// <summary>The place of the last thing that an agent did at the desk.</summary>
    public DateTimeOffset? ActedAt { get; init; }

    public ConversationState State => new()
    {
        Status = Status,
        WaitingSince = WaitingSince,
        AssigneeId = AssigneeId,
        SnoozedUntil = SnoozedUntil,
        ClosedAt = ClosedAt,
        Outcome = Outcome,
        Tags = Tags,
    };

    /// <summary>
    /// Subject, language and address come from the message that has them and reached us first; at the same instant the
    /// lesser text wins.
    /// </summary>
    public ConversationThread Named(ChannelMessage message, string? address, DateTimeOffset at)
    {
        var isSubject = Wins(message.Subject, at, Subject, SubjectAt);
        var isLanguage = Wins(message.Language, at, Language, LanguageAt);
        var isAddress = Wins(address, at, Address, AddressAt);
        return this with
        {
            Subject = isSubject ? Excerpt.Of(message.Subject, SubjectLength) : Subject,
            SubjectAt = isSubject ? at : SubjectAt,
            Language = isLanguage ? Excerpt.Of(message.Language, LanguageLength) : Language,
            LanguageAt = isLanguage ? at : LanguageAt,
            Address = isAddress ? address : Address,
            AddressAt = isAddress ? at : AddressAt,
        };
    }

    private static bool Wins(string? text, DateTimeOffset at, string? held, DateTimeOffset? heldAt) =>
        !string.IsNullOrWhiteSpace(text)
        && (heldAt is null || at < heldAt || (at == heldAt && string.CompareOrdinal(text, held) < 0));
}
