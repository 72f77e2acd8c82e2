using System.Text;
using ShopSupport.Simulator.Replay;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Simulator.Replay;

public sealed class ReplayTopicsTests
{
    [Theory]
    [InlineData("orders_create__guest.json", "orders/create")]
    [InlineData("orders_partially_fulfilled__1.json", "orders/partially_fulfilled")]
    [InlineData("order_transactions_create__x__y.json", "order_transactions/create")]
    [InlineData("app_scopes_update__x.json", "app/scopes_update")]
    [InlineData("app_subscriptions_update__x.json", "app_subscriptions/update")]
    [InlineData("customers_data_request__x.json", "customers/data_request")]
    [InlineData("customers_purchasing_summary__x.json", "customers/purchasing_summary")]
    [InlineData("customers_email_marketing_consent_update__x.json", "customers_email_marketing_consent/update")]
    [InlineData("customers_marketing_consent_update__x.json", "customers_marketing_consent/update")]
    [InlineData("customer_tags_added__x.json", "customer.tags_added")]
    [InlineData("customer.tags_removed__x.json", "customer.tags_removed")]
    [InlineData("subscription_billing_cycles_unskip__x.json", "subscription_billing_cycles/unskip")]
    [InlineData("subscription_billing_cycle_edits_create__x.json", "subscription_billing_cycle_edits/create")]
    [InlineData("inventory_levels_disconnect__x.json", "inventory_levels/disconnect")]
    [InlineData("fulfillment_orders_moved__x.json", "fulfillment_orders/moved")]
    public void A_file_name_tells_where_the_slash_goes(string file, string topic) =>
        Assert.Equal(topic, ReplayTopics.OfFileName(file));

    [Theory]
    [InlineData("orders_create.json")]
    [InlineData("orders__1.json")]
    [InlineData("orders___1.json")]
    [InlineData("ordersx_create__1.json")]
    [InlineData("__orders_create.json")]
    [InlineData("package.json")]
    public void A_file_name_without_a_topic_has_none(string file) => Assert.Null(ReplayTopics.OfFileName(file));

    [Theory]
    [InlineData("orders/*", """{"id":1}""", "orders/updated")]
    [InlineData("orders/*", """{"order_edit":{"id":1}}""", "orders/edited")]
    [InlineData("orders/*", "{\"order_edit", "orders/updated")]
    [InlineData("orders/*", "[]", "orders/updated")]
    [InlineData("refunds/*", "{}", "refunds/create")]
    [InlineData("fulfillment_events/*", "{}", "fulfillment_events/create")]
    [InlineData("order_transactions/*", "{}", "order_transactions/create")]
    [InlineData("bulk_operations/*", "{}", "bulk_operations/finish")]
    [InlineData("shop/*", "{}", "shop/update")]
    [InlineData("customers_marketing_consent/*", "{}", "customers_marketing_consent/update")]
    [InlineData("themes/*", "{}", "themes/update")]
    [InlineData("customer.joined_segment", "{}", "customer.joined_segment")]
    [InlineData("orders/paid", "{}", "orders/paid")]
    public void A_wildcard_becomes_the_topic_that_the_body_is_of(string topic, string body, string expected) =>
        Assert.Equal(expected, ReplayTopics.OfIndex(topic, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("")]
    [InlineData("order")]
    [InlineData("(hmac test vectors)")]
    [InlineData("/*")]
    [InlineData("a/b/*")]
    [InlineData("orders/create\r\nX-Other: 1")]
    public void What_is_no_topic_is_not_sent_as_one(string topic) => Assert.Null(ReplayTopics.OfIndex(topic, "{}"u8.ToArray()));

    [PublicPayloadsFact]
    public async Task Every_public_payload_that_is_a_delivery_has_a_concrete_topic()
    {
        var path = PublicPayloadsFactAttribute.Folder!;
        var rows = ReplayIndex.Read(await File.ReadAllTextAsync(Path.Combine(path, "INDEX.csv")));

        var folder = await ReplayFolder.ReadAsync(path, "run", DateTimeOffset.UnixEpoch, CancellationToken.None);

        Assert.Empty(folder.Absent);
        Assert.Equal(rows.Count, folder.Deliveries.Count + folder.NotDeliveries.Count);
        Assert.Equal(rows.Where(r => r.IsDelivery).Select(r => r.File), folder.Deliveries.Select(d => d.File), StringComparer.Ordinal);
        Assert.True(folder.Deliveries.Count >= 100, $"only {folder.Deliveries.Count} deliveries");
        var written = rows.ToDictionary(r => r.File, r => r.Topic, StringComparer.Ordinal);
        foreach (var delivery in folder.Deliveries)
        {
            Assert.Matches("^([a-z_]+/[a-z_]+|customer\\.[a-z_]+)$", delivery.Topic);
            Assert.Contains(written[delivery.File], new[] { delivery.Topic, $"{delivery.Topic.Split('/')[0]}/*" }, StringComparer.Ordinal);
        }
    }

    [PublicPayloadsFact]
    public async Task The_names_of_public_samples_tell_the_same_topic_as_their_index()
    {
        var rows = ReplayIndex.Read(await File.ReadAllTextAsync(Path.Combine(PublicPayloadsFactAttribute.Folder!, "INDEX.csv")));
        var samples = rows.Where(r => r.File.StartsWith("gadget-docs__", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(samples);
        Assert.All(samples, s => Assert.Equal(s.Topic, ReplayTopics.OfFileName(s.File["gadget-docs__".Length..])));
    }
}
