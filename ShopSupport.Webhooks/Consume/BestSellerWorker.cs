using ShopSupport.Core.Inventory;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Consume;

/// <summary>Counts what sold most in the last thirty days: soon after the start, while a history may still come in, then each hour.</summary>
internal sealed class BestSellerWorker(ShopStore shops, BestSellerStore bestSellers, TimeProvider clock, ILogger<BestSellerWorker> log) : BackgroundService
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = FirstWait;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                foreach (var shopId in await shops.ListIdsAsync(stoppingToken))
                {
                    await bestSellers.RefreshAsync(shopId, clock.GetUtcNow() - Window, stoppingToken);
                }

                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
            catch (Exception e) when (DatabaseErrors.MeansUnavailable(e))
            {
                log.LogWarning("Best sellers are counted again in a minute: {Error}", e.GetType().Name);
                wait = TimeSpan.FromMinutes(1);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
