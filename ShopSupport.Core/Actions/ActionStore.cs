using System.Text.Json;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Actions;

/// <summary>What an agent confirmed.</summary>
public sealed record ActionRequest
{
    /// <summary>Made with the form, and the same however often it is sent.</summary>
    public required string ActionKey { get; init; }

    /// <summary><see cref="IActionKind.Kind"/>.</summary>
    public required string Kind { get; init; }

    public required ActionSubject Subject { get; init; }

    /// <summary>Shopify's id.</summary>
    public required long SubjectId { get; init; }

    /// <summary><see cref="ActionTarget.LastSeq"/> when it was shown.</summary>
    public required long LastSeq { get; init; }

    /// <summary>What was chosen.</summary>
    public required ActionWish Wish { get; init; }

    /// <summary>What the confirmation said would happen.</summary>
    public required IReadOnlyList<ActionEffect> Effects { get; init; }

    public long? AmountMinor { get; init; }

    public string? Currency { get; init; }

    /// <summary>Where it was asked for.</summary>
    public ConversationId? ConversationId { get; init; }
}

/// <summary>What became of asking.</summary>
public enum AskOutcome
{
    Asked,

    /// <summary>It had been asked for with the same key.</summary>
    Repeated,

    /// <summary>Something was done to the same thing since it was shown; that action comes with the answer.</summary>
    Overtaken,

    /// <summary>The shop has no such order, subscription, customer or conversation.</summary>
    NotFound,
}

/// <summary>The answer to asking.</summary>
public sealed record ActionAsked(AskOutcome Outcome, DeskAction? Action);

/// <summary>
/// The rows of actions: written before Shopify is called, moved on with what came of it. Each change is told to the open
/// screens in its own transaction.
/// </summary>
public sealed class ActionStore(Database database, TimeProvider clock)
{
    /// <summary>The kind of the work that carries actions out.</summary>
    internal const string Work = "action";

    private static readonly SqlFile Sql = SqlFile.Load("Actions.Actions.sql");

    /// <summary>What an action would be done to; null where this shop has no such thing.</summary>
    public async Task<ActionTarget?> FindTargetAsync(ShopId shopId, ActionSubject subject, long id, CancellationToken cancel)
    {
        var args = new { ShopId = shopId, Subject = subject.ToKey(), Id = id, Never = DateTimeOffset.UnixEpoch };
        var find = Sql[subject switch
        {
            ActionSubject.Order => "find_order",
            ActionSubject.Contract => "find_contract",
            ActionSubject.Customer => "find_customer",
        }];
        return await database.FindAsync<ActionTarget>(find, args, cancel) is { } found
            ? found with { ShopId = shopId, Subject = subject, Id = id, Name = found.Name?.Trim() ?? "", LastSeq = await database.FindAsync<long>(Sql["last_seq"], args, cancel), Now = clock.GetUtcNow() }
            : null;
    }

    /// <summary>Asks for an action, once for each key, and only by who has seen the last one on the same thing.</summary>
    public Task<ActionAsked> AskAsync(ShopId shopId, AgentId agentId, ActionRequest request, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = Instants.Cut(clock.GetUtcNow());
            var args = Args(shopId, agentId, request, now);
            await transaction.ExecuteAsync(Sql["lock_shop"], args, cancel);
            if (await transaction.FindAsync<DeskAction>(Sql["find_by_key"], args, cancel) is { } known)
            {
                return new ActionAsked(AskOutcome.Repeated, known);
            }

            if (await transaction.FindAsync<ActionTarget>(Sql[$"find_{request.Subject.ToKey()}"], args, cancel) is not { } target
                || (request.ConversationId is not null && await transaction.FindAsync<int>(Sql["has_conversation"], args, cancel) == 0))
            {
                return new ActionAsked(AskOutcome.NotFound, null);
            }

            if (await transaction.FindAsync<long>(Sql["last_seq"], args, cancel) != request.LastSeq)
            {
                return new ActionAsked(AskOutcome.Overtaken, await transaction.FindAsync<DeskAction>(Sql["find_last"], args, cancel));
            }

            args.Name = target.Name?.Trim() ?? "";
            args.ShopifyCustomerId = target.ShopifyCustomerId;
            await transaction.ExecuteAsync(Sql["ask"], args, cancel);
            var asked = (await transaction.FindAsync<DeskAction>(Sql["find_by_key"], args, cancel))!;
            await WorkStore.AddAsync(transaction, new WorkItem { ShopId = shopId, Kind = Work, Key = asked.Id.ToString(), DueAt = now }, now, cancel);
            await TellAsync(transaction, asked, now, cancel);
            return new ActionAsked(AskOutcome.Asked, asked);
        },
        cancel);

    /// <summary>One action; null where this shop has none of that id.</summary>
    public Task<DeskAction?> FindAsync(ShopId shopId, ActionId id, CancellationToken cancel) =>
        database.FindAsync<DeskAction>(Sql["find"], new { ShopId = shopId, Id = id }, cancel);

    /// <summary>What was asked for beside a conversation, the newest first, at most <paramref name="take"/>.</summary>
    public Task<List<DeskAction>> ListAsync(ShopId shopId, ConversationId conversationId, int take, CancellationToken cancel) =>
        database.QueryAsync<DeskAction>(Sql["list_of_conversation"], new { ShopId = shopId, ConversationId = conversationId, Take = take }, cancel);

    /// <summary>Notes that it is about to be sent; false when it was sent already, or has ended.</summary>
    internal Task<bool> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var now = Instants.Cut(clock.GetUtcNow());
        return database.WriteAsync(
            async transaction =>
            {
                var isFirst = await transaction.ExecuteAsync(Sql["send"], new { action.ShopId, action.Id, Now = now }, cancel) > 0;
                if (isFirst)
                {
                    await TellAsync(transaction, action, now, cancel);
                }

                return isFirst;
            },
            cancel);
    }

    /// <summary>Moves it to another state in which it is still under way, and asks for its work again at a time.</summary>
    internal Task MoveAsync(WorkItem item, DeskAction action, ActionState state, DateTimeOffset again, CancellationToken cancel)
    {
        var now = Instants.Cut(clock.GetUtcNow());
        return database.WriteAsync(
            async transaction =>
            {
                if (action.State != state)
                {
                    await transaction.ExecuteAsync(Sql["move"], new { action.ShopId, action.Id, State = state.ToKey() }, cancel);
                    await TellAsync(transaction, action, now, cancel);
                }

                await WorkStore.AgainAsync(transaction, item, again, null, cancel);
            },
            cancel);
    }

    /// <summary>Ends it. <paramref name="also"/> runs in the same transaction.</summary>
    internal Task EndAsync(WorkItem item, DeskAction action, ActionAnswer answer, Func<WriteTransaction, DateTimeOffset, Task> also, CancellationToken cancel)
    {
        var now = Instants.Cut(clock.GetUtcNow());
        var isDone = answer.End is ActionEnd.Done;
        var args = new
        {
            action.ShopId,
            action.Id,
            State = (isDone ? ActionState.Done : answer.End is ActionEnd.Unknown ? ActionState.Unknown : ActionState.Failed).ToKey(),
            Facts = isDone ? JsonSerializer.Serialize(answer.Facts) : null,
            Reason = answer.Refusal?.Key,
            ReasonText = answer.Refusal?.Text is { } text ? Excerpt.Of(text, 500) : null,
            Now = now,
        };
        return database.WriteAsync(
            async transaction =>
            {
                if (await transaction.ExecuteAsync(Sql["finish"], args, cancel) > 0)
                {
                    await TellAsync(transaction, action, now, cancel);
                    await also(transaction, now);
                }

                await WorkStore.DoneAsync(transaction, item, cancel);
            },
            cancel);
    }

    private static Task TellAsync(WriteTransaction transaction, DeskAction action, DateTimeOffset now, CancellationToken cancel) => ShopEventStore.AddAsync(
        transaction, action.ShopId, [new ShopEvent { Kind = ShopEventKind.Action, ConversationId = action.ConversationId, ShopifyCustomerId = action.ShopifyCustomerId }], now, cancel);

    private static AskArgs Args(ShopId shopId, AgentId agentId, ActionRequest request, DateTimeOffset now) => new()
    {
        ShopId = shopId,
        ActionKey = request.ActionKey,
        Kind = request.Kind,
        Subject = request.Subject.ToKey(),
        Id = request.SubjectId,
        Seq = request.LastSeq + 1,
        ConversationId = request.ConversationId,
        AskedBy = agentId,
        State = ActionState.Asked.ToKey(),
        Wish = request.Wish.ToString(),
        Shown = JsonSerializer.Serialize(request.Effects),
        AmountMinor = request.AmountMinor,
        Currency = request.Currency,
        Now = now,
    };

    private sealed record AskArgs
    {
        public required ShopId ShopId { get; init; }

        public required string ActionKey { get; init; }

        public required string Kind { get; init; }

        public required string Subject { get; init; }

        public required long Id { get; init; }

        public required long Seq { get; init; }

        public string Name { get; set; } = "";

        public ShopifyCustomerId? ShopifyCustomerId { get; set; }

        public required ConversationId? ConversationId { get; init; }

        public required AgentId AskedBy { get; init; }

        public required string State { get; init; }

        public required string Wish { get; init; }

        public required string Shown { get; init; }

        public required long? AmountMinor { get; init; }

        public required string? Currency { get; init; }

        public required DateTimeOffset Now { get; init; }

        public DateTimeOffset Never { get; } = DateTimeOffset.UnixEpoch;
    }
}
