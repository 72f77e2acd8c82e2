using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Work;
using ShopSupport.Tests.Shopify;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Work;

namespace ShopSupport.Tests.Shops;

[Collection(nameof(WorkDesk))]
public sealed class InstallationTests
{
    private const string Imports = "SELECT COUNT(*) FROM work WHERE shop_id = @ShopId AND kind = 'import'";

    [OnEachEngine]
    public async Task The_import_is_asked_for_once_with_the_installation_itself(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        var installation = new Installation(db.Database, db.Clock);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => installation.BeginAsync(db.ShopId, CancellationToken.None)));

        var shop = await new ShopStore(db.Database, db.Clock).FindAsync(db.ShopId, CancellationToken.None);
        Assert.True(shop!.IsInstalled);
        Assert.Equal(1, await db.FindAsync<int>(Imports, new { db.ShopId }));
        await db.ExecuteAsync("DELETE FROM work WHERE shop_id = @ShopId", new { db.ShopId });
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, 5, false)]
    [InlineData(5, null, true)]
    [InlineData(5, 4, true)]
    [InlineData(5, 5, false)]
    [InlineData(5, 6, false)]
    public void An_uninstall_that_is_told_late_counts_only_from_its_own_time(int? installed, int? uninstalled, bool isInstalled) =>
        Assert.Equal(isInstalled, new Shop { InstalledAt = At(installed), UninstalledAt = At(uninstalled) }.IsInstalled);

    [OnEachEngine]
    public async Task Each_day_a_shop_is_looked_at_and_one_that_left_loses_its_tokens(DatabaseProvider engine)
    {
        await using var db = await TestDatabase.OpenAsync(engine);
        using var shopify = new FakeShopify();
        var shops = new ShopStore(db.Database, db.Clock);
        var tokens = Tokens(db, shopify);
        await tokens.EnterAsync(db.ShopId, "id-token", default, CancellationToken.None);
        await new Installation(db.Database, db.Clock).BeginAsync(db.ShopId, CancellationToken.None);
        var work = new AccessWork(shops, tokens, new WorkQueue(db.Database, db.Clock), db.Clock);

        db.Clock.Advance(TimeSpan.FromDays(7));
        await RunAsync(db, work);
        Assert.Equal(["offline", "refresh"], shopify.Grants, StringComparer.Ordinal);
        Assert.Equal(db.Clock.GetUtcNow().AddDays(1), await db.FindAsync<DateTimeOffset>("SELECT due_at FROM work WHERE shop_id = @ShopId AND kind = 'access'", new { db.ShopId }));

        await db.AddAsync("shop_uninstalls", new { UninstalledAt = db.Clock.GetUtcNow(), Version = 1L, VersionRank = 0L });
        await RunAsync(db, work);
        Assert.Null(await db.FindAsync<string>("SELECT access_token FROM shop_access WHERE shop_id = @ShopId", new { db.ShopId }));
        Assert.Equal(2, shopify.Grants.Count);
        await db.ExecuteAsync("DELETE FROM work WHERE shop_id = @ShopId", new { db.ShopId });
    }

    private static async Task RunAsync(TestDatabase db, AccessWork work)
    {
        await db.Database.WriteAsync(
            transaction => WorkStore.AddAsync(
                transaction, new WorkItem { ShopId = db.ShopId, Kind = work.Kind, Key = WorkQueue.Repeated, Lane = Lane.Change, DueAt = db.Clock.GetUtcNow() }, db.Clock.GetUtcNow(), CancellationToken.None),
            CancellationToken.None);
        var item = (await db.FindAsync<WorkItem>("SELECT id, shop_id, kind, work_key AS \"key\", lane, due_at, tries, receipt, payload FROM work WHERE shop_id = @ShopId AND kind = 'access'", new { db.ShopId }))!;
        await work.RunAsync(item, CancellationToken.None);
    }

    private static AccessTokens Tokens(TestDatabase db, FakeShopify shopify)
    {
        var options = new ShopifyOptions { ApiKey = IdTokens.Key, ApiSecrets = [IdTokens.Secret] };
        return new AccessTokens(
            new TokenEndpoint(shopify, options, NullLogger<TokenEndpoint>.Instance),
            new AccessStore(db.Database, new EphemeralDataProtectionProvider(), db.Clock, NullLogger<AccessStore>.Instance), db.Clock, NullLogger<AccessTokens>.Instance);
    }

    private static DateTimeOffset? At(int? minute) => minute is null ? null : TestClock.Start.AddMinutes(minute.Value);
}
