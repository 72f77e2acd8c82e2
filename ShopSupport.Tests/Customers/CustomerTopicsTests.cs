using ShopSupport.Core.Panel;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;
using static ShopSupport.Tests.Sync.SyncedShop;

namespace ShopSupport.Tests.Customers;

public sealed class CustomerTopicsTests
{
    private const string Consent = """
        ,"email_marketing_consent":{"state":"subscribed","consent_updated_at":"2026-10-20T11:00:00Z"},
         "sms_marketing_consent":{"state":"not_subscribed","consent_updated_at":null},
         "default_address":{"country_code":"JP","province":"北海道","city":"札幌市","zip":"060-0000","address1":"北1条","address2":null}
        """;

    [OnEachEngine]
    public async Task A_customer_becomes_profile_address_and_consents(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("customers/create", Customer(more: Consent));

        Assert.Equal(
            (CustomerId, "葵", "髙﨑", "aoi@example.jp", "+819012345678", "enabled"),
            await shop.FindAsync<(long, string, string, string, string, string)>("shopify_id, first_name, last_name, email, phone, state", "customers"));
        Assert.Equal(Noon.AddMinutes(-1000), await shop.FindAsync<DateTimeOffset>("customer_since", "customers"));
        Assert.Equal(("JP", "札幌市", "060-0000"), await shop.FindAsync<(string, string, string)>("country_code, city, zip", "customer_addresses"));
        Assert.Equal("subscribed", await shop.FindAsync<string>("state", "customer_consents", "channel = 'mail'"));
        Assert.Equal("not_subscribed", await shop.FindAsync<string>("state", "customer_consents", "channel = 'sms'"));
    }

    [OnEachEngine]
    public async Task A_customer_inside_an_order_never_undoes_the_customers_own_statement(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("customers/update", Customer(minute: 5, first: "碧"), 5);
        await shop.ApplyAsync("orders/create", Order(minute: 9, customer: Customer(minute: 5, first: "葵")), 9);

        Assert.Equal("碧", await shop.FindAsync<string>("first_name", "customers"));
    }

    [OnEachEngine]
    public async Task A_deleted_customer_stays_deleted_and_keeps_nothing_personal(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        await shop.ApplyAsync("customers/create", Customer(more: Consent));

        await shop.ApplyAsync("customers/delete", Gone(CustomerId), 5);
        await shop.ApplyAsync("customers/update", Customer(minute: 60, more: Consent), 60);
        await shop.ApplyAsync("orders/create", Order(minute: 61, customer: Customer(minute: 61)), 61);

        Assert.Equal((true, null, null, null), await shop.FindAsync<(bool, string?, string?, string?)>("is_deleted, first_name, email, phone", "customers"));
        Assert.Equal((null, null), await shop.FindAsync<(string?, string?)>("city, address1", "customer_addresses"));
    }

    [OnEachEngine]
    public async Task Consent_topics_win_by_the_time_of_consent(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);
        static string Mail(string state, string at) => $$"""
            {"customer_id":{{CustomerId}},"email_address":"a@example.jp","email_marketing_consent":{"state":"{{state}}","opt_in_level":null,"consent_updated_at":"{{at}}"} }
            """;

        await shop.ApplyAsync("customers_email_marketing_consent/update", Mail("unsubscribed", At(30)), 30);
        await shop.ApplyAsync("customers/update", Customer(minute: 40, more: Consent), 40);
        await shop.ApplyAsync("customers_marketing_consent/update", $$"""
            {"id":{{CustomerId}},"phone":null,"sms_marketing_consent":{"state":"subscribed","consent_updated_at":"{{At(50)}}"} }
            """, 50);

        Assert.Equal("unsubscribed", await shop.FindAsync<string>("state", "customer_consents", "channel = 'mail'"));
        Assert.Equal("subscribed", await shop.FindAsync<string>("state", "customer_consents", "channel = 'sms'"));
    }

    [OnEachEngine]
    public async Task Tags_end_the_same_in_every_order_of_lists_additions_and_removals(DatabaseProvider engine)
    {
        var ends = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            await using var shop = await OpenAsync(engine);
            Delivery[] told =
            [
                shop.Delivery("customers/update", Customer(minute: 10, more: ",\"tags\":\"定期, 北海道\""), 10),
                shop.Delivery("customer.tags_added", Tags("\"VIP\",\"Vip\"", 20), 20),
                shop.Delivery("customer.tags_removed", Tags("\"定期\"", 30), 30),
                shop.Delivery("customer.tags_added", Tags("\"古い\"", 5), 5),
            ];
            foreach (var i in order)
            {
                await shop.ApplyAllAsync(told[i]);
            }

            var id = await shop.FindAsync<Core.Values.CustomerId>("id", "customers");
            var panel = await new CustomerPanelStore(shop.Db.Database).FindAsync(shop.Db.ShopId, id, new PanelQuestion(), CancellationToken.None);
            ends.Add(string.Join(',', panel!.Tags.Order(StringComparer.Ordinal)));
        }

        Assert.Equal(["VIP,Vip,北海道"], ends);
    }

    [OnEachEngine]
    public async Task A_merge_is_noted_once_it_is_completed(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("customers/merge", Merge(CustomerId, 5).Replace("completed", "requested", StringComparison.Ordinal), 1);
        Assert.Equal(0, await shop.CountAsync("customer_merges"));
        await shop.ApplyAsync("customers/merge", Merge(CustomerId, 5), 2);

        Assert.Equal((CustomerId, 5L), await shop.FindAsync<(long, long)>("kept_id, deleted_id", "customer_merges"));
    }

    [OnEachEngine]
    public async Task What_a_customer_spent_is_kept_in_its_currency(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("customers/purchasing_summary", $$"""
            {"customerId":"gid://shopify/Customer/{{CustomerId}}","numberOfOrders":"12","amountSpent":{"amount":"45600.0","currencyCode":"JPY"},"occurredAt":"{{At(3)}}"}
            """);

        Assert.Equal((CustomerId, 12L, 45600L, "JPY"), await shop.FindAsync<(long, long, long, string)>("shopify_customer_id, order_count, spent_minor, currency", "customer_purchases"));
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
