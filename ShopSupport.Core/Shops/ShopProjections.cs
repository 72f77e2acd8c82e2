using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Shops;

/// <summary>Where statements about the shop itself end up.</summary>
internal static class ShopProjections
{
    public static IReadOnlyList<IProjection> All { get; } =
    [
        new Projection<ShopProfileRow>("shop_profiles", []),
        new Projection<ShopUninstallRow>("shop_uninstalls", []),
        new Projection<ShopScopesRow>("shop_scopes", []),
        new Projection<BulkOperationRow>("bulk_operations", ["id"]),
        new Projection<PrivacyRequestRow>("privacy_requests", ["webhook_id"]),
    ];
}
