using ShopSupport.Core.Events;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Shops;

/// <summary>Where statements about the shop itself end up.</summary>
internal static class ShopProjections
{
    public static IReadOnlyList<IProjection> All { get; } =
    [
        new Projection<ShopProfileRow>("shop_profiles", []),
        new Projection<ShopUninstallRow>("shop_uninstalls", []) { Event = _ => new ShopEvent { Kind = ShopEventKind.Sync } },
        new Projection<ShopScopesRow>("shop_scopes", []) { After = LookAgainAsync, Event = _ => new ShopEvent { Kind = ShopEventKind.Sync } },
        new Projection<BulkOperationRow>("bulk_operations", ["id"]) { After = HastenAsync },
        new Projection<PrivacyRequestRow>("privacy_requests", ["webhook_id"]),
    ];

    // What a missing scope kept from us may be had now.
    private static async Task LookAgainAsync(Batch batch, IReadOnlyList<Newer<ShopScopesRow>> newer, CancellationToken cancel)
    {
        foreach (var shopId in newer.Select(n => n.Row.ShopId).Distinct())
        {
            await WorkStore.HastenAsync(batch.Transaction, shopId, Installation.ImportCheckKind, WorkQueue.Repeated, batch.Now, cancel);
        }
    }

    // Whoever waits for Shopify's file need not ask for it any longer.
    private static async Task HastenAsync(Batch batch, IReadOnlyList<Newer<BulkOperationRow>> newer, CancellationToken cancel)
    {
        foreach (var shopId in newer.Select(n => n.Row.ShopId).Distinct())
        {
            await WorkStore.HastenAsync(batch.Transaction, shopId, Installation.ImportKind, Installation.FirstKey, batch.Now, cancel);
        }
    }
}
