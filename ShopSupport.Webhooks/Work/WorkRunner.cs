using System.Diagnostics;
using System.Runtime.ExceptionServices;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Webhooks.Work;

/// <summary>Hands what is due to whoever does it. An item that fails waits longer each time, and is given up in the end.</summary>
internal sealed class WorkRunner(WorkQueue queue, IEnumerable<IWorkHandler> handlers, ILogger<WorkRunner> log)
{
    public const int MostTries = 8;

    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IWorkHandler> _handlers = handlers.ToDictionary(handler => handler.Kind, StringComparer.Ordinal);

    /// <summary>
    /// Does one item that is due, of the first of these lanes that has one; false when there is none. One at a time: an
    /// item's time begins when it is begun, so that nobody else has it too.
    /// </summary>
    public async Task<bool> RunDueAsync(IReadOnlyList<Lane> lanes, CancellationToken stopping)
    {
        if (await queue.ClaimAsync(lanes, WorkItem.Visibility, stopping) is not { } item)
        {
            return false;
        }

        try
        {
            await RunAsync(item, stopping);
            return true;
        }
        catch
        {
            await GiveBackAsync(item);
            throw;
        }
    }

    /// <summary>Sees to it that every shop has its items of repeated work.</summary>
    public async Task ScheduleAsync(CancellationToken stopping)
    {
        foreach (var handler in _handlers.Values)
        {
            if (handler.FirstWait is { } wait)
            {
                await queue.ScheduleAsync(handler.Kind, wait, stopping);
            }
        }
    }

    public Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<Lane> lanes, CancellationToken stopping) => queue.NextDueAsync(lanes, stopping);

    private async Task RunAsync(WorkItem item, CancellationToken stopping)
    {
        if (!_handlers.TryGetValue(item.Kind, out var handler))
        {
            // Of a newer program, whose processes do it.
            log.LogWarning("Nobody here does work of kind {Kind}", item.Kind);
            await queue.ReleaseAsync(item, Unknown, failed: false, CancellationToken.None);
            return;
        }

        using var span = Measures.Activities.StartActivity("work");
        span?.SetTag("shopsupport.work", item.Kind).SetTag("shopsupport.tries", item.Tries);
        try
        {
            await handler.RunAsync(item, stopping);
            await queue.DoneAsync(item, CancellationToken.None);
            Count(item, "done");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            if (DatabaseErrors.MeansUnavailable(e) && !(DatabaseErrors.MayBeItsOwn(e) && await queue.AnswersAsync(CancellationToken.None)))
            {
                ExceptionDispatchInfo.Throw(e);
            }

            span?.SetStatus(ActivityStatusCode.Error);
            await FailAsync(item, handler, DatabaseErrors.Name(e));
        }
    }

    private async Task FailAsync(WorkItem item, IWorkHandler handler, string error)
    {
        if (item.Tries + 1 < MostTries || handler.FirstWait is not null)
        {
            Count(item, "failed");
            log.LogWarning("Work {Id} ({Kind}) failed, try {Tries}: {Error}", item.Id, item.Kind, item.Tries + 1, error);
            await queue.ReleaseAsync(
                item, Backoff.After(item.Tries, Random.Shared.NextDouble()), failed: true, CancellationToken.None);
            return;
        }

        Count(item, "given_up");
        log.LogError("Work {Id} ({Kind}) is given up after {Tries} tries: {Error}", item.Id, item.Kind, MostTries, error);
        await queue.GiveUpAsync(item, error, CancellationToken.None);
    }

    private static void Count(WorkItem item, string outcome) => Measures.Work.Add(1, new("kind", item.Kind), new("outcome", outcome));

    // Where that fails too, it is seen again when its time is over.
    private async Task GiveBackAsync(WorkItem item)
    {
        try
        {
            await queue.ReleaseAsync(item, TimeSpan.Zero, failed: false, CancellationToken.None);
        }
        catch (Exception e) when (DatabaseErrors.MeansUnavailable(e))
        {
            log.LogWarning("Work that was taken waits until it is seen again: {Error}", DatabaseErrors.Name(e));
        }
    }
}
