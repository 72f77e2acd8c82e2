using System.Text.Json;
using ShopSupport.Core.Audit;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Actions;

/// <summary>
/// The rows of actions: written before Shopify is called, moved on with what came of it. Each change is told to the open
/// screens in its own transaction.
/// </summary>
public sealed class ActionStore(Database database, TimeProvider clock)
{
    /// <summary>The kind of the work that carries actions out.</summary>
    internal const string Work = "action";

    private const int LongestName = 80;

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
            ? found with { ShopId = shopId, Subject = subject, Id = id, Name = Named(found), LastSeq = await database.FindAsync<long>(Sql["last_seq"], args, cancel), Now = clock.GetUtcNow() }
            : null;
    }

    /// <summary>Asks for an action, once for each key, and only by who has seen the last one on the same thing.</summary>
    public Task<ActionAsked> AskAsync(ShopId shopId, AgentId agentId, ActionRequest request, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = Instants.Cut(clock.GetUtcNow());
            var args = AskArgs.Of(shopId, agentId, request, now);
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

            var verdict = (await ApprovalStore.AskerAsync(transaction, shopId, agentId, request.Kind, cancel)).Judge(request.AmountMinor, request.Currency, now);
            if (verdict is not null != request.IsForManager)
            {
                return new ActionAsked(AskOutcome.LimitsMoved, null);
            }

            (args.State, args.Need, args.LimitMinor) = ((verdict is null ? ActionState.Asked : ActionState.Waiting).ToKey(), verdict?.Need.ToKey(), verdict?.LimitMinor);
            args.Name = Named(target);
            args.ShopifyCustomerId = target.ShopifyCustomerId;
            await transaction.ExecuteAsync(Sql["ask"], args, cancel);
            var asked = (await transaction.FindAsync<DeskAction>(Sql["find_by_key"], args, cancel))!;
            if (verdict is null)
            {
                await StartAsync(transaction, asked, now, cancel);
            }

            await TellAsync(transaction, asked, now, cancel);
            await ActionAudit.AddAsync(transaction, AuditKind.ActionAsked, asked, now, cancel);
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
                    if (state is ActionState.Unknown)
                    {
                        await ActionAudit.AddAsync(transaction, AuditKind.ActionUnknown, action, now, cancel);
                    }
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
                    var ended = isDone ? AuditKind.ActionDone : AuditKind.ActionFailed;
                    await ActionAudit.AddAsync(transaction, ended, action with { Reason = args.Reason }, now, cancel);
                    await also(transaction, now);
                }

                await WorkStore.DoneAsync(transaction, item, cancel);
            },
            cancel);
    }

    private static string Named(ActionTarget target) => Excerpt.Of(target.Name?.Trim() ?? "", LongestName);

    /// <summary>Puts the work of an action that may be sent.</summary>
    internal static Task StartAsync(WriteTransaction transaction, DeskAction action, DateTimeOffset now, CancellationToken cancel) =>
        WorkStore.AddAsync(transaction, new WorkItem { ShopId = action.ShopId, Kind = Work, Key = action.Id.ToString(), DueAt = now }, now, cancel);

    /// <summary>Tells the open screens.</summary>
    internal static Task TellAsync(WriteTransaction transaction, DeskAction action, DateTimeOffset now, CancellationToken cancel) => ShopEventStore.AddAsync(
        transaction, action.ShopId, [new ShopEvent { Kind = ShopEventKind.Action, ConversationId = action.ConversationId, ShopifyCustomerId = action.ShopifyCustomerId }], now, cancel);
}
