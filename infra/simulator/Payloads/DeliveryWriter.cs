using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Queue;

namespace ShopSupport.Simulator.Payloads;

/// <summary>Makes deliveries of the demo shop; one buffer serves them all, so it is not for several threads at once.</summary>
internal sealed class DeliveryWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(16 * 1024);
    private readonly Utf8JsonWriter _json;
    private readonly string _domain;

    /// <param name="domain">The shop that they are of.</param>
    public DeliveryWriter(string domain)
    {
        _domain = domain;
        _json = new(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public Delivery Write<T>(string topic, string id, DateTimeOffset at, T subject, Action<Utf8JsonWriter, T> fields)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        fields(_json, subject);
        _json.WriteEndObject();
        _json.Flush();
        return Of(topic, id, at, _buffer.WrittenSpan.ToArray());
    }

    public Delivery Message(string id, ChannelMessage message) =>
        Of(ChannelMessage.Topic, id, message.SentAt, JsonSerializer.SerializeToUtf8Bytes(message, ChannelMessage.Json));

    public void Dispose() => _json.Dispose();

    private Delivery Of(string topic, string id, DateTimeOffset at, byte[] body) => new()
    {
        ShopDomain = _domain,
        Topic = topic,
        WebhookId = id,
        ApiVersion = "2026-10",
        TriggeredAt = at,
        ReceivedAt = at,
        Body = body,
    };
}
