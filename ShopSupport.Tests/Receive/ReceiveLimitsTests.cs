using System.Net;
using System.Net.Sockets;
using System.Text;
using Moq;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Support;
using ShopSupport.Webhooks.Receive;
using static ShopSupport.Tests.Receive.ReceivingHost;

namespace ShopSupport.Tests.Receive;

public sealed class ReceiveLimitsTests
{
    [Theory]
    [InlineData(0, false, HttpStatusCode.OK)]
    [InlineData(0, true, HttpStatusCode.OK)]
    [InlineData(1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Ten_megabytes_are_taken_and_not_a_byte_more(int beyond, bool isChunked, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        var body = new byte[ShopifyEndpoint.LargestBody + beyond];
        body.AsSpan().Fill((byte)' ');
        "{\"id\":1}"u8.CopyTo(body);
        var request = Request(body);
        request.Headers.TransferEncodingChunked = isChunked;

        var (status, text) = await host.SendAsync(request);

        Assert.Equal((expected, beyond == 0 ? "" : "The body is larger than 10 MB."), (status, text));
        Assert.Equal(beyond == 0 ? [body.Length] : [], (await host.QueuedAsync()).Select(d => d.Body.Length));
    }

    [Fact]
    public async Task A_body_without_a_length_is_taken()
    {
        await using var host = await StartAsync();
        var request = Request("{\"id\":1}");
        request.Headers.TransferEncodingChunked = true;

        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(request)).Status);
        Assert.Equal("{\"id\":1}"u8.ToArray(), Assert.Single(await host.QueuedAsync()).Body.ToArray());
    }

    [Fact]
    public async Task A_sender_who_stops_in_the_middle_of_the_body_is_logged_as_refused_and_nothing_is_kept()
    {
        await using var host = await StartAsync();

        var answer = await SendRawAsync(host, "Content-Length: 99", "{\"id\":1}");

        Assert.DoesNotContain("200", answer, StringComparison.Ordinal);
        await Patience.UntilAsync(() => host.Logs.Any(line => line.Contains("refused with 400", StringComparison.Ordinal)), "the log says so");
        Assert.Empty(await host.QueuedAsync());
    }

    [Fact]
    public async Task A_body_in_broken_chunks_is_refused_and_nothing_is_kept()
    {
        await using var host = await StartAsync();

        var answer = await SendRawAsync(host, "Transfer-Encoding: chunked", "8\r\n{\"id\":1}\r\nbroken\r\n", isEnd: false);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Empty(await host.QueuedAsync());
    }

    [Fact]
    public async Task While_the_queue_is_unavailable_the_sender_is_told_to_come_again()
    {
        var queue = new Mock<IDeliveryQueue>();
        queue.Setup(q => q.SendAsync(It.IsAny<Delivery>(), It.IsAny<CancellationToken>())).ThrowsAsync(new QueueUnavailableException("No answer."));
        queue.Setup(q => q.CheckAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new QueueUnavailableException("No answer."));
        await using var host = await StartAsync(queue: queue.Object);

        var (status, text) = await host.SendAsync(Request("{\"id\":1}"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The queue cannot hold the delivery now; send it again."), (status, text));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.SendAsync(Request("{}"u8.ToArray(), "wrong"))).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/health/ready"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/health/live"))).Status);
    }

    [Fact]
    public async Task A_queue_that_answers_late_and_then_fails_is_answered_with_503_and_nothing_of_the_body_is_logged()
    {
        var (queue, isAsked, answer) = (new Mock<IDeliveryQueue>(), new TaskCompletionSource(), new TaskCompletionSource());
        queue.Setup(q => q.SendAsync(It.IsAny<Delivery>(), It.IsAny<CancellationToken>())).Returns(() =>
        {
            isAsked.SetResult();
            return answer.Task;
        });
        await using var host = await StartAsync(queue: queue.Object);
        using var request = Request("{\"id\":1,\"note\":\"お客様の秘密\"}");
        var sending = host.Client.SendAsync(request);
        await isAsked.Task.WaitAsync(Patience.Limit);
        Assert.False(sending.IsCompleted);

        answer.SetException(new QueueUnavailableException("The time was over."));

        using var response = await sending;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
        Assert.Contains(host.Logs, line => line.Contains("The time was over.", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Logs, line => line.Contains("秘密", StringComparison.Ordinal) || line.Contains("\"note\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_queue_file_that_another_program_locks_answers_503_and_then_takes_the_delivery()
    {
        await using var host = await StartAsync(settings: "--Queue:ConnectionString=");
        await host.SendAsync(Request("{\"id\":1}"));
        var file = Path.Combine(host.Folder, "queue.db");
        Assert.True(File.Exists(file));
        await using var locked = await StartAsync(settings: $"--Queue:ConnectionString=Data Source={file};Default Timeout=1");
        await using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=false"))
        {
            await other.OpenAsync();
            await using var held = other.BeginTransaction(deferred: false);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await locked.SendAsync(Request("{\"id\":2}"))).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await locked.SendAsync(Request("{\"id\":2}"))).Status);
        Assert.Equal(2, (await host.QueuedAsync()).Count);
    }

    private static async Task<string> SendRawAsync(ReceivingHost host, string header, string body, bool isEnd = true)
    {
        var signature = WebhookSignature.Sign("{\"id\":1}"u8, Secret);
        var head = $"""
            POST /webhooks/shopify HTTP/1.1
            Host: localhost
            X-Shopify-Topic: orders/create
            X-Shopify-Shop-Domain: {Shop}
            X-Shopify-Webhook-Id: 1
            X-Shopify-Hmac-Sha256: {signature}
            Connection: close
            {header}


            """.ReplaceLineEndings("\r\n");
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + body));
        if (isEnd)
        {
            socket.Client.Shutdown(SocketShutdown.Send);
        }

        using var answer = new StreamReader(stream);
        try
        {
            return await answer.ReadToEndAsync();
        }
        catch (IOException)
        {
            // Nobody answers who closed on a sender in the middle: the connection is cut.
            return "";
        }
    }
}
