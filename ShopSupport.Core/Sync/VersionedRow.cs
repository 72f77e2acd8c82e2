using System.Security.Cryptography;
using System.Text;

namespace ShopSupport.Core.Sync;

/// <summary>
/// A row that Shopify owns. Two statements about the same row are settled by (<see cref="Version"/>,
/// <see cref="VersionRank"/>): the greater one is kept. That order is total and does not depend on when statements
/// arrive, so every order of arrival, with any repetitions, ends in the same rows.
/// </summary>
public abstract record VersionedRow
{
    /// <summary>A row that is gone for good outranks every statement.</summary>
    public const long Gone = long.MaxValue;

    /// <summary>The shop it belongs to.</summary>
    public long ShopId { get; set; }

    /// <summary><c>updated_at</c> in milliseconds since 1970, or <c>revision_id</c> where the resource counts its revisions.</summary>
    public long Version { get; set; }

    /// <summary>Settles equal versions; see <see cref="Rank"/>.</summary>
    public long VersionRank { get; set; }

    /// <summary>
    /// The second half of a version, most significant first: 1 bit whether the resource speaks for itself (rather than
    /// standing inside another's body), 42 bits when the delivery was triggered (milliseconds), 20 bits of SHA-256 of
    /// the body and of the topic (the same body means one thing under skip and another under unskip).
    /// </summary>
    internal static long Rank(Delivery delivery, bool speaksForItself)
    {
        var triggered = Math.Clamp(delivery.TriggeredAt?.ToUnixTimeMilliseconds() ?? 0, 0, (1L << 42) - 1);
        var tail = Tail(delivery.Body.Span) ^ Tail(Encoding.UTF8.GetBytes(delivery.Topic));
        return (speaksForItself ? 1L << 62 : 0) | (triggered << 20) | (long)tail;
    }

    private static int Tail(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return (hash[0] << 12) | (hash[1] << 4) | (hash[2] >> 4);
    }
}
