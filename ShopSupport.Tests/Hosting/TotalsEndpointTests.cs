using Microsoft.AspNetCore.Http;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Hosting;

namespace ShopSupport.Tests.Hosting;

/// <summary>What all shops together wait for is not for everybody.</summary>
public sealed class TotalsEndpointTests
{
    private const string Secret = "a secret";

    [Theory]
    [InlineData(false, "", StatusCodes.Status401Unauthorized)]
    [InlineData(false, "another secret", StatusCodes.Status401Unauthorized)]
    [InlineData(false, Secret, StatusCodes.Status200OK)]
    [InlineData(true, "", StatusCodes.Status200OK)]
    public async Task The_totals_of_all_shops_need_a_signature_except_in_the_demo(bool isDemo, string secret, int expected)
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        await using var queueDatabase = new Database(DatabaseProvider.Sqlite, $"Data Source={TestDatabase.NewFile()}");
        await using var queue = new TableQueue(queueDatabase, db.Clock);
        await queue.PrepareAsync(CancellationToken.None);
        var endpoint = new TotalsEndpoint(new TotalsOptions(isDemo), new WebhookSignature([Secret]), new SyncStore(db.Database, queue, new InHand(), db.Clock));
        var request = new DefaultHttpContext().Request;
        request.Headers["X-Shopify-Hmac-Sha256"] = secret.Length > 0 ? WebhookSignature.Sign(TotalsEndpoint.Signed, secret) : "";

        var answer = (IStatusCodeHttpResult)await endpoint.HandleAsync(request, CancellationToken.None);

        Assert.Equal(expected, answer.StatusCode ?? StatusCodes.Status200OK);
    }
}
