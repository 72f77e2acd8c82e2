using ShopSupport.Core.Agents;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>
/// What agents do to conversations without words. Each act is one row of the journal, behind all that was known when it
/// was done; what would change nothing is not written.
/// </summary>
public sealed class ActStore(Database database, TimeProvider clock)
{
    /// <summary>How long an act can be taken back: the ten seconds in which the screen offers it, and the way of a slow network.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(366);
    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Tags.sql");
    private static readonly SqlFile Journal = SqlFile.Load("Inbox.Journal.sql");

    private delegate (ActOutcome Outcome, JournalEntry Entry) Decision(Sight sight, JournalEntry entry);

    /// <summary>Puts somebody in charge, or nobody.</summary>
    /// <exception cref="InvalidOperationException">This shop has no such agent as the one who acts.</exception>
    public Task<Acted> AssignAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, AgentId? assigneeId, CancellationToken cancel) => ActAsync(
        shopId,
        conversationId,
        agentId,
        JournalKind.Assigned,
        new Question { AssigneeId = assigneeId },
        (sight, entry) => (
            sight.Thread!.AssigneeId == assigneeId ? ActOutcome.Unchanged : assigneeId is null || sight.Assignee is not null ? ActOutcome.Done : ActOutcome.NoAssignee,
            entry with { AssigneeId = assigneeId }),
        cancel);

    /// <summary>Puts it aside until then, or until the customer writes; otherwise as <see cref="AssignAsync"/>.</summary>
    /// <param name="seen">The newest message that the agent knew; when somebody wrote since, nothing is done. Null does not ask.</param>
    public Task<Acted> SnoozeAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, DateTimeOffset until, MessageId? seen, CancellationToken cancel) => ActAsync(
        shopId,
        conversationId,
        agentId,
        JournalKind.Snoozed,
        new Question { Seen = seen },
        (sight, entry) => (
            until <= entry.ReceivedAt || until - entry.ReceivedAt > LongestSnooze ? ActOutcome.NoSuchTime : sight.Thread!.SnoozedUntil == Instants.Cut(until) ? ActOutcome.Unchanged : ActOutcome.Done,
            entry with { UntilAt = Instants.Cut(until) }),
        cancel);

    /// <summary>Ends it, with a word about how; otherwise as <see cref="SnoozeAsync"/>.</summary>
    public Task<Acted> CloseAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, string? outcome, MessageId? seen, CancellationToken cancel) => ActAsync(
        shopId,
        conversationId,
        agentId,
        JournalKind.Closed,
        new Question { Seen = seen },
        (sight, entry) => (sight.Thread!.Status == ConversationStatus.Closed ? ActOutcome.Unchanged : ActOutcome.Done, entry with { Text = outcome }),
        cancel);

    /// <summary>Takes it up again, whether it was done or put aside; otherwise as <see cref="AssignAsync"/>.</summary>
    public Task<Acted> ReopenAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, CancellationToken cancel) => ActAsync(
        shopId,
        conversationId,
        agentId,
        JournalKind.Reopened,
        new Question(),
        (sight, entry) => (sight.Thread!.Status == ConversationStatus.Open ? ActOutcome.Unchanged : ActOutcome.Done, entry),
        cancel);

    /// <summary>Puts a tag on it, as <see cref="Tags.Clean"/> keeps it; otherwise as <see cref="AssignAsync"/>.</summary>
    public Task<Acted> TagAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, string? text, CancellationToken cancel) => ActAsync(
        shopId,
        conversationId,
        agentId,
        JournalKind.Tagged,
        new Question(),
        (sight, entry) =>
        {
            var tags = Tags.Read(sight.Thread!.Tags);
            var outcome = Tags.Clean(text) is not { } tag ? ActOutcome.NoTag
                : tags.Contains(tag, StringComparer.Ordinal) ? ActOutcome.Unchanged
                : tags.Count == Tags.Most ? ActOutcome.TooMany
                : ActOutcome.Done;
            return (outcome, entry with { Text = Tags.Clean(text) });
        },
        cancel);

    /// <summary>Takes a tag off; otherwise as <see cref="AssignAsync"/>.</summary>
    public Task<Acted> UntagAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, string tag, CancellationToken cancel) => ActAsync(
        shopId,
        conversationId,
        agentId,
        JournalKind.Untagged,
        new Question(),
        (sight, entry) => (Tags.Read(sight.Thread!.Tags).Contains(tag, StringComparer.Ordinal) ? ActOutcome.Done : ActOutcome.Unchanged, entry with { Text = tag }),
        cancel);

    /// <summary>Takes back an act of the same agent, within <see cref="UndoTime"/>: all is as if it had not been.</summary>
    /// <param name="key">What <see cref="Acted.Key"/> named it.</param>
    public Task<Acted> UndoAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, string key, CancellationToken cancel) => ActAsync(
        shopId,
        conversationId,
        agentId,
        JournalKind.Undone,
        new Question { Key = key },
        (sight, entry) =>
        {
            var isOurs = sight.Undone is { } act && act.AgentId == agentId && !act.IsMessage && act.Kind != JournalKind.Undone;
            var outcome = !isOurs || entry.ReceivedAt - sight.Undone!.ReceivedAt > UndoTime ? ActOutcome.TooLate
                : sight.IsUndone ? ActOutcome.Unchanged
                : ActOutcome.Done;
            return (outcome, entry with { Text = key });
        },
        cancel);

    /// <summary>The tags that conversations of a shop have, those given last first, at most <paramref name="take"/>.</summary>
    public Task<List<string>> ListTagsAsync(ShopId shopId, int take, CancellationToken cancel) =>
        database.QueryAsync<string>(Sql["list_tags"], new { ShopId = shopId, Take = take }, cancel);

    private Task<Acted> ActAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, JournalKind kind, Question question, Decision decide, CancellationToken cancel)
    {
        // One key however often the transaction is tried.
        var key = JournalEntry.ActKeys + Guid.NewGuid().ToString("N");
        return database.WriteAsync(
            async transaction =>
            {
                var sight = await LookAsync(transaction, shopId, conversationId, agentId, question, key, cancel);
                if (sight.Thread is not { } thread)
                {
                    return new Acted(ActOutcome.NoConversation, null);
                }

                var agent = sight.Agent ?? throw new InvalidOperationException($"Shop {shopId} has no agent {agentId}.");
                if (sight.IsDone)
                {
                    return new Acted(ActOutcome.Done, key);
                }

                var now = Instants.Cut(clock.GetUtcNow());
                var (outcome, entry) = decide(sight, new JournalEntry { ReceivedAt = now, EntryKey = key, Kind = kind, AgentId = agent.Id });
                if (outcome != ActOutcome.Done || sight.Newer > 0)
                {
                    return new Acted(outcome == ActOutcome.Done ? ActOutcome.Newer : outcome, null);
                }

                var change = await ConversationJournal.AppendAsync(transaction, shopId, thread, entry, null, isAct: true, cancel);
                await ShopEventStore.AddAsync(transaction, shopId, [change], now, cancel);
                return new Acted(ActOutcome.Done, key);
            },
            cancel);
    }

    private static Task<Sight> LookAsync(
        WriteTransaction transaction, ShopId shopId, ConversationId conversationId, AgentId agentId, Question question, string actKey, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, ConversationId = conversationId, AgentId = agentId, question.AssigneeId, question.Key, question.Seen, ActKey = actKey };
        return transaction.QueryManyAsync(
            Journal["look_to_act"],
            args,
            async sets => new Sight
            {
                Thread = await sets.ReadFirstOrDefaultAsync<ConversationThread>(),
                Agent = await sets.ReadFirstOrDefaultAsync<Agent>(),
                Assignee = await sets.ReadFirstOrDefaultAsync<Agent>(),
                Undone = await sets.ReadFirstOrDefaultAsync<JournalEntry>(),
                IsUndone = await sets.ReadFirstOrDefaultAsync<long>() > 0,
                Newer = await sets.ReadFirstOrDefaultAsync<long>(),
                IsDone = await sets.ReadFirstOrDefaultAsync<long>() > 0,
            },
            cancel);
    }

    private sealed record Question
    {
        public AgentId? AssigneeId { get; init; }

        public string? Key { get; init; }

        public MessageId? Seen { get; init; }
    }

    private sealed record Sight
    {
        public required ConversationThread? Thread { get; init; }

        public required Agent? Agent { get; init; }

        public required Agent? Assignee { get; init; }

        public required JournalEntry? Undone { get; init; }

        public required bool IsUndone { get; init; }

        /// <summary>How many messages came after what the agent knew.</summary>
        public required long Newer { get; init; }

        /// <summary>The transaction was carried out before, and only its answer was lost.</summary>
        public required bool IsDone { get; init; }
    }
}

/// <summary>What became of an act.</summary>
/// <param name="Outcome">Whether it was done.</param>
/// <param name="Key">Names it, to take it back; null unless it was done.</param>
public sealed record Acted(ActOutcome Outcome, string? Key);

/// <summary>Whether an act was done.</summary>
public enum ActOutcome
{
    Done,

    /// <summary>It was so already: somebody else was quicker.</summary>
    Unchanged,

    /// <summary>Somebody wrote after what the agent knew: nobody puts aside or ends what they have not read.</summary>
    Newer,

    /// <summary>This shop has no such conversation.</summary>
    NoConversation,

    /// <summary>This shop has no such agent any more.</summary>
    NoAssignee,

    /// <summary>A time that is over, or more than a year away.</summary>
    NoSuchTime,

    /// <summary>What can't be a tag: nothing that is seen, or more than <see cref="Tags.Longest"/> letters.</summary>
    NoTag,

    /// <summary>The conversation has <see cref="Tags.Most"/> tags.</summary>
    TooMany,

    /// <summary>It can't be taken back any more.</summary>
    TooLate,
}
