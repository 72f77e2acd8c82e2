using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Reconcile.ReconcileSteps;

namespace ShopSupport.Tests.Import;

/// <summary>An import that failed, or that nobody is at, goes on.</summary>
public sealed class ImportCheckTests
{
    [OnEachEngine]
    public async Task A_scope_that_is_granted_later_brings_what_was_missing(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        var scopes = desk.Store.App.Scopes;
        desk.Store.App.Scopes = scopes.Where(scope => !scope.EndsWith("_own_subscription_contracts", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        await desk.RunAsync();
        Assert.Equal(0, await desk.CountAsync("subscription_contracts"));
        desk.Store.App.Scopes = scopes;

        await RunAsync(desk, "import_check");
        await desk.RunAsync();

        Assert.Equal(desk.Store.Shop.Contracts.Count, await desk.CountAsync("subscription_contracts"));
        Assert.Equal(0, await desk.CountAsync("imports", "status <> 'done'"));
    }

    [OnEachEngine]
    public async Task An_import_that_nobody_is_at_any_longer_goes_on(DatabaseProvider engine)
    {
        await using var desk = await ImportDesk.OpenAsync(engine);
        await desk.RunOnceAsync();
        await desk.Db.ExecuteAsync("DELETE FROM work WHERE shop_id = @ShopId AND kind = 'import'", new { desk.Db.ShopId });

        await RunAsync(desk, "import_check");
        await desk.RunAsync();

        Assert.Equal(desk.Store.Shop.Orders.Count, await desk.CountAsync("orders"));
    }
}
