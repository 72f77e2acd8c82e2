using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Shopify;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Crash;

/// <summary>
/// Sends deliveries as Shopify does: each until it is answered with 200, some of them a second time all the same. Every
/// one is an order, or a message of a conversation, of its own.
/// </summary>
/// <param name="client">The way to the receiver.</param>
/// <param name="secret">What signs the deliveries.</param>
/// <param name="first">Where it begins to count, so that two senders differ.</param>
internal sealed class StubbornSender(HttpClient client, string secret, int first = 0)
{
    public const string Shop = "crash.myshopify.com";

    private int _last = first;
    private int _repeats;
    private int _unanswered;

    /// <summary>The ids that got their 200.</summary>
    public ConcurrentDictionary<string, string> Answered { get; } = new(StringComparer.Ordinal);

    /// <summary>Sent again though answered.</summary>
    public int Repeats => _repeats;

    /// <summary>Attempts without an answer: the delivery may have been taken or not.</summary>
    public int Unanswered => _unanswered;

    /// <summary>Sends from several connections until <paramref name="enough"/>; then finishes what it began.</summary>
    public Task RunAsync(int connections, CancellationToken enough) => Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
        async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await SendAsync(Interlocked.Increment(ref _last));
            }
        },
        CancellationToken.None)));

    private async Task SendAsync(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"delivery-{number}");
        var (topic, body) = number % 4 == 0 ? (ChannelMessage.Topic, Message(number)) : ("orders/create", Order(number));
        await SendUntilAnsweredAsync(id, topic, body);
        Answered[id] = topic;
        if (number % 10 == 0)
        {
            await SendUntilAnsweredAsync(id, topic, body);
            Interlocked.Increment(ref _repeats);
        }
    }

    private async Task SendUntilAnsweredAsync(string id, string topic, byte[] body)
    {
        while (!await TrySendAsync(id, topic, body))
        {
            Interlocked.Increment(ref _unanswered);
            await Task.Delay(15);
        }
    }

    private async Task<bool> TrySendAsync(string id, string topic, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shopify") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Shopify-Topic", topic);
        request.Headers.Add("X-Shopify-Shop-Domain", Shop);
        request.Headers.Add("X-Shopify-Webhook-Id", id);
        request.Headers.Add("X-Shopify-Triggered-At", SyncedShop.At(0));
        request.Headers.Add("X-Shopify-Hmac-Sha256", WebhookSignature.Sign(body, secret));
        try
        {
            using var response = await client.SendAsync(request);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{response.StatusCode}");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static byte[] Order(int number) => Encoding.UTF8.GetBytes(
        Payloads.Order(Payloads.OrderId + number, customer: Payloads.Customer(Payloads.CustomerId + (number % 50)), lines: Payloads.Line(1) + "," + Payloads.Line(2)));

    private static byte[] Message(int number) => JsonSerializer.SerializeToUtf8Bytes(
        new ChannelMessage
        {
            Kind = MessageKind.Customer,
            Channel = Channel.Mail,
            ThreadKey = string.Create(CultureInfo.InvariantCulture, $"thread-{number % 40}"),
            MessageKey = string.Create(CultureInfo.InvariantCulture, $"message-{number}"),
            Text = "いつ届きますか",
            SentAt = SyncedShop.Noon.AddSeconds(number),
            Customer = new ChannelPerson("葵", "aoi@example.jp"),
        },
        ChannelMessage.Json);
}
