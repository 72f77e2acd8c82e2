using System.Text.Json;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Import;

/// <summary>
/// Sees to it each day that every installed shop has its history: what failed is asked for once more, since a scope may have been
/// granted or Shopify be well again.
/// </summary>
public sealed class ImportCheckWork(ShopStore shops, ImportStore imports, WorkQueue work, TimeProvider clock) : IWorkHandler
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public string Kind => Installation.ImportCheckKind;

    /// <inheritdoc />
    public TimeSpan? FirstWait => TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public async Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        if (await shops.FindAsync(item.ShopId, cancel) is { IsInstalled: true })
        {
            await imports.ReviveAsync(item.ShopId, JsonSerializer.Serialize(ImportWork.Pace.First), cancel);
        }

        await work.AgainAsync(item, clock.GetUtcNow() + Day, payload: null, cancel);
    }
}
