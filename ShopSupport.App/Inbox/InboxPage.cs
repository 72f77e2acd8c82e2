using System.Globalization;
using ShopSupport.App.Customers;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>The whole desk.</summary>
internal sealed record InboxPage
{
    /// <summary>The shop's newest event when the page was read: the live stream goes on from here.</summary>
    public required long EventNumber { get; init; }

    /// <summary>The list column.</summary>
    public required ListPage List { get; init; }

    /// <summary>The conversation that is open; null when the view is empty.</summary>
    public OpenConversation? Open { get; init; }

    /// <summary>What a phone shows: the list, unless a conversation was asked for.</summary>
    public required bool ShowsList { get; init; }
}

/// <summary>One page of a view, with the counts of all views.</summary>
internal sealed record ListPage
{
    public required InboxView View { get; init; }

    public required ViewCounts Counts { get; init; }

    public required ConversationPage Page { get; init; }

    /// <summary>The conversation that is open beside the list.</summary>
    public ConversationId? OpenId { get; init; }

    /// <summary>True when the page begins after another one.</summary>
    public bool IsContinued { get; init; }

    public string ViewKey => View.ToKey();

    public long CountOf(InboxView view) => view switch
    {
        InboxView.Waiting => Counts.Waiting,
        InboxView.Mine => Counts.Mine,
        InboxView.Unassigned => Counts.Unassigned,
        InboxView.Snoozed => Counts.Snoozed,
        InboxView.Closed => Counts.Closed,
        InboxView.All => Counts.All,
    };
}

/// <summary>The conversation column with what stands beside it.</summary>
internal sealed record OpenConversation
{
    public required Conversation Conversation { get; init; }

    public required InboxView View { get; init; }

    /// <summary>The customer's side; null when nobody was recognised.</summary>
    public required CustomerPanel? Customer { get; init; }

    public required IReadOnlyList<ThreadEntry> Thread { get; init; }

    public required ComposerPage Composer { get; init; }

    public ConversationId Id => Conversation.Row.Id;

    public string ViewKey => View.ToKey();

    public PanelPage Panel => new(Customer, Id);
}

/// <summary>Where an agent writes.</summary>
internal sealed record ComposerPage
{
    public ConversationId ConversationId { get; init; }

    public string ViewKey { get; init; } = "";

    /// <summary>Names this one message: sent twice, it is saved once.</summary>
    public required string MessageKey { get; init; }

    public Channel Channel { get; init; }

    public string? ReplyTo { get; init; }

    public bool IsNote { get; init; }

    public string Text { get; init; } = "";

    /// <summary>The key of the text that says what is wrong; null when nothing is.</summary>
    public string? ErrorKey { get; init; }

    /// <summary>What was saved under this key before, where the text differs from it.</summary>
    public string? SavedText { get; init; }

    /// <summary>True right after something was saved.</summary>
    public bool IsSaved { get; init; }

    public static string NewKey() => Guid.NewGuid().ToString("N");
}

/// <summary>How a place in the list is written in an address.</summary>
internal static class ListPositions
{
    public static string Write(ListPosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.At.ToUnixTimeMilliseconds()}-{position.Id}");

    /// <summary>Reads what <see cref="Write"/> wrote; false when it is something else.</summary>
    public static bool TryRead(string? text, out ListPosition? position)
    {
        position = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var parts = text.Split('-');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || at > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        position = new ListPosition(DateTimeOffset.FromUnixTimeMilliseconds(at), new ConversationId(id));
        return true;
    }
}
