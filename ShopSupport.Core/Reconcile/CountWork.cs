using Microsoft.Extensions.Logging;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Reconcile;

/// <summary>
/// Counts at night what both sides hold, and where the numbers differ looks closer until it is known what is missing here or
/// gone there: a search for changes never finds what was deleted.
/// </summary>
public sealed class CountWork(
    ReconcileStore reconciles, FetchStore requests, ShopifyClient client, ShopStore shops, Round round, TimeProvider clock, ILogger<CountWork> log) : IWorkHandler
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
        var shop = await shops.FindAsync(item.ShopId, cancel);
        await round.RunAsync(
            item,
            async (resource, _) => new(shop is { IsInstalled: true } ? await CountAsync(item.ShopId, resource, cancel) : ShopifyOutcome.Done),
            () => Night.After(clock.GetUtcNow(), shop?.TimeZone, item.ShopId),
            cancel);
    }

    private async Task<ShopifyOutcome> CountAsync(ShopId shopId, Resource resource, CancellationToken cancel)
    {
        if (await reconciles.FindMarkAsync(shopId, resource.Key, cancel) is null)
        {
            return ShopifyOutcome.Done;
        }

        var (outcome, different) = resource.Key switch
        {
            "orders" => await _counting.BySpansAsync(shopId, resource, "processed_at", "processed_at", await reconciles.OrdersToldFromAsync(shopId, cancel), cancel),
            // The list and the count of customers know their beginning by different words.
            "customers" => await _counting.BySpansAsync(shopId, resource, "created_at", "customer_date", DateTimeOffset.UnixEpoch, cancel),
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
