using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>Adds messages to conversations, with all that follows from them, inside a transaction.</summary>
public static class MessageStore
{
    private const int AuthorLength = 255;

    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Messages.sql");

    /// <summary>
    /// Takes in what a channel brought. Messages may arrive in any order and end in the same rows: status, waiting time
    /// and last message follow from when they were sent. One dated later than <paramref name="now"/> counts as sent now.
    /// </summary>
    /// <returns>False when the message was known already; nothing has changed then.</returns>
    public static async Task<bool> ReceiveAsync(
        WriteTransaction transaction, ShopId shopId, ChannelMessage message, DateTimeOffset now, CancellationToken cancel)
    {
        await transaction.ExecuteAsync(Sql["lock"], new { ShopId = shopId }, cancel);
        if (await transaction.FindAsync<int>(Sql["is_known"], new { ShopId = shopId, message.MessageKey }, cancel) == 1)
        {
            return false;
        }

        var sentAt = ToMilliseconds(message.SentAt < now ? message.SentAt : now);
        var thread = await FindOrOpenAsync(transaction, shopId, message, sentAt, cancel);
        if (thread.CustomerId is { } customerId && (!thread.HasMessages || message.Kind == MessageKind.Customer))
        {
            await CustomerRecognition.RememberAsync(transaction, shopId, message, customerId, cancel);
        }

        var agent = message.Agent is null ? null : await AgentStore.FindOrAddAsync(transaction, shopId, message.Agent.Handle, message.Agent.Name, now, cancel);
        var step = new Step
        {
            MessageKey = message.MessageKey,
            Kind = message.Kind,
            AgentId = agent?.Id,
            Author = Excerpt.Of(agent?.Name ?? NameOf(message.Customer), AuthorLength),
            Body = message.Text,
            SentAt = sentAt,
        };
        await AppendAsync(transaction, shopId, thread.Named(message, sentAt), step, now, cancel);
        return true;
    }

    internal static async Task<Message?> WriteAsync(
        WriteTransaction transaction,
        ShopId shopId,
        ConversationId conversationId,
        AgentId agentId,
        MessageKind kind,
        string text,
        string messageKey,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        await transaction.ExecuteAsync(Sql["lock"], new { ShopId = shopId }, cancel);
        var key = new { ShopId = shopId, ConversationId = conversationId, MessageKey = messageKey };
        if (await transaction.FindAsync<Message>(Sql["find_message"], key, cancel) is { } known)
        {
            return known;
        }

        if (await transaction.FindAsync<ConversationThread>(Sql["find_conversation"], key, cancel) is not { } thread)
        {
            return null;
        }

        var agent = await AgentStore.FindAsync(transaction, shopId, agentId, cancel)
            ?? throw new InvalidOperationException($"Shop {shopId} has no agent {agentId}.");
        var step = new Step
        {
            MessageKey = messageKey,
            Kind = kind,
            AgentId = agent.Id,
            Author = agent.Name,
            Body = text,
            SentAt = ToMilliseconds(now),
        };
        await AppendAsync(transaction, shopId, thread, step, now, cancel);
        return await transaction.FindAsync<Message>(Sql["find_message"], key, cancel);
    }

    private static async Task<ConversationThread> FindOrOpenAsync(
        WriteTransaction transaction, ShopId shopId, ChannelMessage message, DateTimeOffset sentAt, CancellationToken cancel)
    {
        var key = new { ShopId = shopId, Channel = message.Channel.ToKey(), message.ThreadKey };
        if (await transaction.FindAsync<ConversationThread>(Sql["find_thread"], key, cancel) is { } thread)
        {
            return thread;
        }

        var customerId = await CustomerRecognition.RecogniseAsync(transaction, shopId, message, cancel);
        var row = new { key.ShopId, key.Channel, key.ThreadKey, CustomerId = customerId, SentAt = sentAt, Kind = message.Kind.ToKey() };
        await transaction.ExecuteAsync(Sql["open"], row, cancel);
        return (await transaction.FindAsync<ConversationThread>(Sql["find_thread"], key, cancel))! with { HasMessages = false };
    }

    private static async Task AppendAsync(
        WriteTransaction transaction, ShopId shopId, ConversationThread thread, Step step, DateTimeOffset now, CancellationToken cancel)
    {
        var message = new
        {
            ShopId = shopId,
            ConversationId = thread.Id,
            step.MessageKey,
            Kind = step.Kind.ToKey(),
            step.AgentId,
            step.Author,
            step.Body,
            step.SentAt,
        };
        await transaction.ExecuteAsync(Sql["add_message"], message, cancel);

        var (state, last) = !thread.HasMessages || step.SentAt > thread.LastMessageAt
            ? (thread.State.After(step), step)
            : await CorrectAsync(transaction, shopId, thread, step, cancel);
        await UpdateAsync(transaction, shopId, thread, state, step, last, cancel);
        await ConversationCounts.MoveAsync(transaction, shopId, thread.HasMessages ? thread.State : null, state, cancel);

        var change = new ShopEvent { Kind = ShopEventKind.Conversation, ConversationId = thread.Id, ShopifyCustomerId = thread.ShopifyCustomerId };
        await ShopEventStore.AddAsync(transaction, shopId, [change], now, cancel);
    }

    // A message that is not the newest: all of them are read again, in the order of time.
    private static async Task<(ConversationState State, Step Last)> CorrectAsync(
        WriteTransaction transaction, ShopId shopId, ConversationThread thread, Step late, CancellationToken cancel)
    {
        var steps = await transaction.QueryAsync<Step>(Sql["list_steps"], new { ShopId = shopId, ConversationId = thread.Id }, cancel);
        var before = ConversationState.Of(steps.Where(s => !string.Equals(s.MessageKey, late.MessageKey, StringComparison.Ordinal)));
        return (thread.State.Corrected(before, ConversationState.Of(steps)), ConversationState.InOrder(steps).Last());
    }

    private static Task<int> UpdateAsync(
        WriteTransaction transaction,
        ShopId shopId,
        ConversationThread thread,
        ConversationState state,
        Step step,
        Step last,
        CancellationToken cancel)
    {
        var row = new
        {
            ShopId = shopId,
            ConversationId = thread.Id,
            Status = state.Status.ToKey(),
            state.AssigneeId,
            state.WaitingSince,
            state.SnoozedUntil,
            state.ClosedAt,
            state.Outcome,
            thread.Subject,
            thread.SubjectAt,
            thread.Language,
            thread.LanguageAt,
            CreatedAt = step.SentAt < thread.CreatedAt ? step.SentAt : thread.CreatedAt,
            LastMessageAt = last.SentAt,
            LastMessageKind = last.Kind.ToKey(),
            LastMessageBy = last.Author,
            LastMessageText = Excerpt.Of(last.Body, Excerpt.OfMessage),
        };
        return transaction.ExecuteAsync(Sql["update_conversation"], row, cancel);
    }

    private static string? NameOf(ChannelPerson person) => person.Name ?? person.Email ?? person.Phone ?? person.Handle;

    // Both engines keep milliseconds; a finer time would not compare as equal to itself when read back.
    private static DateTimeOffset ToMilliseconds(DateTimeOffset at) =>
        DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
