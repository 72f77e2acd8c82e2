using ShopSupport.Core.Shopify;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Shops;

/// <summary>
/// Renews each installed shop's tokens every week, since a pair that nobody uses for ninety days is dead and only a person
/// in the admin could bring it back; and deletes those of a shop that has taken the app out.
/// </summary>
public sealed class AccessWork(ShopStore shops, AccessTokens tokens, WorkQueue work, TimeProvider clock) : IWorkHandler
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public string Kind => "access";

    /// <inheritdoc />
    public TimeSpan? FirstWait => Day;

    /// <inheritdoc />
    public async Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        if (await shops.FindAsync(item.ShopId, cancel) is { IsInstalled: false })
        {
            await tokens.ForgetAsync(item.ShopId, cancel);
        }
        else
        {
            await tokens.KeepAliveAsync(item.ShopId, Week, cancel);
        }

        await work.AgainAsync(item, clock.GetUtcNow() + Day, payload: null, cancel);
    }
}
