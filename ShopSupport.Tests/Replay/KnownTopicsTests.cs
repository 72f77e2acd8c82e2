using ShopSupport.Core.Sync;

namespace ShopSupport.Tests.Replay;

public sealed class KnownTopicsTests
{
    [Fact]
    public async Task The_app_subscribes_to_exactly_the_topics_that_are_known()
    {
        var file = await ShopifyAppFile.ReadAsync();

        // Topics that begin with desk/ are our own, and no business of Shopify's.
        var known = Topics.Known.Where(t => !t.StartsWith("desk/", StringComparison.Ordinal));
        Assert.Equal(known.Order(StringComparer.Ordinal), file.Topics.Select(t => t.Topic).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
