using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>What the inbox shows.</summary>
public sealed class InboxStore(Database database)
{
    /// <summary>The newest messages of a conversation that are shown at first.</summary>
    public const int MessagesShown = 200;

    /// <summary>The newest messages that are shown when all are asked for.</summary>
    public const int MostMessages = 5000;

    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Inbox.sql");
    private static readonly ListPosition Newest = new(new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero), new ConversationId(long.MaxValue));
    private static readonly ListPosition Oldest = new(new DateTimeOffset(100, 1, 1, 0, 0, 0, TimeSpan.Zero), default);

    /// <summary>At most <paramref name="take"/> rows of a view, beginning behind <paramref name="after"/>.</summary>
    public async Task<ConversationPage> ListAsync(
        ShopId shopId, InboxView view, AgentId agentId, ListPosition? after, int take, CancellationToken cancel)
    {
        // The one that waits longest, or comes back soonest, is first; elsewhere the newest.
        var from = after ?? (view is InboxView.Waiting or InboxView.Snoozed ? Oldest : Newest);
        // Each block rides one index: ix_conversations_waiting, _assignee (mine, unassigned), _snoozed, _status, _all.
        var block = view switch
        {
            InboxView.Waiting => "list_waiting",
            InboxView.Mine => "list_mine",
            InboxView.Unassigned => "list_unassigned",
            InboxView.Snoozed => "list_snoozed",
            InboxView.Closed => "list_closed",
            InboxView.All => "list_all",
        };
        var found = await database.QueryAsync<ConversationRow>(
            Sql[block], new { ShopId = shopId, AgentId = agentId, from.At, from.Id, Take = take + 1 }, cancel);
        var rows = found.Take(take).ToList();
        return new ConversationPage(rows, found.Count > take ? End(rows[^1], view) : null);
    }

    /// <summary>How many conversations each view of that agent holds, from the summary.</summary>
    public async Task<ViewCounts> CountAsync(ShopId shopId, AgentId agentId, CancellationToken cancel)
    {
        var counts = await database.FindAsync<ReadCounts>(Sql["count"], new { ShopId = shopId, AgentId = agentId }, cancel);
        return new ViewCounts(
            counts!.Waiting, counts.Mine, counts.Unassigned, counts.Snoozed, counts.Closed, counts.Everything);
    }

    /// <summary>What conversations are called, of those among these ids that the shop has. At most 500 ids.</summary>
    public Task<List<ConversationTitle>> ListTitlesAsync(ShopId shopId, IReadOnlyCollection<ConversationId> ids, CancellationToken cancel) =>
        database.QueryAsync<ConversationTitle>(Sql["list_titles"], new { ShopId = shopId, Ids = ids.Select(id => id.Value) }, cancel);

    /// <summary>One conversation as that agent sees it, with its newest messages; null when this shop has none of that id.</summary>
    public Task<Conversation?> FindAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, int messages, CancellationToken cancel) =>
        database.QueryManyAsync<Conversation?>(
            Sql["find"],
            new { ShopId = shopId, ConversationId = conversationId, AgentId = agentId, Take = Math.Min(messages, MostMessages) },
            async grid =>
            {
                var row = await grid.ReadFirstOrDefaultAsync<ConversationRow>();
                var more = await grid.ReadFirstOrDefaultAsync<Details>();
                var newest = (await grid.ReadAsync<Message>()).AsEnumerable().Reverse().ToList();
                var acts = await grid.ReadAsync<Act>();
                var drafts = await grid.ReadAsync<Draft>();
                return row is null ? null : new Conversation
                {
                    Row = row,
                    Language = more!.Language,
                    CreatedAt = more.CreatedAt,
                    MessageCount = more.MessageCount,
                    Messages = newest,
                    Acts = Act.Standing(acts),
                    Drafts = drafts,
                };
            },
            cancel);

    /// <summary>Takes note that an agent has seen all up to that message; an earlier one changes nothing.</summary>
    public Task SeeAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, MessageId seen, DateTimeOffset now, CancellationToken cancel) =>
        database.ExecuteAsync(
            Sql["see"], new { ShopId = shopId, ConversationId = conversationId, AgentId = agentId, SeenId = seen, Now = Instants.Cut(now) }, cancel);

    private static ListPosition End(ConversationRow row, InboxView view) => new(
        view switch
        {
            InboxView.Waiting => row.WaitingSince!.Value,
            InboxView.Snoozed => row.SnoozedUntil!.Value,
            InboxView.Mine or InboxView.Unassigned or InboxView.Closed or InboxView.All => row.LastMessageAt,
        },
        row.Id);

    private sealed record Details
    {
        public string? Language { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public long MessageCount { get; init; }
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
