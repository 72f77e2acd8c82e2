using ShopSupport.Core;

namespace ShopSupport.Tests.Simulator.Replay;

public sealed class ShopifyAppFileTests
{
    private static readonly string[] Privacy = ["customers/data_request", "customers/redact", "shop/redact"];

    [Fact]
    public async Task The_app_subscribes_to_exactly_the_topics_that_are_read()
    {
        var file = await ShopifyAppFile.ReadAsync();

        Assert.Equal(SyncCatalogue.KnownTopics.Order(StringComparer.Ordinal), file.Topics.Select(t => t.Topic).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Every_subscription_posts_to_the_one_endpoint()
    {
        var file = await ShopifyAppFile.ReadAsync();

        Assert.NotEqual(0, file.Subscriptions);
        Assert.Equal(Enumerable.Repeat("/webhooks/shopify", file.Subscriptions), file.Addresses, StringComparer.Ordinal);
    }

    [Fact]
    public async Task No_topic_is_subscribed_to_twice()
    {
        var file = await ShopifyAppFile.ReadAsync();

        Assert.Equal(file.Topics.Count, file.Topics.DistinctBy(t => t.Topic, StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task No_topic_needs_a_scope_that_is_not_asked_for()
    {
        var file = await ShopifyAppFile.ReadAsync();

        var needing = file.Topics.Where(t => t.Scope.StartsWith("read_", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(needing);
        Assert.All(needing, t => Assert.Contains(t.Scope, file.Scopes, StringComparer.Ordinal));
        Assert.All(
            file.Topics.Except(needing).Select(t => t.Topic).Except(Privacy, StringComparer.Ordinal),
            t => Assert.Matches("^(app|shop|bulk_operations)/", t));
    }
}
