using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Agents;

/// <summary>
/// The secret of a link that lets somebody in: 24 random bytes behind the shop's number, so that it is looked for in its own
/// shop and nowhere else. The number gives nothing away and opens nothing by itself.
/// </summary>
internal readonly record struct OutsideLink(ShopId ShopId, string Text)
{
    private const int RandomBytes = 24;

    /// <summary>SHA-256 of the whole text, in lower-case hex: what is kept of it. It is long enough to need no salt.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    public static OutsideLink New(ShopId shopId)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long) + RandomBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, shopId.Value);
        RandomNumberGenerator.Fill(bytes[sizeof(long)..]);
        return new OutsideLink(shopId, Base64Url.EncodeToString(bytes));
    }

    public static OutsideLink? Parse(string? text)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long) + RandomBytes];
        return text is not null && text.Length == Base64Url.GetEncodedLength(bytes.Length)
            && Base64Url.TryDecodeFromChars(text, bytes, out var length) && length == bytes.Length
                ? new OutsideLink(new ShopId(BinaryPrimitives.ReadInt64BigEndian(bytes)), text)
                : null;
    }

    /// <summary>Keeps the secret out of whatever writes it down.</summary>
    public override string ToString() => nameof(OutsideLink);
}
