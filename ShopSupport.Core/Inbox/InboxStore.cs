using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>What the inbox shows.</summary>
public sealed class InboxStore(Database database)
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
        var found = await database.QueryAsync<ConversationRow>(Sql[block], args, cancel);
        var rows = found.Take(take).ToList();
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
                var row = await grid.ReadFirstOrDefaultAsync<ConversationRow>();
                var more = await grid.ReadFirstOrDefaultAsync<Details>();
                var messages = (await grid.ReadAsync<Message>()).AsEnumerable().Reverse().ToList();
                return row is null ? null : new Conversation
                {
                    Row = row,
                    Language = more!.Language,
                    CreatedAt = more.CreatedAt,
                    Messages = messages,
                };
            },
            cancel);

    private static ListPosition End(ConversationRow row, bool isWaiting) =>
        new(isWaiting ? row.WaitingSince!.Value : row.LastMessageAt, row.Id);

    private sealed record Details
    {
        public string? Language { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }

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
