using System.Globalization;
using ShopSupport.App.Customers;
using ShopSupport.Core.Agents;
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

    /// <summary>The strip above it.</summary>
    public required ImportStrip Strip { get; init; }

    /// <summary>The list column.</summary>
    public required ListPage List { get; init; }

    /// <summary>The conversation that is open; null when the view is empty.</summary>
    public OpenConversation? Open { get; init; }

    /// <summary>A customer without a conversation; null otherwise.</summary>
    public PanelPage? Person { get; init; }

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

    /// <summary>Deliveries that could not be applied, and work that was given up.</summary>
    public required long Failed { get; init; }

    /// <summary>Actions that wait for a manager; 0 for who is none.</summary>
    public long ForManagers { get; init; }

    /// <summary>The demo shop is still being made: what is not there may come.</summary>
    public required bool IsMaking { get; init; }

    /// <summary>True when the page begins after another one.</summary>
    public bool IsContinued { get; init; }

    public string ViewKey => KeyOf(View);

    public static string KeyOf(InboxView view) => view.ToKey();

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

    /// <summary>Null when nobody was recognised.</summary>
    public CustomerPanel? Customer => Panel.Customer;

    public required IReadOnlyList<ThreadEntry> Thread { get; init; }

    public required ComposerPage Composer { get; init; }

    /// <summary>Who can be put in charge.</summary>
    public required IReadOnlyList<Agent> Agents { get; init; }

    /// <summary>Tags to choose from, those used last first.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>What colleagues have begun to write in it.</summary>
    public required IReadOnlyList<Draft> Writing { get; init; }

    /// <summary>True when more than the newest messages were asked for.</summary>
    public bool IsWhole { get; init; }

    public ConversationId Id => Conversation.Row.Id;

    public string ViewKey => View.ToKey();

    /// <summary>The customer's side.</summary>
    public required PanelPage Panel { get; init; }
}

/// <summary>How a place in the list is written in an address.</summary>
internal static class ListPositions
{
    public static string Write(ListPosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.At.ToUnixTimeMilliseconds()}-{position.Id}");

    /// <summary>Reads what <see cref="Write"/> wrote; null, the beginning, for anything else.</summary>
    public static ListPosition? Read(string? text)
    {
        var parts = (text ?? "").Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new ListPosition(DateTimeOffset.FromUnixTimeMilliseconds(at), new ConversationId(id))
            : null;
    }
}
