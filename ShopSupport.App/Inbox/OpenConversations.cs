using ShopSupport.App.SignIn;
using ShopSupport.Core.Actions;
using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>How much of a conversation is shown.</summary>
/// <param name="AllMessages">All, not only the newest.</param>
/// <param name="WholePanel">All orders and other conversations of the customer.</param>
internal readonly record struct Extent(bool AllMessages, bool WholePanel)
{
    /// <summary>The name of an order that stands on top, whatever the conversation names.</summary>
    public string? Order { get; init; }
}

/// <summary>Puts together what the conversation column and the panel show.</summary>
public sealed class OpenConversations(CurrentAgent agent, InboxStore inbox, PanelPages panels, AgentStore agents, ActStore acts, ActionStore actions)
{
    private const int TagsToChooseFrom = 50;
    private const int MostActions = 50;

    /// <summary>One conversation; null when this shop has none of that id.</summary>
    internal async Task<OpenConversation?> FindAsync(ConversationId id, InboxView view, Extent extent, CancellationToken cancel)
    {
        var most = extent.AllMessages ? InboxStore.MostMessages : InboxStore.MessagesShown;
        if (await inbox.FindAsync(agent.ShopId, id, agent.Id, most, cancel) is not { } conversation)
        {
            return null;
        }

        var panel = await panels.ReadAsync(conversation.Row.CustomerId, conversation, view, extent, cancel);
        return new OpenConversation
        {
            Conversation = conversation,
            View = view,
            Panel = panel,
            Thread = ThreadEntry.Merge(conversation, panel.Customer, await actions.ListAsync(agent.ShopId, id, MostActions, cancel)),
            Composer = ComposerOf(conversation, view),
            Agents = await agents.ListAsync(agent.ShopId, cancel),
            Tags = await acts.ListTagsAsync(agent.ShopId, TagsToChooseFrom, cancel),
            Writing = [.. conversation.Drafts.Where(draft => draft.AgentId != agent.Id)],
            IsWhole = extent.AllMessages,
        };
    }

    private ComposerPage ComposerOf(Conversation conversation, InboxView view)
    {
        var ours = conversation.Drafts.Where(draft => draft.AgentId == agent.Id).ToList();
        var (reply, note) = (ours.Find(draft => draft.Kind == MessageKind.Agent), ours.Find(draft => draft.Kind == MessageKind.Note));
        // Where nothing is sent, what was said is noted.
        var isNote = reply is null && (note is not null || !conversation.Row.Channel.Sends());
        return new ComposerPage
        {
            ConversationId = conversation.Row.Id,
            ViewKey = view.ToKey(),
            MessageKey = ComposerPage.NewKey(),
            Channel = conversation.Row.Channel,
            ReplyTo = conversation.ReplyTo,
            CustomerName = conversation.Row.CustomerName,
            IsNote = isNote,
            ReplyDraft = reply,
            NoteDraft = note,
            Text = (isNote ? note : reply)?.Body ?? "",
            Seen = conversation.Row.NewestMessageId,
            IsClosed = conversation.Row.Status == ConversationStatus.Closed,
        };
    }
}
