using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>What agents do to conversations. Each is one row of the journal, behind all that was known when it was done.</summary>
public sealed class ConversationStore(Database database, TimeProvider clock)
{
    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Journal.sql");

    /// <summary>Saves what an agent answers, once for each <paramref name="messageKey"/> of the conversation.</summary>
    /// <exception cref="InvalidOperationException">This shop has no such agent.</exception>
    public Task<Written> ReplyAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, string text, string messageKey, CancellationToken cancel) =>
        WriteAsync(shopId, conversationId, agentId, MessageKind.Agent, text, messageKey, cancel);

    /// <summary>Saves what an agent writes for colleagues only; otherwise as <see cref="ReplyAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">This shop has no such agent.</exception>
    public Task<Written> NoteAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, string text, string messageKey, CancellationToken cancel) =>
        WriteAsync(shopId, conversationId, agentId, MessageKind.Note, text, messageKey, cancel);

    /// <summary>Puts somebody in charge, or nobody. False when this shop has no such conversation.</summary>
    /// <exception cref="InvalidOperationException">This shop has no such agent.</exception>
    public Task<bool> AssignAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, AgentId? assigneeId, CancellationToken cancel) =>
        ActAsync(shopId, conversationId, agentId, JournalKind.Assigned, entry => entry with { AssigneeId = assigneeId }, cancel);

    /// <summary>Puts it aside until then, or until the customer writes; otherwise as <see cref="AssignAsync"/>.</summary>
    public Task<bool> SnoozeAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, DateTimeOffset until, CancellationToken cancel) =>
        ActAsync(shopId, conversationId, agentId, JournalKind.Snoozed, entry => entry with { UntilAt = until }, cancel);

    /// <summary>Ends it, with a word about how; otherwise as <see cref="AssignAsync"/>.</summary>
    public Task<bool> CloseAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, string? outcome, CancellationToken cancel) =>
        ActAsync(shopId, conversationId, agentId, JournalKind.Closed, entry => entry with { Text = outcome }, cancel);

    /// <summary>Takes it up again; otherwise as <see cref="AssignAsync"/>.</summary>
    public Task<bool> ReopenAsync(ShopId shopId, ConversationId conversationId, AgentId agentId, CancellationToken cancel) =>
        ActAsync(shopId, conversationId, agentId, JournalKind.Reopened, entry => entry, cancel);

    private Task<bool> ActAsync(
        ShopId shopId,
        ConversationId conversationId,
        AgentId agentId,
        JournalKind kind,
        Func<JournalEntry, JournalEntry> fill,
        CancellationToken cancel)
    {
        // One key however often the transaction is tried.
        var key = JournalEntry.ActKeys + Guid.NewGuid().ToString("N");
        return database.WriteAsync(
            async transaction =>
            {
                var (_, thread, agent) = await LookAsync(transaction, shopId, conversationId, agentId, "", cancel);
                if (thread is null)
                {
                    return false;
                }

                var entry = fill(new JournalEntry { ReceivedAt = Instants.Cut(clock.GetUtcNow()), EntryKey = key, Kind = kind, AgentId = agent.Id });
                await AppendAsync(transaction, shopId, thread, entry, null, cancel);
                return true;
            },
            cancel);
    }

    private Task<Written> WriteAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, MessageKind kind, string text, string messageKey, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                var key = MessageSource.DeskKey(conversationId, messageKey);
                var (known, thread, agent) = await LookAsync(transaction, shopId, conversationId, agentId, key, cancel);
                if (thread is null)
                {
                    return new Written(WriteOutcome.NoConversation, null);
                }

                if (known is not null)
                {
                    var isSame = known.Kind == kind && string.Equals(known.Body, text, StringComparison.Ordinal);
                    return new Written(isSame ? WriteOutcome.Repeated : WriteOutcome.Differs, known);
                }

                var now = Instants.Cut(clock.GetUtcNow());
                var message = new NewMessage
                {
                    Source = MessageSource.Desk,
                    Key = key,
                    Kind = kind,
                    AgentId = agent.Id,
                    Author = agent.Name,
                    Body = text,
                    SentAt = now,
                };
                var entry = new JournalEntry { ReceivedAt = now, EntryKey = message.EntryKey, Kind = JournalEntry.KindOf(kind), AgentId = agent.Id };
                await AppendAsync(transaction, shopId, thread, entry, message, cancel);
                var saved = await transaction.FindAsync<Message>(
                    Sql["find_message"], new { ShopId = shopId, message.Source, MessageKey = key }, cancel);
                return new Written(WriteOutcome.Saved, saved);
            },
            cancel);

    private static async Task AppendAsync(
        WriteTransaction transaction, ShopId shopId, ConversationThread thread, JournalEntry entry, NewMessage? message, CancellationToken cancel)
    {
        var change = await ConversationJournal.AppendAsync(transaction, shopId, thread, entry, message, isAct: true, cancel);
        await ShopEventStore.AddAsync(transaction, shopId, [change], entry.ReceivedAt, cancel);
    }

    private static async Task<(Message? Known, ConversationThread? Thread, Agent Agent)> LookAsync(
        WriteTransaction transaction, ShopId shopId, ConversationId conversationId, AgentId agentId, string messageKey, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, ConversationId = conversationId, AgentId = agentId, Source = MessageSource.Desk, MessageKey = messageKey };
        var (known, thread, agent) = await transaction.QueryManyAsync(
            Sql["look_at"],
            args,
            async sets => (
                await sets.ReadFirstOrDefaultAsync<Message>(),
                await sets.ReadFirstOrDefaultAsync<ConversationThread>(),
                await sets.ReadFirstOrDefaultAsync<Agent>()),
            cancel);
        return agent is null && thread is not null
            ? throw new InvalidOperationException($"Shop {shopId} has no agent {agentId}.")
            : (known, thread, agent!);
    }
}

/// <summary>What became of something that an agent wrote.</summary>
/// <param name="Outcome">Whether it was saved.</param>
/// <param name="Message">What is saved under its key; null without a conversation.</param>
public sealed record Written(WriteOutcome Outcome, Message? Message);

/// <summary>Whether something was saved.</summary>
public enum WriteOutcome
{
    /// <summary>It is saved.</summary>
    Saved,

    /// <summary>The very same was saved before under the same key.</summary>
    Repeated,

    /// <summary>Something else was saved before under the same key; nothing was changed.</summary>
    Differs,

    /// <summary>This shop has no such conversation.</summary>
    NoConversation,
}
