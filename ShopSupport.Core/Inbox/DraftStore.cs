using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>Keeps what agents have begun to write until it is said, or emptied. Open screens are told when one begins and ends, not of each letter.</summary>
public sealed class DraftStore(Database database, TimeProvider clock)
{
    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Drafts.sql");

    /// <summary>Keeps a draft as it stands; an empty text ends it.</summary>
    /// <param name="messageKey">The key under which it would be said: what comes when it was said already is late, and changes nothing.</param>
    public Task<(DraftOutcome Outcome, DateTimeOffset At)> KeepAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, MessageKind kind, string text, string messageKey, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = Instants.Cut(clock.GetUtcNow());
            var args = new { ShopId = shopId, ConversationId = conversationId, AgentId = agentId, Kind = kind.ToKey(), Body = text, Now = now, MessageKey = MessageSource.DeskKey(conversationId, messageKey) };
            var (isThere, isSaid) = await transaction.QueryManyAsync(
                Sql["look"], args, async sets => (await sets.ReadFirstOrDefaultAsync<long>() > 0, await sets.ReadFirstOrDefaultAsync<long>() > 0), cancel);
            if (!isThere || isSaid)
            {
                return (isThere ? DraftOutcome.Said : DraftOutcome.NoConversation, now);
            }

            if (text.Length == 0)
            {
                // Whoever changes a conversation's rows takes the shop's first, or two could wait for each other.
                await transaction.ExecuteAsync(Sql["lock_shop"], args, cancel);
                await EndAsync(transaction, shopId, conversationId, agentId, kind, now, cancel);
            }
            else if (await transaction.ExecuteAsync(Sql["keep"], args, cancel) == 0)
            {
                await transaction.ExecuteAsync(Sql["lock_shop"], args, cancel);
                if (await transaction.ExecuteAsync(Sql["begin"], args, cancel) > 0)
                {
                    await TellAsync(transaction, shopId, conversationId, now, cancel);
                }
                else if (await transaction.ExecuteAsync(Sql["keep"], args, cancel) == 0)
                {
                    // Said in this very moment: another tab's beginning would have been kept.
                    return (DraftOutcome.Said, now);
                }
            }

            return (DraftOutcome.Kept, now);
        },
        cancel);

    /// <summary>Ends a draft inside a transaction; false when there was none.</summary>
    internal static async Task<bool> EndAsync(
        WriteTransaction transaction, ShopId shopId, ConversationId conversationId, AgentId agentId, MessageKind kind, DateTimeOffset now, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, ConversationId = conversationId, AgentId = agentId, Kind = kind.ToKey() };
        if (await transaction.ExecuteAsync(Sql["end"], args, cancel) == 0)
        {
            return false;
        }

        await TellAsync(transaction, shopId, conversationId, now, cancel);
        return true;
    }

    private static Task TellAsync(WriteTransaction transaction, ShopId shopId, ConversationId conversationId, DateTimeOffset now, CancellationToken cancel) =>
        ShopEventStore.AddAsync(transaction, shopId, [new ShopEvent { Kind = ShopEventKind.Draft, ConversationId = conversationId }], now, cancel);
}

/// <summary>What became of a draft.</summary>
public enum DraftOutcome
{
    Kept,

    /// <summary>Its message was said already.</summary>
    Said,

    /// <summary>This shop has no such conversation.</summary>
    NoConversation,
}
