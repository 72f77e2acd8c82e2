using ShopSupport.Core.Channels;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>What the inbox reads, and what an agent writes in it.</summary>
public sealed class InboxStore(Database database, TimeProvider clock)
{
    /// <summary>The newest messages of a conversation that are shown.</summary>
    public const int MessagesShown = 200;

    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Inbox.sql");
    private static readonly ListPosition Newest = new(new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), new ConversationId(long.MaxValue));
    private static readonly ListPosition Oldest = new(new DateTimeOffset(100, 1, 1, 0, 0, 0, TimeSpan.Zero), default);

    /// <summary>At most <paramref name="take"/> rows of a view, beginning behind <paramref name="after"/>.</summary>
    public async Task<ConversationPage> ListAsync(
        ShopId shopId, InboxView view, AgentId agentId, ListPosition? after, int take, CancellationToken cancel)
    {
        var isWaiting = view == InboxView.Waiting;
        var from = after ?? (isWaiting ? Oldest : Newest);
        // Each block rides one index: ix_conversations_waiting, _assignee (mine, unassigned), _status, _all.
        var (block, status) = view switch
        {
            InboxView.Waiting => ("list_waiting", ConversationStatus.Open),
            InboxView.Mine => ("list_mine", ConversationStatus.Open),
            InboxView.Unassigned => ("list_unassigned", ConversationStatus.Open),
            InboxView.Snoozed => ("list_status", ConversationStatus.Snoozed),
            InboxView.Closed => ("list_status", ConversationStatus.Closed),
            InboxView.All => ("list_all", ConversationStatus.Open),
        };
        var args = new { ShopId = shopId, AgentId = agentId, Status = status.ToKey(), from.At, from.Id, Take = take + 1 };
        var found = await database.QueryAsync<ReadConversation>(Sql[block], args, cancel);
        var rows = found.Take(take).Select(r => r.ToRow()).ToList();
        return new ConversationPage(rows, found.Count > take ? End(rows[^1], isWaiting) : null);
    }

    /// <summary>How many conversations each view of that agent holds, from the summary.</summary>
    public async Task<ViewCounts> CountAsync(ShopId shopId, AgentId agentId, CancellationToken cancel)
    {
        var counts = await database.FindAsync<ReadCounts>(Sql["count"], new { ShopId = shopId, AgentId = agentId }, cancel);
        return new ViewCounts(
            counts!.Waiting, counts.Mine, counts.Unassigned, counts.Snoozed, counts.Closed, counts.Everything);
    }

    /// <summary>One conversation with its messages; null when this shop has none of that id.</summary>
    public Task<Conversation?> FindAsync(ShopId shopId, ConversationId conversationId, CancellationToken cancel) =>
        database.QueryManyAsync<Conversation?>(
            Sql["find"],
            new { ShopId = shopId, ConversationId = conversationId, Take = MessagesShown },
            async grid =>
            {
                var found = await grid.ReadFirstOrDefaultAsync<ReadConversation>();
                var messages = (await grid.ReadAsync<Message>()).AsEnumerable().Reverse().ToList();
                return found is null ? null : new Conversation
                {
                    Row = found.ToRow(),
                    Language = found.Language,
                    CreatedAt = found.CreatedAt,
                    ReplyTo = found.ReplyTo,
                    Messages = messages,
                };
            },
            cancel);

    /// <summary>
    /// Saves what an agent answers. The same <paramref name="messageKey"/> again saves nothing and gives the first
    /// message. Null when this shop has no such conversation.
    /// </summary>
    /// <exception cref="InvalidOperationException">This shop has no such agent.</exception>
    public Task<Message?> ReplyAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, string text, string messageKey, CancellationToken cancel) =>
        WriteAsync(shopId, conversationId, agentId, MessageKind.Agent, text, messageKey, cancel);

    /// <summary>Saves what an agent writes for colleagues only; otherwise as <see cref="ReplyAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">This shop has no such agent.</exception>
    public Task<Message?> NoteAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, string text, string messageKey, CancellationToken cancel) =>
        WriteAsync(shopId, conversationId, agentId, MessageKind.Note, text, messageKey, cancel);

    private Task<Message?> WriteAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, MessageKind kind, string text, string messageKey, CancellationToken cancel) =>
        database.WriteAsync(
            transaction => MessageStore.WriteAsync(
                transaction, shopId, conversationId, agentId, kind, text, messageKey, clock.GetUtcNow(), cancel),
            cancel);

    private static ListPosition End(ConversationRow row, bool isWaiting) =>
        new(isWaiting ? row.WaitingSince!.Value : row.LastMessageAt, row.Id);

    private sealed record ReadCounts
    {
        public long Waiting { get; init; }

        public long Mine { get; init; }

        public long Unassigned { get; init; }

        public long Snoozed { get; init; }

        public long Closed { get; init; }

        public long Everything { get; init; }
    }
}
