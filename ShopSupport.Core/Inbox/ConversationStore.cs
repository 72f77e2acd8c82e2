using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>What agents write into conversations: each time a row of the journal, behind all that was known then.</summary>
public sealed class ConversationStore(Database database, TimeProvider clock)
{
    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Journal.sql");

    /// <summary>
    /// Saves what an agent answers, once for each <paramref name="messageKey"/> of the conversation, and ends their draft
    /// of it.
    /// </summary>
    /// <param name="seen">The newest message that the agent knew; when somebody wrote since, nothing is saved. Null does not ask.</param>
    /// <exception cref="InvalidOperationException">This shop has no such agent.</exception>
    public Task<Written> ReplyAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, string text, string messageKey, MessageId? seen, CancellationToken cancel) =>
        WriteAsync(shopId, conversationId, agentId, MessageKind.Agent, (text, messageKey, seen, Closes: false), cancel);

    /// <summary>Saves an answer and ends the conversation in the same moment; otherwise as <see cref="ReplyAsync"/>.</summary>
    public Task<Written> ReplyAndCloseAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, string text, string messageKey, MessageId? seen, CancellationToken cancel) =>
        WriteAsync(shopId, conversationId, agentId, MessageKind.Agent, (text, messageKey, seen, Closes: true), cancel);

    /// <summary>Saves what an agent writes for colleagues only; otherwise as <see cref="ReplyAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">This shop has no such agent.</exception>
    public Task<Written> NoteAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, string text, string messageKey, CancellationToken cancel) =>
        WriteAsync(shopId, conversationId, agentId, MessageKind.Note, (text, messageKey, null, Closes: false), cancel);

    private Task<Written> WriteAsync(
        ShopId shopId,
        ConversationId conversationId,
        AgentId agentId,
        MessageKind kind,
        (string Text, string Key, MessageId? Seen, bool Closes) said,
        CancellationToken cancel)
    {
        var key = MessageSource.DeskKey(conversationId, said.Key);
        // One key however often the transaction is tried.
        var actKey = JournalEntry.ActKeys + Guid.NewGuid().ToString("N");
        return database.WriteAsync(
            async transaction =>
            {
                var (known, thread, agent, newer) = await LookAsync(transaction, shopId, conversationId, agentId, key, said.Seen, cancel);
                if (thread is null)
                {
                    return new Written(WriteOutcome.NoConversation, null);
                }

                if (known is not null)
                {
                    if (known.Kind != kind || !string.Equals(known.Body, said.Text, StringComparison.Ordinal))
                    {
                        return new Written(WriteOutcome.Differs, known);
                    }

                    var closes = said.Closes && newer == 0;
                    var closedBy = await CloseAsync(transaction, shopId, conversationId, agent.Id, (closes, actKey), cancel);
                    return new Written(WriteOutcome.Repeated, known) { CloseKey = closedBy, IsLeftOpen = said.Closes && !closes };
                }

                if (newer > 0)
                {
                    return new Written(WriteOutcome.Newer, null);
                }

                var now = Instants.Cut(clock.GetUtcNow());
                var message = MessageOf(kind, agent, key, said.Text, now);
                var entry = new JournalEntry { ReceivedAt = now, EntryKey = message.EntryKey, Kind = JournalEntry.KindOf(kind), AgentId = agent.Id };
                await AppendAsync(transaction, shopId, thread, entry, message, cancel);
                var closeKey = await CloseAsync(transaction, shopId, conversationId, agent.Id, (said.Closes, actKey), cancel);
                await DraftStore.EndAsync(transaction, shopId, conversationId, agentId, kind, now, cancel);
                var saved = await transaction.FindAsync<Message>(
                    Sql["find_message"], new { ShopId = shopId, message.Source, MessageKey = key }, cancel);
                return new Written(WriteOutcome.Saved, saved) { CloseKey = closeKey };
            },
            cancel);
    }

    private static NewMessage MessageOf(MessageKind kind, Agent agent, string key, string text, DateTimeOffset now) => new()
    {
        Source = MessageSource.Desk,
        Key = key,
        Kind = kind,
        AgentId = agent.Id,
        Author = agent.Name,
        Body = text,
        SentAt = now,
    };

    // Null where nothing is to be ended, or it is already.
    private async Task<string?> CloseAsync(
        WriteTransaction transaction, ShopId shopId, ConversationId conversationId, AgentId agentId, (bool Closes, string Key) act, CancellationToken cancel)
    {
        if (!act.Closes)
        {
            return null;
        }

        var thread = await transaction.FindAsync<ConversationThread>(
            Sql["look_to_wake"], new { ShopId = shopId, ConversationId = conversationId }, cancel);
        if (thread!.Status == ConversationStatus.Closed)
        {
            // By this very act, whose answer was lost, or by somebody else.
            var entry = new { ShopId = shopId, ConversationId = conversationId, EntryKey = act.Key };
            return await transaction.FindAsync<long>(Sql["has_entry"], entry, cancel) > 0 ? act.Key : null;
        }

        await AppendAsync(
            transaction,
            shopId,
            thread,
            new JournalEntry { ReceivedAt = Instants.Cut(clock.GetUtcNow()), EntryKey = act.Key, Kind = JournalKind.Closed, AgentId = agentId },
            null,
            cancel);
        return act.Key;
    }

    private static async Task AppendAsync(
        WriteTransaction transaction, ShopId shopId, ConversationThread thread, JournalEntry entry, NewMessage? message, CancellationToken cancel)
    {
        var change = await ConversationJournal.AppendAsync(transaction, shopId, thread, entry, message, isAct: true, cancel);
        await ShopEventStore.AddAsync(transaction, shopId, [change], entry.ReceivedAt, cancel);
    }

    private static async Task<(Message? Known, ConversationThread? Thread, Agent Agent, long Newer)> LookAsync(
        WriteTransaction transaction, ShopId shopId, ConversationId conversationId, AgentId agentId, string messageKey, MessageId? seen, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, ConversationId = conversationId, AgentId = agentId, Source = MessageSource.Desk, MessageKey = messageKey, Seen = seen };
        var (known, thread, agent, newer) = await transaction.QueryManyAsync(
            Sql["look_at"],
            args,
            async sets => (
                await sets.ReadFirstOrDefaultAsync<Message>(),
                await sets.ReadFirstOrDefaultAsync<ConversationThread>(),
                await sets.ReadFirstOrDefaultAsync<Agent>(),
                await sets.ReadFirstOrDefaultAsync<long>()),
            cancel);
        return agent is null && thread is not null
            ? throw new InvalidOperationException($"Shop {shopId} has no agent {agentId}.")
            : (known, thread, agent!, newer);
    }
}

/// <summary>What became of something that an agent wrote.</summary>
/// <param name="Outcome">Whether it was saved.</param>
/// <param name="Message">What is saved under its key; null without a conversation.</param>
public sealed record Written(WriteOutcome Outcome, Message? Message)
{
    /// <summary>Names the end of the conversation, to take it back; null when it was not ended.</summary>
    public string? CloseKey { get; init; }

    /// <summary>It was to be ended, and was not: it was said before, and others wrote since.</summary>
    public bool IsLeftOpen { get; init; }
}

/// <summary>Whether something was saved.</summary>
public enum WriteOutcome
{
    /// <summary>It is saved.</summary>
    Saved,

    /// <summary>The very same was saved before under the same key.</summary>
    Repeated,

    /// <summary>Something else was saved before under the same key; nothing was changed.</summary>
    Differs,

    /// <summary>The customer or a colleague wrote after what the agent knew; nothing was changed.</summary>
    Newer,

    /// <summary>This shop has no such conversation.</summary>
    NoConversation,
}
