using System.Text.Json;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Inventory;

/// <summary>Counts what sold most in the last thirty days: soon after a shop is new, while its history may still come in, then each hour.</summary>
public sealed class BestSellerWork(BestSellerStore bestSellers, WorkQueue work, TimeProvider clock) : IWorkHandler
{
    private static readonly TimeSpan Window = TimeSpan.FromDays(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public string Kind => "best_sellers";

    /// <inheritdoc />
    public TimeSpan? FirstWait => TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    public async Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        await bestSellers.RefreshAsync(item.ShopId, clock.GetUtcNow() - Window, cancel);
        var last = item.Payload is null ? FirstWait!.Value : TimeSpan.FromSeconds(JsonSerializer.Deserialize<double>(item.Payload));
        var wait = last * 2 < LongestWait ? last * 2 : LongestWait;
        var payload = JsonSerializer.Serialize(wait.TotalSeconds);
        await work.AgainAsync(item, clock.GetUtcNow() + wait, payload, cancel);
    }
}
