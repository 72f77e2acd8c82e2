using Microsoft.Extensions.Logging;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Reconcile;

/// <summary>
/// Finds what deliveries did not tell: lists what Shopify says was changed since the last look, a little further back than
/// that, and has it fetched whole. Deliveries are not promised to come.
/// Source: https://shopify.dev/docs/apps/build/webhooks/best-practices
/// </summary>
public sealed class ReconcileWork(
    ReconcileStore reconciles, FetchStore requests, ShopStore shops, ShopifyClient client, Round round, TimeProvider clock, ILogger<ReconcileWork> log) : IWorkHandler
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    // What was changed so lately may have a delivery on its way.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(2);

    // A search may learn of a change that much later.
    private static readonly TimeSpan SearchLag = TimeSpan.FromMinutes(10);

    private readonly ChangedList _list = new(client);

    /// <inheritdoc />
    public string Kind => "reconcile";

    /// <inheritdoc />
    public TimeSpan? FirstWait => TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public async Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        var isInstalled = await shops.FindAsync(item.ShopId, cancel) is { IsInstalled: true };
        await round.RunAsync(
            item,
            (resource, until) => isInstalled ? LookAsync(item.ShopId, resource, until, cancel) : Task.FromResult(new Look(ShopifyOutcome.Done)),
            () => clock.GetUtcNow() + Pause,
            cancel);
    }

    /// <summary>Looks at one resource; nothing is looked for before it is imported.</summary>
    private async Task<Look> LookAsync(ShopId shopId, Resource resource, DateTimeOffset until, CancellationToken cancel)
    {
        if (await reconciles.FindMarkAsync(shopId, resource.Key, cancel) is not { } mark)
        {
            return new(ShopifyOutcome.Done);
        }

        var (began, missed, outcome) = (clock.GetUtcNow(), 0, ShopifyOutcome.Done);
        await foreach (var page in _list.PagesAsync(shopId, resource, $"updated_at:>='{ChangedList.At(mark - resource.Overlap)}'", cancel))
        {
            outcome = page.Outcome;
            if (outcome is not ShopifyOutcome.Done)
            {
                break;
            }

            missed += await AskAsync(shopId, resource, page.Things, mark, began, cancel);
            if (resource.IsSorted && page.Things is [.., { UpdatedAt: var last }] && last > mark)
            {
                // A look that is ended goes on from here.
                await reconciles.MarkAsync(shopId, resource.Key, Earlier(last, began), missed, outcome, cancel);
                if (clock.GetUtcNow() >= until)
                {
                    return new(outcome, IsOver: false);
                }
            }
        }

        await reconciles.MarkAsync(shopId, resource.Key, outcome is ShopifyOutcome.Done ? began : null, missed, outcome, cancel);
        if (missed > 0)
        {
            log.LogWarning("{Count} {Resource} of shop {ShopId} were changed without a delivery that tells of it; they are fetched", missed, resource.Key, shopId);
        }

        return new(outcome);
    }

    // All that was changed is fetched, since what it was changed in may have been told of by deliveries of its own; of the rest
    // what we do not hold, or hold as it was before.
    private async Task<int> AskAsync(ShopId shopId, Resource resource, IReadOnlyList<Listed> things, DateTimeOffset mark, DateTimeOffset began, CancellationToken cancel)
    {
        var versions = await reconciles.FindVersionsAsync(shopId, resource.Key, things.Select(one => one.Id).ToList(), cancel);
        bool IsOld(Listed one) => !versions.TryGetValue(one.Id, out var version) || (resource.IsTimed && version < one.UpdatedAt.ToUnixTimeMilliseconds());
        var wanted = things.Where(one => one.UpdatedAt >= mark - SearchLag || IsOld(one)).Select(one => one.Id).Distinct().ToList();
        await requests.AskAsync(shopId, resource.Request, wanted, "Shopify says that it was changed.", cancel);
        return things.Count(one => one.UpdatedAt < began - UnderWay && IsOld(one));
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
