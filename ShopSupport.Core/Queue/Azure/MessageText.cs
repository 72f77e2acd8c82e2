using System.Globalization;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>
/// What a queue's message says: <c>tries:body:base64 of the envelope</c>, or <c>tries:blob:name</c> when the envelope is
/// too long and waits in Blob storage (a claim check).
/// </summary>
internal sealed record MessageText
{
    // A message holds 64 KiB of text; the rest is room for the number of tries and the words.
    private const int LongestContent = (64 * 1024) - 32;
    private const string Body = "body";
    private const string Blob = "blob";

    /// <summary>How often applying it has failed.</summary>
    public required int Tries { get; init; }

    /// <summary>The blob's name, or null when <see cref="Envelope"/> is here.</summary>
    public string? BlobName { get; init; }

    /// <summary>The delivery's envelope, or null when it waits in a blob.</summary>
    public byte[]? Envelope { get; init; }

    /// <summary>True when an envelope of this many bytes can travel in the message itself.</summary>
    public static bool Holds(int envelopeBytes) => (envelopeBytes + 2L) / 3 * 4 <= LongestContent;

    /// <exception cref="InvalidDataException">The text is not one of ours.</exception>
    public static MessageText Parse(string text)
    {
        var parts = text.Split(':', 3);
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var tries))
        {
            throw new InvalidDataException("The message is not of this queue's format.");
        }

        return parts[1] switch
        {
            Body => new() { Tries = tries, Envelope = FromBase64(parts[2]) },
            Blob when parts[2].Length > 0 && parts[2].All(c => char.IsAsciiLetterOrDigit(c) || c == '-') => new() { Tries = tries, BlobName = parts[2] },
            _ => throw new InvalidDataException("The message is not of this queue's format."),
        };
    }

    /// <summary>The text as it is sent.</summary>
    public override string ToString() => BlobName is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Tries}:{Body}:{Convert.ToBase64String(Envelope ?? [])}")
        : string.Create(CultureInfo.InvariantCulture, $"{Tries}:{Blob}:{BlobName}");

    private static byte[] FromBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException e)
        {
            throw new InvalidDataException("The message is not base64.", e);
        }
    }
}
