using System.Security.Cryptography;
using System.Text;
using ShopSupport.Core.Queue;

namespace ShopSupport.Core.Sync;

/// <summary>Where changes come from: a delivery, or what was read from Shopify without one.</summary>
public sealed record Source
{
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(1);

    // A bulk operation is given up after that: what it wrote last may have changed so long after it began to read.
    private static readonly TimeSpan LongestReading = TimeSpan.FromDays(10);

    /// <summary>When what is said was true, by the sender's clock; <see cref="LearntAt"/> when it did not say, or lied by more than a day.</summary>
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>When it reached us. Durable: the same on every retry.</summary>
    public required DateTimeOffset LearntAt { get; init; }

    /// <summary>
    /// Settles equal versions, most significant first: 1 bit whether the resource speaks for itself (rather than standing
    /// inside another's body), 42 bits when it happened (milliseconds since 1970), 20 bits of SHA-256 of what was said.
    /// </summary>
    public required long Rank { get; init; }

    /// <summary>The sender's own id of what was sent; empty where nothing was.</summary>
    public string Key { get; init; } = "";

    /// <summary>The raw bytes; empty where nothing was sent.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The latest time that a statement may carry: a later one would block every change to come.</summary>
    internal DateTimeOffset Latest => LearntAt + (Key.Length > 0 ? FurthestAhead : LongestReading);

    /// <summary>A delivery. Its topic counts for the rank: the same body means one thing under skip and another under unskip.</summary>
    public static Source Of(Delivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var tail = Tail(delivery.Body.Span) ^ Tail(Encoding.UTF8.GetBytes(delivery.Topic));
        return new Source
        {
            HappenedAt = delivery.TriggeredAt is { } at && at <= delivery.ReceivedAt + FurthestAhead ? at : delivery.ReceivedAt,
            LearntAt = delivery.ReceivedAt,
            Rank = RankOf(delivery.TriggeredAt, tail),
            Key = delivery.WebhookId,
            Body = delivery.Body,
        };
    }

    /// <summary>Something that was read at <paramref name="readAt"/>, by an import or a repair.</summary>
    public static Source Read(DateTimeOffset readAt, ReadOnlyMemory<byte> body) =>
        new() { HappenedAt = readAt, LearntAt = readAt, Rank = RankOf(readAt, Tail(body.Span)), Body = body };

    /// <summary>When what has this rank happened; null where its sender did not say.</summary>
    internal static DateTimeOffset? TimeOf(long rank) =>
        ((rank >> 20) & ((1L << 42) - 1)) is > 0 and var milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>The rank of a resource inside another's body: below every one that speaks for itself.</summary>
    internal static long Embedded(long rank) => rank & ~(1L << 62);

    /// <summary>The rank of what is known not to be whole: below every other.</summary>
    internal static long Gap(long rank) => rank & ((1L << 20) - 1);

    private static long RankOf(DateTimeOffset? at, int tail)
    {
        var milliseconds = Math.Clamp(at?.ToUnixTimeMilliseconds() ?? 0, 0, (1L << 42) - 1);
        return (1L << 62) | (milliseconds << 20) | (long)tail;
    }

    private static int Tail(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return (hash[0] << 12) | (hash[1] << 4) | (hash[2] >> 4);
    }
}
