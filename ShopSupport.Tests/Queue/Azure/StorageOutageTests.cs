using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Queue.Azure;

public sealed class StorageOutageTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [AzuriteFact]
    public async Task A_server_that_goes_down_and_comes_back_loses_nothing()
    {
        using var azurite = new Azurite();
        await azurite.StartAsync();
        var queue = new AzureQueue(azurite.NextAccount(), TimeProvider.System, NullLogger<AzureQueue>.Instance);
        await queue.PrepareAsync(default);
        var sent = new[] { Deliveries.One(), Deliveries.One(new byte[3]), Deliveries.One(Noise(90_000)) };
        await Task.WhenAll(sent.Select(d => queue.SendAsync(d, default)));

        azurite.Stop();
        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.SendAsync(Deliveries.One(), default));
        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.SendAsync(Deliveries.One(Noise(90_000)), default));
        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.ReceiveAsync(10, Long, default));
        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.CountAsync(default));
        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.PrepareAsync(default));

        await azurite.StartAsync();
        var back = await queue.ReceiveAsync(10, Long, default);
        Assert.Equal(
            sent.Select(d => d.WebhookId).Order(StringComparer.Ordinal), back.Select(m => m.Delivery.WebhookId).Order(StringComparer.Ordinal));
        await queue.DeleteAsync(back, default);
        Assert.Equal(0, (await queue.CountAsync(default)).Waiting);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task A_failing_server_makes_the_queue_unavailable(HttpStatusCode status)
    {
        using var server = new FakeStorage((_, _) => Task.FromResult(new HttpResponseMessage(status)));

        await Assert.ThrowsAsync<QueueUnavailableException>(() => server.Queue().SendAsync(Deliveries.One(), default));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_makes_the_queue_unavailable()
    {
        using var server = new FakeStorage(async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            throw new InvalidOperationException("It never answers.");
        });

        await Assert.ThrowsAsync<QueueUnavailableException>(() => server.Queue().SendAsync(Deliveries.One(), default));
    }

    [Fact]
    public async Task Giving_up_is_not_an_outage()
    {
        using var giveUp = new CancellationTokenSource();
        using var server = new FakeStorage(async (_, cancel) =>
        {
            await giveUp.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            return new HttpResponseMessage(HttpStatusCode.Created);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Queue().SendAsync(Deliveries.One(), giveUp.Token));
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again()
    {
        var tries = 0;
        using var server = new FakeStorage((_, _) => Task.FromResult(++tries == 1
            ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
            : new HttpResponseMessage(HttpStatusCode.Created)
            {
                Content = new StringContent("<QueueMessagesList><QueueMessage><MessageId>1</MessageId></QueueMessage></QueueMessagesList>"),
            }));

        await server.Queue().SendAsync(Deliveries.One(), default);

        Assert.Equal(2, tries);
    }

    private static byte[] Noise(int length) => System.Security.Cryptography.RandomNumberGenerator.GetBytes(length);
}
