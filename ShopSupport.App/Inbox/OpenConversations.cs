using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Puts together what the conversation column and the panel show.</summary>
internal static class OpenConversations
{
    public static async Task<OpenConversation?> FindAsync(
        InboxStore inbox, CustomerPanelStore customers, ShopId shopId, ConversationId id, InboxView view, CancellationToken cancel)
    {
        if (await inbox.FindAsync(shopId, id, cancel) is not { } conversation)
        {
            return null;
        }

        var customer = conversation.Row.CustomerId is { } known ? await customers.FindAsync(shopId, known, id, cancel) : null;
        return new OpenConversation
        {
            Conversation = conversation,
            View = view,
            Customer = customer,
            Thread = ThreadEntry.Merge(conversation, customer),
            Composer = new ComposerPage
            {
                ConversationId = id,
                ViewKey = view.ToKey(),
                MessageKey = ComposerPage.NewKey(),
                Channel = conversation.Row.Channel,
                ReplyTo = conversation.ReplyTo,
                // On the telephone nothing is sent: what was said is noted.
                IsNote = conversation.Row.Channel == Channel.Phone,
            },
        };
    }
}

/// <summary>The built-in views in the order of the screen.</summary>
internal static class InboxViews
{
    public static InboxView[] All { get; } =
        [InboxView.Waiting, InboxView.Mine, InboxView.Unassigned, InboxView.Snoozed, InboxView.Closed, InboxView.All];

    /// <summary>The view of that key; the first one without a key; null for a key that is none.</summary>
    public static InboxView? Parse(string? key) => string.IsNullOrEmpty(key) ? InboxView.Waiting : Known(key);

    private static InboxView? Known(string key)
    {
        foreach (var view in All)
        {
            if (string.Equals(view.ToKey(), key, StringComparison.Ordinal))
            {
                return view;
            }
        }

        return null;
    }
}
