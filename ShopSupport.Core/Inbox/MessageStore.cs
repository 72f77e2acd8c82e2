using ShopSupport.Core.Agents;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>Adds what channels bring to conversations, inside a transaction.</summary>
internal static class MessageStore
{
    private const int AuthorLength = 255;
    private const int OutcomeLength = 500;

    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Journal.sql");
    private static readonly SqlText Look = Sql["look"].Then(CustomerRecognition.Recognise);
    private static readonly SqlText Open = CustomerRecognition.Remember.Then(Sql["open"]);
    private static readonly SqlText Belong = CustomerRecognition.Remember.Then(Sql["belong"]);

    /// <summary>
    /// Takes in what a channel brought. Whatever order messages are handled in, the same ones received at the same times
    /// end in the same rows.
    /// </summary>
    /// <returns>The event for open screens; null when the message was known already, and nothing has changed.</returns>
    public static async Task<ShopEvent?> ReceiveAsync(WriteTransaction transaction, ShopId shopId, Letter letter, CancellationToken cancel)
    {
        var message = letter.Message;
        var (isKnown, found, agent, customerId) = await LookAsync(transaction, shopId, letter, cancel);
        if (isKnown)
        {
            return null;
        }

        if (agent is null && message.Agent is { } who)
        {
            agent = await AgentStore.AddAsync(transaction, shopId, who.Handle, who.Name, letter.ReceivedAt, cancel);
        }

        var added = new NewMessage
        {
            Source = letter.Source,
            Key = message.MessageKey,
            Kind = message.Kind,
            AgentId = agent?.Id,
            Author = Excerpt.Of(agent?.Name ?? letter.WriterName, AuthorLength),
            Body = message.Text,
            SentAt = letter.SentAt,
        };
        var entry = new JournalEntry
        {
            ReceivedAt = message.IsImported ? letter.SentAt : letter.ReceivedAt,
            EntryKey = added.EntryKey,
            Kind = JournalEntry.KindOf(message.Kind),
            IsImported = message.IsImported,
            AgentId = agent?.Id,
            Text = message.Kind == MessageKind.Closed ? Excerpt.Of(message.Text, OutcomeLength) : null,
        };
        var thread = found ?? await BeginAsync(transaction, shopId, null, letter, customerId, cancel);
        var named = thread.Named(message, letter.Address, entry.ReceivedAt);
        if (found is not null && !string.Equals(named.Address, found.Address, StringComparison.Ordinal))
        {
            named = await BeginAsync(transaction, shopId, named, letter, customerId, cancel);
        }

        return await ConversationJournal.AppendAsync(transaction, shopId, named, entry, added, isAct: false, cancel);
    }

    private static Task<(bool IsKnown, ConversationThread? Thread, Agent? Agent, CustomerId? Customer)> LookAsync(
        WriteTransaction transaction, ShopId shopId, Letter letter, CancellationToken cancel)
    {
        var message = letter.Message;
        var args = new
        {
            ShopId = shopId,
            letter.Source,
            message.MessageKey,
            letter.Channel,
            letter.Mailbox,
            message.ThreadKey,
            AgentHandle = message.Agent?.Handle,
            IdKind = letter.Writer.Id?.Kind,
            Id = letter.Writer.Id?.Value,
            Email = letter.Writer.Mail?.Value,
            Phone = letter.Writer.Phone?.Value,
        };
        return transaction.QueryManyAsync(
            Look,
            args,
            async sets => (
                await sets.ReadFirstOrDefaultAsync<long>() > 0,
                await sets.ReadFirstOrDefaultAsync<ConversationThread>(),
                await sets.ReadFirstOrDefaultAsync<Agent>(),
                (await sets.ReadAsync<CustomerId?>()).Find(id => id is not null)),
            cancel);
    }

    // Only whoever it began with is learnt as a conversation's customer: who writes in it later may be a colleague in copy.
    private static async Task<ConversationThread> BeginAsync(
        WriteTransaction transaction, ShopId shopId, ConversationThread? found, Letter letter, CustomerId? customerId, CancellationToken cancel)
    {
        var isStranger = customerId is null && !letter.Writer.IsEmpty;
        var owner = isStranger
            ? await CustomerRecognition.AddAsync(transaction, shopId, letter.Profile, letter.Message.Customer.Name, cancel)
            : customerId;
        if (found is not null && (owner is null || owner == found.CustomerId))
        {
            return found;
        }

        var args = new
        {
            ShopId = shopId,
            CustomerId = owner,
            At = letter.ReceivedAt,
            letter.Channel,
            letter.Mailbox,
            letter.Message.ThreadKey,
            IdKind = letter.Writer.Id?.Kind,
            Id = letter.Writer.Id?.Value,
            Email = letter.Writer.Mail?.Value,
            Phone = letter.Writer.Phone?.Value,
            letter.Message.Customer.IsVerified,
        };
        var sql = found is not null ? Belong : owner is null ? Sql["open"] : Open;
        var begun = await transaction.FindAsync<ConversationThread>(sql, args, cancel);
        return (found ?? new ConversationThread()) with { Id = begun!.Id, CustomerId = owner, ShopifyCustomerId = begun.ShopifyCustomerId };
    }
}
