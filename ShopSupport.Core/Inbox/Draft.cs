using ShopSupport.Core.Channels;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>What an agent has begun to write: one reply and one note in each conversation.</summary>
public sealed record Draft
{
    public AgentId AgentId { get; init; }

    public string AgentName { get; init; } = "";

    /// <summary><see cref="MessageKind.Agent"/> or <see cref="MessageKind.Note"/>.</summary>
    public MessageKind Kind { get; init; }

    public string Body { get; init; } = "";

    public DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset SavedAt { get; init; }
}
