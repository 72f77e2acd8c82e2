using Microsoft.Extensions.Logging;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Reconcile;

/// <summary>
/// Counts at night what both sides hold, and where the numbers differ looks closer until it is known what is missing here or
/// gone there: a search for changes never finds what was deleted.
/// </summary>
public sealed class CountWork(
    ReconcileStore reconciles, FetchStore requests, ShopifyClient client, ShopStore shops, Database database, TimeProvider clock, ILogger<CountWork> log) : IWorkHandler
{
    // Levels of stock change without a time of their item's own: all of it is read anew while it is not more than that.
    private const int MostStock = 5000;

    private readonly Counting _counting = new(reconciles, requests, client, clock);

    /// <inheritdoc />
    public string Kind => "count";

    /// <inheritdoc />
    public TimeSpan? FirstWait => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public async Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        var wait = TimeSpan.Zero;
        foreach (var resource in Resource.All)
        {
            wait = FetchWork.Pause(await CountAsync(item.ShopId, resource, cancel));
            if (wait > TimeSpan.Zero)
            {
                break;
            }
        }

        var now = clock.GetUtcNow();
        var next = wait > TimeSpan.Zero ? now + wait : Night.After(now, (await shops.FindAsync(item.ShopId, cancel))?.TimeZone, item.ShopId);
        await database.WriteAsync(transaction => WorkStore.AgainAsync(transaction, item, next, payload: null, cancel), cancel);
    }

    private async Task<ShopifyOutcome> CountAsync(ShopId shopId, Resource resource, CancellationToken cancel)
    {
        if (await reconciles.FindMarkAsync(shopId, resource.Key, cancel) is null)
        {
            return ShopifyOutcome.Done;
        }

        var (outcome, different) = resource.Key switch
        {
            "orders" => await _counting.BySpansAsync(shopId, resource, "processed_at", await reconciles.OrdersToldFromAsync(shopId, cancel), cancel),
            "customers" => await _counting.BySpansAsync(shopId, resource, "customer_date", DateTimeOffset.UnixEpoch, cancel),
            "stock" => await _counting.WholeAsync(shopId, resource, MostStock, cancel),
            _ => await _counting.WholeAsync(shopId, resource, fetchAll: 0, cancel),
        };
        if (different > 0)
        {
            log.LogWarning("{Count} {Resource} of shop {ShopId} were not the same here and at Shopify; they are fetched", different, resource.Key, shopId);
        }

        return outcome;
    }
}
