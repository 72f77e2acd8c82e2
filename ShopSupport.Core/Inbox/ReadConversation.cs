using ShopSupport.Core.Channels;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>A conversation as the inbox's queries give it, with what its customer is called.</summary>
internal sealed record ReadConversation
{
    public ConversationId Id { get; init; }

    public long Number { get; init; }

    public CustomerId? CustomerId { get; init; }

    public Channel Channel { get; init; }

    public string Subject { get; init; } = "";

    public ConversationStatus Status { get; init; }

    public DateTimeOffset? WaitingSince { get; init; }

    public DateTimeOffset LastMessageAt { get; init; }

    public MessageKind LastMessageKind { get; init; }

    public string LastMessageText { get; init; } = "";

    public AgentId? AssigneeId { get; init; }

    public string? AssigneeName { get; init; }

    public string? Outcome { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Language { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string? Handle { get; init; }

    /// <summary>The address a reply would go to; null on channels without one.</summary>
    public string? ReplyTo => Channel switch
    {
        Channel.Mail => Email ?? Handle,
        Channel.Phone => Phone ?? Handle,
        Channel.Chat or Channel.Line => Handle,
        Channel.Review => null,
    };

    public ConversationRow ToRow() => new()
    {
        Id = Id,
        Number = Number,
        CustomerId = CustomerId,
        CustomerName = CustomerName.Of(FirstName, LastName, Email, Phone) ?? Handle,
        Channel = Channel,
        Subject = Subject,
        Status = Status,
        WaitingSince = WaitingSince,
        LastMessageAt = LastMessageAt,
        LastMessageKind = LastMessageKind,
        LastMessageText = LastMessageText,
        AssigneeId = AssigneeId,
        AssigneeName = AssigneeName,
        Outcome = Outcome,
    };
}
