using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Import;

/// <summary>Sees to it that Shopify writes a file for each resource, all of them at once, and notes which are written.</summary>
public sealed class ImportOperations(BulkOperations bulk, ImportStore store)
{
    private const int MostTries = 3;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UntilSomebodyComes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UntilPaid = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait after such an answer; null for one to go on with, infinite where nothing will come any more.</summary>
    internal static TimeSpan? PauseAfter(ShopifyOutcome outcome) => outcome switch
    {
        ShopifyOutcome.Done or ShopifyOutcome.Partial or ShopifyOutcome.Refused or ShopifyOutcome.Denied or ShopifyOutcome.Failed => null,
        ShopifyOutcome.Throttled or ShopifyOutcome.Unavailable or ShopifyOutcome.Unknown => Soon,
        ShopifyOutcome.NeedsReauth => UntilSomebodyComes,
        ShopifyOutcome.Frozen or ShopifyOutcome.Locked => UntilPaid,
        ShopifyOutcome.Gone => Timeout.InfiniteTimeSpan,
    };

    /// <summary>Begins what waits, unless Shopify runs it already; returns how long to wait where it could not.</summary>
    internal async Task<TimeSpan?> StartAsync(ShopId shopId, ImportProgress progress, CancellationToken cancel)
    {
        var waiting = progress.Resources.Where(import => import.Status is ImportStatus.Waiting && BulkShape.Find(import.Resource) is not null).ToList();
        if (waiting.Count == 0)
        {
            return null;
        }

        var (operations, outcome) = await bulk.ListAsync(shopId, cancel);
        if (PauseAfter(outcome) is { } pause)
        {
            return pause;
        }

        foreach (var import in waiting)
        {
            if (await StartAsync(shopId, import, operations, cancel) is { } wait)
            {
                return wait;
            }
        }

        return null;
    }

    /// <summary>Looks how far Shopify's file is; returns how long to wait where that is not known now.</summary>
    internal async Task<TimeSpan?> LookAsync(ShopId shopId, ResourceImport import, CancellationToken cancel)
    {
        var answer = await bulk.FindAsync(shopId, import.OperationId ?? 0, cancel);
        if (PauseAfter(answer.Outcome) is { } pause)
        {
            return pause;
        }

        if (answer.Operation is not { } operation)
        {
            await AnewAsync(shopId, import, answer.Code ?? ImportError.Failed, cancel);
        }
        else if (operation.IsUnderWay)
        {
            await store.NoteTotalAsync(shopId, import.Resource, operation.RootObjectCount ?? 0, cancel);
        }
        else if (operation.Status is BulkStatus.Completed || (operation.PartialDataUrl is not null && !MeansDenied(operation)))
        {
            await store.BeginReadingAsync(shopId, import.Resource, operation.CreatedAt, operation.RootObjectCount, operation.FileSize, cancel);
        }
        else
        {
            await EndedBadlyAsync(shopId, import, operation, cancel);
        }

        return null;
    }

    /// <summary>The operation whose file is being read.</summary>
    internal Task<BulkAnswer> FindAsync(ShopId shopId, ResourceImport import, CancellationToken cancel) => bulk.FindAsync(shopId, import.OperationId ?? 0, cancel);

    /// <summary>The whole file of this operation is in our tables: all of it, or what was written before it ended badly.</summary>
    internal Task ReadToItsEndAsync(ShopId shopId, ResourceImport import, BulkOperation operation, CancellationToken cancel) => operation.Status is BulkStatus.Completed
        ? store.FinishAsync(shopId, import.Resource, error: null, cancel)
        : EndedBadlyAsync(shopId, import, operation, cancel);

    /// <summary>Begins a resource anew, or gives it up after as many tries as make sense.</summary>
    internal Task AnewAsync(ShopId shopId, ResourceImport import, string error, CancellationToken cancel) => import.Tries + 1 < MostTries
        ? store.TryAgainAsync(shopId, import.Resource, cancel)
        : store.FinishAsync(shopId, import.Resource, error, cancel);

    private static bool MeansDenied(BulkOperation operation) => string.Equals(operation.ErrorCode, ImportError.Denied, StringComparison.Ordinal);

    private Task EndedBadlyAsync(ShopId shopId, ResourceImport import, BulkOperation operation, CancellationToken cancel) => MeansDenied(operation)
        ? store.FinishAsync(shopId, import.Resource, ImportError.Denied, cancel)
        : AnewAsync(shopId, import, operation.ErrorCode ?? operation.Status.ToString().ToUpperInvariant(), cancel);

    private async Task<TimeSpan?> StartAsync(ShopId shopId, ResourceImport import, IReadOnlyList<BulkOperation> operations, CancellationToken cancel)
    {
        var query = BulkShape.Find(import.Resource)!.Document;
        if (BulkOperations.Begun(operations, import, query) is { } begun)
        {
            await store.NoteOperationAsync(shopId, import.Resource, begun.Id.Id, cancel);
            return null;
        }

        var answer = await bulk.StartAsync(shopId, query, cancel);
        if (PauseAfter(answer.Outcome) is { } pause)
        {
            return pause;
        }

        if (answer.Operation is { } started)
        {
            await store.NoteOperationAsync(shopId, import.Resource, started.Id.Id, cancel);
            return null;
        }

        // Five run at a time: others of this shop are under way.
        if (answer.Code is "LIMIT_REACHED" or "OPERATION_IN_PROGRESS")
        {
            return Soon;
        }

        await store.FinishAsync(shopId, import.Resource, answer.Outcome is ShopifyOutcome.Denied ? ImportError.Denied : answer.Code ?? ImportError.Failed, cancel);
        return null;
    }
}
