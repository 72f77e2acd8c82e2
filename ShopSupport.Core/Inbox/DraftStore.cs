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
    /// <param name="revision">Grows with each text of that key: what comes after a greater one is late, too.</param>
    public Task<(DraftOutcome Outcome, DateTimeOffset At)> KeepAsync(
        ShopId shopId, ConversationId conversationId, AgentId agentId, MessageKind kind, string text, string messageKey, long revision, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = Instants.Cut(clock.GetUtcNow());
            var key = MessageSource.DeskKey(conversationId, messageKey);
            var args = new { ShopId = shopId, ConversationId = conversationId, AgentId = agentId, Kind = kind.ToKey(), Body = text, Now = now, MessageKey = key, Revision = revision };
            var known = await LookAsync(transaction, args, cancel);
            // Screens are told of a beginning and an end, each once.
            if (known is { IsThere: true, IsSaid: false } && (text.Length == 0 || !known.IsBegun))
            {
                await transaction.ExecuteAsync(Sql["lock_shop"], args, cancel);
                known = await LookAsync(transaction, args, cancel);
            }

            if (!known.IsThere || known.IsSaid)
            {
                return (known.IsThere ? DraftOutcome.Said : DraftOutcome.NoConversation, now);
            }

            if (await transaction.ExecuteAsync(Sql["keep"], args, cancel) == 0 && (known.Body is not null || await transaction.ExecuteAsync(Sql["begin"], args, cancel) == 0))
            {
                // Said in this very moment, or written before what is kept.
                return ((await LookAsync(transaction, args, cancel)).IsSaid ? DraftOutcome.Said : DraftOutcome.Overtaken, now);
            }

            if (known.IsBegun != text.Length > 0)
            {
                await TellAsync(transaction, shopId, conversationId, now, cancel);
            }

            return (DraftOutcome.Kept, now);
        },
        cancel);

    private static Task<Known> LookAsync(WriteTransaction transaction, object args, CancellationToken cancel) => transaction.QueryManyAsync(
        Sql["look"],
        args,
        async sets => new Known
        {
            IsThere = await sets.ReadFirstOrDefaultAsync<long>() > 0,
            IsSaid = await sets.ReadFirstOrDefaultAsync<long>() > 0,
            Body = await sets.ReadFirstOrDefaultAsync<string>(),
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

    private sealed record Known
    {
        public required bool IsThere { get; init; }

        public required bool IsSaid { get; init; }

        public required string? Body { get; init; }

        public bool IsBegun => Body is { Length: > 0 };
    }
}

/// <summary>What became of a draft.</summary>
public enum DraftOutcome
{
    Kept,

    /// <summary>Its message was said already.</summary>
    Said,

    /// <summary>A later text of the same message is kept.</summary>
    Overtaken,

    /// <summary>This shop has no such conversation.</summary>
    NoConversation,
}
