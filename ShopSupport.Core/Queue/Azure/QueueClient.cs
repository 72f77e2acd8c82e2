using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>
/// One storage queue, with the names of <c>Azure.Storage.Queues.QueueClient</c>, which can take its place:
/// https://learn.microsoft.com/rest/api/storageservices/operations-on-messages
/// </summary>
internal sealed class QueueClient(Uri url, HttpPipeline pipeline)
{
    private const string CountHeader = "x-ms-approximate-messages-count";

    private readonly string _messages = url.AbsoluteUri + "/messages";

    public async Task<Response> CreateIfNotExistsAsync(CancellationToken cancel)
    {
        using var message = pipeline.Message(RequestMethod.Put, url);
        return await pipeline.SendAsync(message, r => r.Status == 409 && r.ErrorCode() is "QueueAlreadyExists", cancel);
    }

    /// <param name="messageText">At most 64 KiB of UTF-8.</param>
    /// <param name="visibilityTimeout">How long it stays hidden, in whole seconds; zero for not at all.</param>
    /// <param name="timeToLive">Minus one second: it never expires.</param>
    public async Task<Response<SendReceipt>> SendMessageAsync(
        string messageText, TimeSpan visibilityTimeout, TimeSpan timeToLive, CancellationToken cancel)
    {
        using var message = pipeline.Message(
            RequestMethod.Post, Url($"{_messages}?visibilitytimeout={Seconds(visibilityTimeout)}&messagettl={Seconds(timeToLive)}"));
        SetBody(message.Request, messageText);
        var response = await pipeline.SendAsync(message, accepted: null, cancel);
        return Response.FromValue(QueueXml.ReadReceipt(response.Content.ToStream()), response);
    }

    /// <param name="maxMessages">1 to 32.</param>
    /// <param name="visibilityTimeout">1 second to 7 days.</param>
    public async Task<Response<QueueMessage[]>> ReceiveMessagesAsync(int maxMessages, TimeSpan visibilityTimeout, CancellationToken cancel)
    {
        using var message = pipeline.Message(
            RequestMethod.Get, Url($"{_messages}?numofmessages={maxMessages}&visibilitytimeout={Seconds(visibilityTimeout)}"));
        var response = await pipeline.SendAsync(message, accepted: null, cancel);
        return Response.FromValue(QueueXml.ReadMessages(response.Content.ToStream()), response);
    }

    /// <param name="messageText">The new text; null keeps the old one.</param>
    /// <param name="visibilityTimeout">How long it stays hidden from now on, at most 7 days.</param>
    public async Task<Response<UpdateReceipt>> UpdateMessageAsync(
        string messageId, string popReceipt, string? messageText, TimeSpan visibilityTimeout, CancellationToken cancel)
    {
        using var message = pipeline.Message(
            RequestMethod.Put, Url($"{Message(messageId, popReceipt)}&visibilitytimeout={Seconds(visibilityTimeout)}"));
        if (messageText is not null)
        {
            SetBody(message.Request, messageText);
        }

        var response = await pipeline.SendAsync(message, accepted: null, cancel);
        response.Headers.TryGetValue("x-ms-popreceipt", out var receipt);
        return Response.FromValue(new UpdateReceipt(receipt ?? ""), response);
    }

    public async Task<Response> DeleteMessageAsync(string messageId, string popReceipt, CancellationToken cancel)
    {
        using var message = pipeline.Message(RequestMethod.Delete, Url(Message(messageId, popReceipt)));
        return await pipeline.SendAsync(message, accepted: null, cancel);
    }

    /// <param name="maxMessages">1 to 32; only visible messages are shown.</param>
    public async Task<Response<PeekedMessage[]>> PeekMessagesAsync(int maxMessages, CancellationToken cancel)
    {
        using var message = pipeline.Message(RequestMethod.Get, Url($"{_messages}?peekonly=true&numofmessages={maxMessages}"));
        var response = await pipeline.SendAsync(message, accepted: null, cancel);
        return Response.FromValue(QueueXml.ReadPeeked(response.Content.ToStream()), response);
    }

    /// <summary>The count includes hidden messages, and is never lower than the truth.</summary>
    public async Task<Response<QueueProperties>> GetPropertiesAsync(CancellationToken cancel)
    {
        using var message = pipeline.Message(RequestMethod.Get, Url(url.AbsoluteUri + "?comp=metadata"));
        var response = await pipeline.SendAsync(message, accepted: null, cancel);
        var count = response.Headers.TryGetValue(CountHeader, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        return Response.FromValue(new QueueProperties(count), response);
    }

    private string Message(string messageId, string popReceipt) =>
        $"{_messages}/{Uri.EscapeDataString(messageId)}?popreceipt={Uri.EscapeDataString(popReceipt)}";

    private static void SetBody(Request request, string messageText)
    {
        request.Headers.Add("Content-Type", "application/xml");
        request.Content = RequestContent.Create(QueueXml.Write(messageText));
    }

    private static Uri Url(string text) => new(text);

    private static long Seconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);
}
