using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Inbox;

/// <summary>
/// Writes what happened to a conversation: the journal's row, the message if there is one, the conversation's row as it
/// stands now, the counts of the views and of the tags.
/// </summary>
internal static class ConversationJournal
{
    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Journal.sql");

    /// <summary>Adds one entry, with the message that it is about.</summary>
    /// <param name="isAct">True for what an agent does at the desk, having seen all that is known.</param>
    /// <returns>The event for open screens.</returns>
    public static async Task<ShopEvent> AppendAsync(
        WriteTransaction transaction,
        ShopId shopId,
        ConversationThread thread,
        JournalEntry entry,
        NewMessage? message,
        bool isAct,
        CancellationToken cancel)
    {
        var placed = entry.PlacedIn(thread, isAct);
        var isNewest = thread.LearntAt is not { } newest || placed.LearntAt > newest;
        var (state, isLast) = isNewest && placed.Kind is not (JournalKind.Undone or JournalKind.Reopened)
            ? (thread.State.After(placed), message is not null)
            : await FoldAsync(transaction, shopId, thread, placed, cancel);
        var after = thread with
        {
            CreatedAt = message is not null && (thread.LearntAt is null || message.SentAt < thread.CreatedAt) ? message.SentAt : thread.CreatedAt,
            LearntAt = isNewest ? placed.LearntAt : thread.LearntAt,
            ActedAt = isAct ? placed.LearntAt : thread.ActedAt,
        };
        after = isLast && message is not null ? WithLast(after, placed, message) : after;
        await WriteAsync(transaction, shopId, (thread, after), state, placed, message, cancel);
        await TagUses.CountAsync(transaction, shopId, (thread.Tags, state.Tags), entry.ReceivedAt, cancel);
        if (state.SnoozedUntil is { } until && until != thread.SnoozedUntil)
        {
            await WorkStore.AddAsync(transaction, WakeWork.Of(shopId, thread.Id, until), entry.ReceivedAt, cancel);
        }

        return new ShopEvent { Kind = ShopEventKind.Conversation, ConversationId = thread.Id, ShopifyCustomerId = thread.ShopifyCustomerId };
    }

    // What comes in out of order is put in its place, and the whole journal is read again; so it is for what looks back.
    private static async Task<(ConversationState State, bool IsLast)> FoldAsync(
        WriteTransaction transaction, ShopId shopId, ConversationThread thread, JournalEntry placed, CancellationToken cancel)
    {
        var known = await transaction.QueryAsync<JournalEntry>(
            Sql["list_entries"], new { ShopId = shopId, ConversationId = thread.Id }, cancel);
        var journal = known.Append(placed)
            .OrderBy(e => e.LearntAt).ThenBy(e => e.ReceivedAt).ThenBy(e => e.EntryKey, StringComparer.Ordinal).ToList();
        return (ConversationState.Of(journal), journal.FindLast(e => e.IsMessage) == placed);
    }

    private static ConversationThread WithLast(ConversationThread thread, JournalEntry entry, NewMessage message) => thread with
    {
        LastMessageAt = entry.ReceivedAt,
        LastMessageKind = message.Kind,
        LastMessageBy = message.Author,
        LastMessageText = Excerpt.Of(message.Body, Excerpt.OfMessage),
    };

    private static Task<int> WriteAsync(
        WriteTransaction transaction,
        ShopId shopId,
        (ConversationThread Before, ConversationThread After) thread,
        ConversationState state,
        JournalEntry entry,
        NewMessage? message,
        CancellationToken cancel)
    {
        var from = thread.Before.LearntAt is null ? (ConversationBucket?)null : ConversationBucket.Of(thread.Before.State);
        var to = ConversationBucket.Of(state);
        var sql = Sql["add_entry"].Then(Sql["update"]);
        sql = message is null ? sql : Sql["add_message"].Then(MessageWords.AddHere).Then(sql);
        sql = from == to ? sql : sql.Then(Sql["move"]);
        var after = thread.After;
        var row = new
        {
            ShopId = shopId,
            ConversationId = after.Id,
            message?.Source,
            MessageKey = message?.Key,
            MessageKind = message?.Kind.ToKey(),
            MessageAgentId = message?.AgentId,
            message?.Author,
            message?.Body,
            message?.SentAt,
            SentKey = message is null ? 0 : MessageWords.SentKey(message.SentAt),
            Words = message is null ? null : MessageWords.Of(shopId, after.SubjectAt == entry.ReceivedAt ? after.Subject : null, message.Body),
            entry.LearntAt,
            entry.ReceivedAt,
            entry.EntryKey,
            Kind = entry.Kind.ToKey(),
            entry.IsImported,
            entry.AgentId,
            EntryAssigneeId = entry.AssigneeId,
            entry.UntilAt,
            entry.Text,
            Status = state.Status.ToKey(),
            state.AssigneeId,
            state.WaitingSince,
            state.SnoozedUntil,
            state.ClosedAt,
            state.Outcome,
            state.Tags,
            after.Subject,
            after.SubjectAt,
            after.Language,
            after.LanguageAt,
            after.Address,
            after.AddressAt,
            after.CreatedAt,
            after.LastMessageAt,
            LastMessageKind = after.LastMessageKind.ToKey(),
            after.LastMessageBy,
            after.LastMessageText,
            FoldedAt = after.LearntAt,
            after.ActedAt,
            FromStatus = from?.Status.ToKey() ?? "",
            FromWaiting = from?.IsWaiting ?? false,
            FromAssignee = from?.AssigneeId ?? 0,
            ToWaiting = to.IsWaiting,
            ToAssignee = to.AssigneeId,
        };
        return transaction.ExecuteAsync(sql, row, cancel);
    }
}
