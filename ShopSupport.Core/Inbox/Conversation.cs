using ShopSupport.Core.Channels;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>Whether a conversation still needs somebody.</summary>
public enum ConversationStatus
{
    /// <summary>Being worked on.</summary>
    Open,

    /// <summary>Put aside until a time or until the customer writes.</summary>
    Snoozed,

    /// <summary>Done.</summary>
    Closed,
}

/// <summary>The inbox's built-in views.</summary>
public enum InboxView
{
    /// <summary>Open, the customer spoke last; the longest waiting first.</summary>
    Waiting,

    /// <summary>Open and assigned to the agent who looks; newest first.</summary>
    Mine,

    /// <summary>Open and assigned to nobody; newest first.</summary>
    Unassigned,

    /// <summary>Put aside; what comes back soonest first.</summary>
    Snoozed,

    /// <summary>Done; newest first.</summary>
    Closed,

    /// <summary>Everything; newest first.</summary>
    All,
}

/// <summary>One row of the conversation list.</summary>
public sealed record ConversationRow
{
    /// <summary>Our id.</summary>
    public ConversationId Id { get; init; }

    /// <summary>The shop's own running number, the one people say aloud.</summary>
    public long Number { get; init; }

    /// <summary>Our id of the customer; null when nobody could be recognised.</summary>
    public CustomerId? CustomerId { get; init; }

    /// <summary>The customer's name, mail address or phone number, whichever is known first; else the address that wrote.</summary>
    public string? CustomerName => Customers.CustomerName.Of(FirstName, LastName, Email, Phone) ?? Address;

    /// <summary>Where it takes place.</summary>
    public Channel Channel { get; init; }

    /// <summary>What it is about.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Whether it still needs somebody.</summary>
    public ConversationStatus Status { get; init; }

    /// <summary>When the first message reached us that nobody has answered; null when nobody waits.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When the last message reached us.</summary>
    public DateTimeOffset LastMessageAt { get; init; }

    /// <summary>Who sent it.</summary>
    public MessageKind LastMessageKind { get; init; }

    /// <summary>The name of who wrote it.</summary>
    public string? LastMessageBy { get; init; }

    /// <summary>Its beginning, one line.</summary>
    public string LastMessageText { get; init; } = "";

    /// <summary>The agent in charge.</summary>
    public AgentId? AssigneeId { get; init; }

    /// <summary>The name of the agent in charge.</summary>
    public string? AssigneeName { get; init; }

    /// <summary>How it ended, when it is closed.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it comes back, while it is put aside.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    public IReadOnlyList<string> Tags => Inbox.Tags.Read(KeptTags);

    /// <summary>The customer waits, and something came that the agent who looks has not seen.</summary>
    public bool IsUnread { get; init; }

    /// <summary>The message that came last, whatever time it bears; null for history alone.</summary>
    public MessageId? NewestMessageId { get; init; }

    /// <summary>The agent who looks has begun to write.</summary>
    public bool HasDraft { get; init; }

    /// <summary>The address the customer wrote from; null on channels without one.</summary>
    public string? Address { get; init; }

    internal string KeptTags { get; init; } = "";

    internal string? FirstName { get; init; }

    internal string? LastName { get; init; }

    internal string? Email { get; init; }

    internal string? Phone { get; init; }
}

/// <summary>Where a page of the list ends: the sort time and the id of its last row.</summary>
/// <param name="At">The last row's sort time.</param>
/// <param name="Id">The last row's id.</param>
public readonly record struct ListPosition(DateTimeOffset At, ConversationId Id);

/// <summary>One page of the list, and where the next one begins (null at the end).</summary>
public sealed record ConversationPage(IReadOnlyList<ConversationRow> Rows, ListPosition? Next);

/// <summary>How many conversations each built-in view holds.</summary>
public sealed record ViewCounts(long Waiting, long Mine, long Unassigned, long Snoozed, long Closed, long All);

/// <summary>A conversation with everything its own column shows.</summary>
public sealed record Conversation
{
    /// <summary>The list's row.</summary>
    public required ConversationRow Row { get; init; }

    /// <summary><c>ja</c>, <c>en</c> …; null when not known.</summary>
    public string? Language { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The address a reply would go to: the one that wrote, whatever the profile says. Null on channels without one.</summary>
    public string? ReplyTo => Row.Address;

    /// <summary>How many messages and notes it holds in all.</summary>
    public long MessageCount { get; init; }

    /// <summary>The newest messages and notes, as many as were asked for, oldest first.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>What was done to it without words and not taken back, oldest first.</summary>
    public required IReadOnlyList<Act> Acts { get; init; }

    /// <summary>What agents have begun to write.</summary>
    public required IReadOnlyList<Draft> Drafts { get; init; }
}

/// <summary>Something said or noted in a conversation.</summary>
public sealed record Message
{
    /// <summary>Our id.</summary>
    public MessageId Id { get; init; }

    /// <summary>Who says it to whom.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>The name of who wrote it.</summary>
    public string? Author { get; init; }

    /// <summary>The agent who wrote it, if one did.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>Plain text with line breaks.</summary>
    public string Body { get; init; } = "";

    /// <summary>When it was said.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>An answer that was written at the desk: no channel carried it to the customer.</summary>
    public bool IsKeptHere { get; init; }
}

/// <summary>What a conversation is called.</summary>
public sealed record ConversationTitle
{
    public ConversationId Id { get; init; }

    /// <summary>Its number in the shop.</summary>
    public long Number { get; init; }

    public string Subject { get; init; } = "";
}
