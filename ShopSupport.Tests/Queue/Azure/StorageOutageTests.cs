using System.Collections.Concurrent;
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

    [Theory]
    [InlineData("")]
    [InlineData("<html><br></html>")]
    public async Task An_answer_that_is_no_storage_accounts_makes_the_queue_unavailable(string body)
    {
        using var server = new FakeStorage((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) }));

        await Assert.ThrowsAsync<QueueUnavailableException>(() => server.Queue().SendAsync(Deliveries.One(), default));
        await Assert.ThrowsAsync<QueueUnavailableException>(() => server.Queue().ReceiveAsync(1, Long, default));
        await Assert.ThrowsAsync<QueueUnavailableException>(() => server.Queue().CountAsync(default));
    }

    [Fact]
    public async Task A_server_that_answers_late_and_then_fails_makes_the_queue_unavailable()
    {
        var tries = 0;
        using var server = new FakeStorage(async (_, cancel) =>
        {
            if (++tries == 1)
            {
                await Task.Delay(Timeout.Infinite, cancel);
            }

            return tries == 2 ? throw new HttpRequestException("The connection was reset.") : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        });

        await Assert.ThrowsAsync<QueueUnavailableException>(() => server.Queue().SendAsync(Deliveries.One(), default));

        Assert.Equal(3, tries);
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

    [Fact]
    public async Task A_part_of_a_second_counts_as_a_whole_one()
    {
        var queries = new ConcurrentBag<string>();
        using var server = new FakeStorage((request, _) =>
        {
            queries.Add(request.RequestUri!.Query);
            var isBlob = request.RequestUri.Host.Contains(".blob.", StringComparison.Ordinal);
            return Task.FromResult(
                isBlob ? new HttpResponseMessage(HttpStatusCode.NotFound)
                : request.Method == HttpMethod.Put ? new HttpResponseMessage(HttpStatusCode.NoContent)
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<QueueMessagesList />") });
        });
        var taken = new AzureReceipt(0, "id", "receipt", BlobName: null).Queued(0, Deliveries.One());

        await server.Queue().ReleaseAsync(taken, TimeSpan.FromSeconds(1.2), failed: false, default);
        await server.Queue().ReceiveAsync(1, TimeSpan.FromSeconds(4.2), default);

        Assert.Contains("?popreceipt=receipt&visibilitytimeout=2", queries, StringComparer.Ordinal);
        Assert.Contains("?numofmessages=1&visibilitytimeout=5", queries, StringComparer.Ordinal);
    }

    private static byte[] Noise(int length) => System.Security.Cryptography.RandomNumberGenerator.GetBytes(length);
}
