using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Queue.Azure;

/// <summary>The server did what it was asked, and the connection broke before its answer came: the call is tried again.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class LostAnswerTests(Azurite azurite) : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly BreakingConnection _network = new();

    public void Dispose() => _network.Dispose();

    [AzuriteFact]
    public async Task A_long_body_is_stored_once_and_comes_back()
    {
        var (queue, account) = await QueueAsync();
        var sent = Deliveries.One(RandomNumberGenerator.GetBytes(100_000));
        _network.BreaksAfter(HttpMethod.Put);

        await queue.SendAsync(sent, default);

        Assert.Single(await account.Blobs.GetBlobContainerClient("deliveries").GetBlobsAsync(new GetBlobsOptions(), default).ToListAsync());
        var back = Assert.Single(await queue.ReceiveAsync(10, Long, default));
        Assert.Equal(sent.WebhookId, back.Delivery.WebhookId);
        Assert.True(sent.Body.Span.SequenceEqual(back.Delivery.Body.Span));
    }

    [AzuriteFact]
    public async Task A_message_is_sent_again_rather_than_lost()
    {
        var (queue, _) = await QueueAsync();
        var sent = Deliveries.One();
        _network.BreaksAfter(HttpMethod.Post);

        await queue.SendAsync(sent, default);

        var back = await queue.ReceiveAsync(10, Long, default);
        Assert.Equal(2, back.Count);
        Assert.All(back, m => Assert.Equal(sent.WebhookId, m.Delivery.WebhookId));
    }

    [AzuriteFact]
    public async Task A_failure_counts_as_one_try()
    {
        var (queue, _) = await QueueAsync();
        await queue.SendAsync(Deliveries.One(), default);
        var taken = Assert.Single(await queue.ReceiveAsync(1, Long, default));
        _network.BreaksAfter(HttpMethod.Put);

        await queue.ReleaseAsync(taken, TimeSpan.Zero, failed: true, default);

        Assert.Equal(1, Assert.Single(await queue.ReceiveAsync(1, Long, default)).Tries);
    }

    [AzuriteFact]
    public async Task A_deleted_message_is_gone()
    {
        var (queue, _) = await QueueAsync();
        await queue.SendAsync(Deliveries.One(), default);
        var taken = await queue.ReceiveAsync(1, Long, default);
        _network.BreaksAfter(HttpMethod.Delete);

        await queue.DeleteAsync(taken, default);

        Assert.Equal(0, (await queue.CountAsync(default)).Waiting);
    }

    private async Task<(AzureQueue Queue, StorageConnection Account)> QueueAsync()
    {
        var account = StorageConnection.Parse(
            azurite.NextAccount(), options => options.Transport = new HttpClientTransport(new HttpClient(_network, disposeHandler: false)));
        var queue = new AzureQueue(account, TimeProvider.System, NullLogger<AzureQueue>.Instance);
        await queue.PrepareAsync(default);
        return (queue, account);
    }

    // Loses the answer to one request of a kind, after the server has carried it out.
    private sealed class BreakingConnection() : DelegatingHandler(new SocketsHttpHandler())
    {
        private HttpMethod? _breaksAfter;

        public void BreaksAfter(HttpMethod method) => _breaksAfter = method;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (_breaksAfter != request.Method)
            {
                return answer;
            }

            _breaksAfter = null;
            answer.EnsureSuccessStatusCode().Dispose();
            throw new HttpRequestException("The connection was reset.");
        }
    }
}
