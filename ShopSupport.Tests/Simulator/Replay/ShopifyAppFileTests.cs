using System.Text.RegularExpressions;
using ShopSupport.Core;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.Simulator.Replay;

public sealed partial class ShopifyAppFileTests
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

    [Fact]
    public void EOL_API_VERSION_Every_version_that_is_named_is_the_one_that_documents_are_written_for()
    {

        Assert.Equal("2026-10", ShopifyOptions.ApiVersion);
        Assert.Equal([$"api_version = \"{ShopifyOptions.ApiVersion}\""], Version().Matches(Toml).Select(match => match.Value).Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void SCOPE_OVER_REQUEST_and_DEPRECATED_SCRIPT_TAG_SCOPE_The_app_asks_to_read_what_it_shows_and_the_rest_is_optional()
    {
        var asked = Asked().Match(Toml).Groups["scopes"].Value;

        Assert.Empty(Scopes.Missing(asked));
        Assert.DoesNotContain("write_", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("script_tags", Toml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MISSING_COMPLIANCE_WEBHOOKS_What_the_law_asks_for_is_subscribed_to()
    {
        var file = await ShopifyAppFile.ReadAsync();

        Assert.All(Privacy, topic => Assert.Contains(topic, file.Topics.Select(t => t.Topic), StringComparer.Ordinal));
    }

    private static string Toml => File.ReadAllText(Path.Combine(SourceFile.Root, "infra", "shopify.app.toml"));

    [GeneratedRegex("api_version = \"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Version();

    [GeneratedRegex("(?m)^scopes = \"(?<scopes>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();
}
