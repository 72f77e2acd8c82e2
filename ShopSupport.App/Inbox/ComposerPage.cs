using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Where an agent writes.</summary>
internal sealed record ComposerPage
{
    /// <summary>Letters of a reply or a note.</summary>
    public const int LongestText = 20_000;

    public ConversationId ConversationId { get; init; }

    public string ViewKey { get; init; } = "";

    /// <summary>Names this one message: sent twice, it is saved once.</summary>
    public required string MessageKey { get; init; }

    public Channel Channel { get; init; }

    public string? ReplyTo { get; init; }

    public string? CustomerName { get; init; }

    public bool IsNote { get; init; }

    /// <summary>What stands in the field.</summary>
    public string Text { get; init; } = "";

    /// <summary>The reply and the note that were begun; null where none was.</summary>
    public Draft? ReplyDraft { get; init; }

    public Draft? NoteDraft { get; init; }

    /// <summary>The message that had come last when the agent began: what came since is asked about once, even where the thread shows it.</summary>
    public MessageId? Seen { get; init; }

    /// <summary>The conversation is done: a reply does not open it again.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The key of the text that says what is wrong; null when nothing is.</summary>
    public string? ErrorKey { get; init; }

    /// <summary>What was saved under this key before, where the text differs from it.</summary>
    public string? SavedText { get; init; }

    /// <summary>True right after something was saved.</summary>
    public bool IsSaved { get; init; }

    public Draft? Draft => IsNote ? NoteDraft : ReplyDraft;

    public static string NewKey() => Guid.NewGuid().ToString("N");
}
