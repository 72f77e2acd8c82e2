using System.Net;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App;

public sealed class UnknownWordsTests
{
    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task A_word_of_Shopifys_that_nobody_knows_yet_is_shown_as_it_came(string language)
    {
        await using var desk = await DeskHost.StartAsync();
        var history = await PurchaseHistory.AddAsync(desk.Db);
        await SetAsync(desk, "subscription_contracts", "status = 'half_asleep', delivery_interval = 'fortnight', delivery_interval_count = 3", "id = 31");
        await SetAsync(desk, "subscription_contracts", "delivery_interval = 'blue_moon'", "id = 30");
        await SetAsync(desk, "orders", "financial_status = 'half_owed', fulfillment_status = 'half_sent'", "id = 2");
        await SetAsync(desk, "orders", "payment = 'konbini, carrier_doves'", "id = 1");
        await SetAsync(desk, "fulfillment_events", "status = 'on_a_boat'", "id = 2");
        await SetAsync(desk, "returns", "status = 'half_back'", "id = 1");
        await SetAsync(desk, "billing_attempts", "outcome = 'pondered'", "attempt_key = 'e'");
        await SetAsync(desk, "customer_consents", "channel = 'carrier_pigeon', state = 'half_willing'", "shopify_customer_id = 900");
        await desk.Db.AddAsync("customer_handles", new { CustomerId = history.CustomerId, Kind = "smoke_signal", Handle = "puff" });

        var (status, body) = await desk.GetAsync($"/customers/{history.CustomerId}/panel?lang={language}&whole=true", partial: true);

        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var word in new[] { "half asleep", "3 fortnight", "1 blue moon", "half owed", "half sent", "on a boat", "half back", "carrier pigeon", "carrier_doves", language is "ja" ? "コンビニ払い" : "Convenience store", "half willing", "smoke signal" })
        {
            Assert.Contains(word, body, StringComparison.Ordinal);
        }
    }

    private static async Task SetAsync(DeskHost desk, string table, string values, string where) => Assert.Equal(
        1, await desk.Db.ExecuteAsync($"UPDATE {table} SET {values} WHERE shop_id = @ShopId AND {where}", new { desk.Db.ShopId }));
}
