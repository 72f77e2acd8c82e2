using ShopSupport.Core.Channels;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>A message that is to be added to a conversation.</summary>
internal sealed record NewMessage
{
    /// <summary>Who gave the key: see <see cref="MessageSource"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The source's own key; the same one twice is a repetition.</summary>
    public required string Key { get; init; }

    public required MessageKind Kind { get; init; }

    public AgentId? AgentId { get; init; }

    public string? Author { get; init; }

    public required string Body { get; init; }

    /// <summary>When it was said: where it stands in the thread.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The journal's key of it.</summary>
    public string EntryKey => $"{Source}/{Key}";
}

/// <summary>Whose keys a message's key is one of: two channels may well use the same.</summary>
internal static class MessageSource
{
    /// <summary>What agents write at the desk.</summary>
    public const string Desk = "desk";

    /// <summary>One of our mailboxes, numbers or accounts on a channel.</summary>
    public static string Of(string channel, string mailbox) => mailbox.Length == 0 ? channel : $"{channel}:{mailbox}";

    /// <summary>The desk's own keys name a message within its conversation.</summary>
    public static string DeskKey(ConversationId conversationId, string key) => $"{conversationId}/{key}";
}
