using System.Globalization;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Reconcile;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Actions;

/// <summary>
/// Carries an action out, once. It is noted as sent before it is sent; where no answer is known, after a lost connection or
/// the end of a process, the shop is looked at, and only what looking did not find is sent again.
/// </summary>
internal sealed class ActionWork(ActionStore store, IEnumerable<IActionKind> kinds, TimeProvider clock, ILogger<ActionWork> log) : IWorkHandler
{
    // A request that Shopify still works on after this long it has given up itself.
    internal static readonly TimeSpan UntilBelieved = TimeSpan.FromMinutes(1);

    // An agent who clicked waits for no longer than this for a Shopify that can't be reached.
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // What the shop has not shown by then it will not show: an agent must know that nobody looks any more.
    internal static readonly TimeSpan UntilGivenUp = TimeSpan.FromHours(1);

    private const int MostSends = 5;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, IActionKind> _kinds = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    /// <inheritdoc />
    public string Kind => ActionStore.Work;

    /// <inheritdoc />
    public TimeSpan? FirstWait => null;

    /// <inheritdoc />
    public async Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        var id = new ActionId(long.Parse(item.Key!, CultureInfo.InvariantCulture));
        if (await store.FindAsync(item.ShopId, id, cancel) is not { IsUnderWay: true } action)
        {
            return;
        }

        var kind = _kinds[action.Kind];
        await (action.State is ActionState.Asked ? SendAsync(item, action, kind, cancel) : LookAsync(item, action, kind, cancel));
    }

    private async Task SendAsync(WorkItem item, DeskAction action, IActionKind kind, CancellationToken cancel)
    {
        if (!await store.SendAsync(action, cancel))
        {
            return;
        }

        var sent = action with { State = ActionState.Sent, SentAt = clock.GetUtcNow(), Sends = action.Sends + 1 };
        var answer = await kind.SendAsync(sent, cancel);
        if (answer.End is ActionEnd.Refused && sent.Sends > 1 && await kind.LookAsync(sent, cancel) is { End: ActionEnd.Done } found)
        {
            // Refused because the first sending did it after all.
            answer = found;
        }

        switch (answer.End)
        {
            case ActionEnd.Later when clock.GetUtcNow() - action.FreeAt < Patience:
                await store.MoveAsync(item, sent, ActionState.Asked, clock.GetUtcNow() + PauseAfter(clock.GetUtcNow() - action.FreeAt), cancel);
                break;
            case ActionEnd.Later when kind.MayRepeat:
            case ActionEnd.Unknown or ActionEnd.NotThere:
                await store.MoveAsync(item, sent, ActionState.Unknown, clock.GetUtcNow() + ShortestPause, cancel);
                break;
            case ActionEnd.Later:
                await EndAsync(item, sent, ActionAnswer.Refused("unreachable"), cancel);
                break;
            case ActionEnd.Done or ActionEnd.Refused:
                await EndAsync(item, sent, answer, cancel);
                break;
        }
    }

    private async Task LookAsync(WorkItem item, DeskAction action, IActionKind kind, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var answer = await kind.LookAsync(action, cancel);
        switch (answer.End)
        {
            case ActionEnd.Done:
                await EndAsync(item, action, answer, cancel);
                break;
            case ActionEnd.NotThere when kind.MayRepeat || now - action.SentAt >= UntilBelieved:
                await (action.Sends >= MostSends || now - action.FreeAt > Patience
                    ? EndAsync(item, action, ActionAnswer.Refused("unreachable"), cancel)
                    : store.MoveAsync(item, action, ActionState.Asked, now, cancel));
                break;
            // Who may not look does not know either.
            case ActionEnd.Later or ActionEnd.Unknown or ActionEnd.Refused when now - action.SentAt > UntilGivenUp:
                await EndAsync(item, action, new(ActionEnd.Unknown), cancel);
                break;
            case ActionEnd.NotThere or ActionEnd.Later or ActionEnd.Unknown or ActionEnd.Refused:
                await store.MoveAsync(item, action, ActionState.Unknown, now + PauseAfter(now - (action.SentAt ?? now)), cancel);
                break;
        }
    }

    // Codes only: what Shopify said may quote what a customer wrote.
    private Task EndAsync(WorkItem item, DeskAction action, ActionAnswer answer, CancellationToken cancel)
    {
        log.LogInformation("Action {Id} ({Kind}) of shop {ShopId}: {End} {Reason}", action.Id, action.Kind, action.ShopId, answer.End, answer.Refusal?.Key);
        return store.EndAsync(item, action, answer, (transaction, now) => FetchAsync(transaction, action, now, cancel), cancel);
    }

    // What it was done to is fetched at once: the picture beside the conversation must not wait for a webhook.
    private static async Task FetchAsync(WriteTransaction transaction, DeskAction action, DateTimeOffset now, CancellationToken cancel)
    {
        var resource = action.Subject switch
        {
            ActionSubject.Order => "order",
            ActionSubject.Contract => "subscription_contract",
            ActionSubject.Customer => "customer",
        };
        await FetchStore.AskAsync(transaction, action.ShopId, resource, [action.SubjectId], "An action was done to it.", now, cancel);
        await WorkStore.HastenAsync(transaction, action.ShopId, FetchRequests.Work, WorkQueue.Repeated, now, cancel);
    }

    private static TimeSpan PauseAfter(TimeSpan waited) =>
        TimeSpan.FromTicks(Math.Clamp(waited.Ticks / 2, ShortestPause.Ticks, LongestPause.Ticks));
}
