using ShopSupport.Core.Events;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;
using static ShopSupport.Tests.Sync.SyncedShop;

namespace ShopSupport.Tests.Shops;

public sealed class ShopTopicsTests
{
    [OnEachEngine]
    public async Task The_shops_profile_is_its_newest(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("shop/update", Profile(shop, "お茶の畑", 9), 9);
        await shop.ApplyAsync("shop/update", Profile(shop, "畑", 3), 3);

        var found = await new ShopStore(shop.Db.Database, shop.Db.Clock).FindAsync(shop.Domain, CancellationToken.None);
        Assert.Equal(("お茶の畑", "JPY", "Asia/Tokyo", "ja"), (found!.Name, found.Currency, found.TimeZone, found.Locale));
    }

    [OnEachEngine]
    public async Task Open_screens_hear_that_the_app_was_taken_out_and_that_it_is_back(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var events = new ShopEventStore(shop.Db.Database);

        await shop.ApplyAsync("app/uninstalled", Uninstalled(shop), 5);
        Assert.Equal([ShopEventKind.Sync], (await events.ListAfterAsync(shop.Db.ShopId, 0, 10, CancellationToken.None)).Select(told => told.Kind));

        await new Installation(shop.Db.Database, shop.Db.Clock).BeginAsync(shop.Db.ShopId, CancellationToken.None);
        Assert.Equal([ShopEventKind.Sync], (await events.ListAfterAsync(shop.Db.ShopId, 1, 10, CancellationToken.None)).Select(told => told.Kind));
    }

    [OnEachEngine]
    public async Task A_late_uninstall_does_not_undo_a_newer_installation(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var shops = new ShopStore(shop.Db.Database, shop.Db.Clock);
        async Task<bool> IsInstalledAsync()
        {
            var found = await shops.FindAsync(shop.Domain, CancellationToken.None);
            return found!.UninstalledAt is not { } gone || found.InstalledAt > gone;
        }

        await shops.InstallAsync(shop.Domain, Noon.AddMinutes(10), CancellationToken.None);

        await shop.ApplyAsync("app/uninstalled", Uninstalled(shop), 5);
        Assert.True(await IsInstalledAsync());

        await shop.ApplyAsync("app/uninstalled", Uninstalled(shop), 15);
        Assert.False(await IsInstalledAsync());

        await shops.InstallAsync(shop.Domain, Noon.AddMinutes(20), CancellationToken.None);
        await shop.ApplyAsync("app/uninstalled", Uninstalled(shop), 14);
        Assert.True(await IsInstalledAsync());
    }

    [OnEachEngine]
    public async Task Scopes_and_bulk_operations_are_noted(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("app/scopes_update", $$"""{"id":1,"previous":[],"current":["write_orders","read_orders"],"updated_at":"{{At(1)}}"}""", 1);
        await shop.ApplyAsync("bulk_operations/finish", $$"""
            {"admin_graphql_api_id":"gid://shopify/BulkOperation/9007199254740993","completed_at":"{{At(2)}}","error_code":null,"status":"completed","type":"query"}
            """, 2);

        Assert.Equal("read_orders,write_orders", await shop.FindAsync<string>("scopes", "shop_scopes"));
        Assert.Equal((9_007_199_254_740_993L, "completed", "query"), await shop.FindAsync<(long, string, string)>("id, status, type", "bulk_operations"));
        Assert.Equal(Noon.AddMinutes(2), await shop.FindAsync<DateTimeOffset>("completed_at", "bulk_operations"));
    }

    [OnEachEngine]
    public async Task What_the_law_asks_is_recorded_with_its_deadline(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        var body = $$"""{"shop_id":1,"shop_domain":"{{shop.Domain}}","customer":{"id":9007199254740995,"email":"a@example.jp"},"orders_requested":[1]}""";

        foreach (var topic in new[] { "customers/data_request", "customers/redact", "shop/redact" })
        {
            Assert.Equal(DeliveryOutcome.Applied, await shop.ApplyAsync(topic, body));
        }

        Assert.Equal(
            ["customer_redact", "data_request", "shop_redact"],
            await shop.Db.QueryAsync<string>("SELECT kind FROM privacy_requests WHERE shop_id = @ShopId ORDER BY kind", new { shop.Db.ShopId }));
        Assert.Equal(
            (9_007_199_254_740_995L, body),
            await shop.FindAsync<(long, string)>("shopify_customer_id, body", "privacy_requests", "kind = 'data_request'"));
        Assert.Equal(Noon.AddSeconds(1).AddDays(30), await shop.FindAsync<DateTimeOffset>("due_at", "privacy_requests", "kind = 'shop_redact'"));
    }

    private static string Profile(SyncedShop shop, string name, int minute) => $$"""
        {"id":9007199254740993,"name":"{{name}}","myshopify_domain":"{{shop.Domain}}","currency":"JPY","iana_timezone":"Asia/Tokyo",
         "primary_locale":"ja","country_code":"JP","plan_name":"basic","updated_at":"{{At(minute)}}"}
        """;

    private static string Uninstalled(SyncedShop shop) => $$"""{"id":1,"name":"x","domain":"x.example","myshopify_domain":"{{shop.Domain}}"}""";
}
