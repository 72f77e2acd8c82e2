using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopSupport.Core.Queue;

/// <summary>
/// A delivery as bytes, for queues and for the store of dead deliveries: the format's number (1 byte), the length of the
/// header (4 bytes, little-endian), the header as JSON, and the body, deflated when that makes it shorter.
/// </summary>
internal static class DeliveryEnvelope
{
    private const byte Plain = 1;
    private const byte Deflated = 2;
    private const int Prefix = 5;

    public static byte[] Encode(Delivery delivery)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(Header.Of(delivery), HeaderJson.Default.Header);
        var body = delivery.Body.Span;
        var packed = ArrayPool<byte>.Shared.Rent(body.Length + 64);
        try
        {
            var isShorter = ZLibEncoder.TryCompress(body, packed, out var packedLength) && packedLength < body.Length;
            var content = isShorter ? packed.AsSpan(0, packedLength) : body;
            var bytes = new byte[Prefix + header.Length + content.Length];
            bytes[0] = isShorter ? Deflated : Plain;
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), header.Length);
            header.CopyTo(bytes, Prefix);
            content.CopyTo(bytes.AsSpan(Prefix + header.Length));
            return bytes;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not an envelope.</exception>
    public static Delivery Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var headerLength = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[1..]);
            var header = JsonSerializer.Deserialize(bytes.Span.Slice(Prefix, headerLength), HeaderJson.Default.Header)
                ?? throw new InvalidDataException("The envelope has no header.");
            var content = bytes[(Prefix + headerLength)..];
            return header.WithBody(bytes.Span[0] switch
            {
                Plain => content,
                Deflated => Inflate(content, header.Length),
                _ => throw new InvalidDataException("The envelope is of a newer format."),
            });
        }
        catch (Exception e) when (e is ArgumentException or JsonException or EndOfStreamException)
        {
            throw new InvalidDataException("The envelope cannot be read.", e);
        }
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> content, int length)
    {
        var body = new byte[length];
        using var source = new MemoryStream(content.ToArray(), writable: false);
        using var inflate = new DeflateStream(source, CompressionMode.Decompress);
        inflate.ReadExactly(body);
        return body;
    }

    // DeflateStream into a fixed span: a delivery's body is small, and the encoder's own buffers dominate otherwise.
    private static class ZLibEncoder
    {
        public static bool TryCompress(ReadOnlySpan<byte> source, byte[] destination, out int written)
        {
            using var target = new MemoryStream(destination, writable: true);
            try
            {
                using (var deflate = new DeflateStream(target, CompressionLevel.Fastest, leaveOpen: true))
                {
                    deflate.Write(source);
                }
            }
            catch (NotSupportedException)
            {
                // The text grew beyond its own length: it goes as it is.
                written = 0;
                return false;
            }

            written = (int)target.Position;
            return true;
        }
    }

    internal sealed record Header
    {
        public required string Shop { get; init; }

        public required string Topic { get; init; }

        public required string Id { get; init; }

        public string? Event { get; init; }

        public string? Api { get; init; }

        public DateTimeOffset? Triggered { get; init; }

        public required DateTimeOffset Received { get; init; }

        public bool Retry { get; init; }

        // Absent in what was sent before there were traces, and passed over by programs that know of none.
        public string? Trace { get; init; }

        // Written even when it is 0, since it must be there to be read.
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
        public required int Length { get; init; }

        public static Header Of(Delivery delivery) => new()
        {
            Shop = delivery.ShopDomain,
            Topic = delivery.Topic,
            Id = delivery.WebhookId,
            Event = delivery.EventId,
            Api = delivery.ApiVersion,
            Triggered = delivery.TriggeredAt,
            Received = delivery.ReceivedAt,
            Retry = delivery.IsRetry,
            Trace = delivery.TraceParent,
            Length = delivery.Body.Length,
        };

        public Delivery WithBody(ReadOnlyMemory<byte> body) => new()
        {
            ShopDomain = Shop,
            Topic = Topic,
            WebhookId = Id,
            EventId = Event,
            ApiVersion = Api,
            TriggeredAt = Triggered,
            ReceivedAt = Received,
            IsRetry = Retry,
            TraceParent = Trace,
            Body = body,
        };
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(DeliveryEnvelope.Header))]
internal sealed partial class HeaderJson : JsonSerializerContext;
