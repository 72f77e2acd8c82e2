using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using static ShopSupport.Tests.Sync.Payloads;
using static ShopSupport.Tests.Sync.SyncedShop;

namespace ShopSupport.Tests.Subscriptions;

public sealed class SubscriptionTopicsTests
{
    [OnEachEngine]
    public async Task A_contract_becomes_its_row_and_is_to_be_fetched_for_the_rest(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("subscription_contracts/create", Contract());

        Assert.Equal(
            (ContractId, CustomerId, OrderId, "active", "JPY", "month", 2),
            await shop.FindAsync<(long, long, long, string, string, string, int)>(
                "id, shopify_customer_id, origin_order_id, status, currency, billing_interval, billing_interval_count", "subscription_contracts"));
        Assert.Equal((1, 3, null), await shop.FindAsync<(int, int, int?)>("delivery_interval_count, min_cycles, max_cycles", "subscription_contracts"));
        Assert.Equal(("subscription_contract", ContractId), await shop.FindAsync<(string, long)>("resource, resource_id", "fetch_requests"));
    }

    [OnEachEngine]
    public async Task The_higher_revision_wins_whatever_the_clock_says(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("subscription_contracts/pause", Contract(3, "PAUSED"), 1);
        await shop.ApplyAsync("subscription_contracts/activate", Contract(2, "active"), 50);

        Assert.Equal("paused", await shop.FindAsync<string>("status", "subscription_contracts"));
    }

    [OnEachEngine]
    public async Task Attempts_and_cycles_keep_what_happened_last(DatabaseProvider engine)
    {
        await using var shop = await OpenAsync(engine);

        await shop.ApplyAsync("subscription_billing_attempts/success", Attempt(), 9);
        await shop.ApplyAsync("subscription_billing_attempts/failure", Attempt("\"CARD_EXPIRED\""), 5);
        await shop.ApplyAsync("subscription_billing_attempts/challenged", Attempt().Replace("91", "92", StringComparison.Ordinal), 5);
        await shop.ApplyAsync("subscription_billing_cycles/unskip", Cycle(), 9);
        await shop.ApplyAsync("subscription_billing_cycles/skip", Cycle(), 5);
        await shop.ApplyAsync("subscription_billing_cycles/skip", Cycle(5), 5);

        Assert.Equal(
            ("success", null, ContractId, OrderId),
            await shop.FindAsync<(string, string?, long, long)>("outcome, error_code, contract_id, order_id", "billing_attempts", "attempt_key = '91'"));
        Assert.Equal("challenged", await shop.FindAsync<string>("outcome", "billing_attempts", "attempt_key = '92'"));
        Assert.False(await shop.FindAsync<bool>("is_skipped", "billing_cycles", "cycle_index = 4"));
        Assert.True(await shop.FindAsync<bool>("is_skipped", "billing_cycles", "cycle_index = 5"));
        Assert.Equal(Noon.AddMinutes(9000), await shop.FindAsync<DateTimeOffset>("billing_expected_at", "billing_cycles", "cycle_index = 4"));
    }

    [OnEachEngine]
    public async Task Opposite_topics_of_the_same_body_and_moment_end_the_same_in_either_order(DatabaseProvider engine)
    {
        var ends = new HashSet<bool>();
        foreach (var isSkipFirst in new[] { true, false })
        {
            await using var shop = await OpenAsync(engine);
            var skip = shop.Delivery("subscription_billing_cycles/skip", Cycle());
            var unskip = shop.Delivery("subscription_billing_cycles/unskip", Cycle());

            await shop.ApplyAllAsync(isSkipFirst ? skip : unskip);
            await shop.ApplyAllAsync(isSkipFirst ? unskip : skip);

            ends.Add(await shop.FindAsync<bool>("is_skipped", "billing_cycles"));
        }

        Assert.Single(ends);
    }

    [Fact]
    public async Task A_contract_without_a_revision_is_parked()
    {
        await using var shop = await OpenAsync(DatabaseProvider.Sqlite);
        var delivery = shop.Delivery("subscription_contracts/update", Contract().Replace("revision_id", "revision", StringComparison.Ordinal));

        Assert.Equal(DeliveryOutcome.Dead, await shop.ApplyAsync(delivery));

        Assert.Equal("Missing revision_id", (await shop.OutcomeAsync(delivery.WebhookId)).Reason);
    }
}
