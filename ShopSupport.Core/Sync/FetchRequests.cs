using ShopSupport.Core.Work;

namespace ShopSupport.Core.Sync;

/// <summary>Sees to it that what is to be fetched is fetched soon: several requests for one thing become one.</summary>
internal static class FetchRequests
{
    /// <summary>The kind of the work that fetches.</summary>
    public const string Work = "fetch";

    // Shopify often says several things of one change, one behind the other.
    private static readonly TimeSpan Collecting = TimeSpan.FromSeconds(2);

    /// <summary>Something was asked for: whoever fetches is called.</summary>
    public static async Task CallAsync(Batch batch, IReadOnlyList<Newer<FetchRequest>> requests, CancellationToken cancel)
    {
        foreach (var shopId in requests.Select(request => request.Row.ShopId).Distinct())
        {
            await WorkStore.HastenAsync(batch.Transaction, shopId, Work, WorkQueue.Repeated, batch.Now + Collecting, cancel);
        }
    }
}
