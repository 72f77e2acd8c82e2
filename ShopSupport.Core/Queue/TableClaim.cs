using System.Globalization;

namespace ShopSupport.Core.Queue;

/// <summary>Which message, and which taking of it.</summary>
internal sealed record TableClaim(long Id, long Receipt, DateTimeOffset SentAt)
{
    public string MessageId => string.Create(CultureInfo.InvariantCulture, $"{Id}-{SentAt.ToUnixTimeMilliseconds()}");

    public static TableClaim Of(QueuedDelivery message)
    {
        var parts = message.MessageId.Split('-');
        return new TableClaim(
            long.Parse(parts[0], CultureInfo.InvariantCulture),
            long.Parse(message.Receipt, CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[1], CultureInfo.InvariantCulture)));
    }
}

/// <summary>A row as it is sent.</summary>
internal sealed record SentMessage
{
    public required string ShopDomain { get; init; }

    public required int Lane { get; init; }

    public required DateTimeOffset VisibleAt { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required byte[] Envelope { get; init; }
}

/// <summary>A taking that ends with the message given back.</summary>
internal sealed record ReleasedMessage
{
    public required long Id { get; init; }

    public required long Receipt { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset VisibleAt { get; init; }

    public required int Failed { get; init; }
}

/// <summary>A row that was taken.</summary>
internal sealed record ClaimedMessage
{
    public long Id { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public long Receipt { get; init; }

    public int Tries { get; init; }

    public byte[] Envelope { get; init; } = [];

    /// <summary>The message; null when its bytes are damaged: it stays in the table and stops nothing behind it.</summary>
    public QueuedDelivery? ToMessage()
    {
        try
        {
            return new QueuedDelivery
            {
                MessageId = new TableClaim(Id, Receipt, SentAt).MessageId,
                Receipt = Receipt.ToString(CultureInfo.InvariantCulture),
                Tries = Tries,
                Delivery = DeliveryEnvelope.Decode(Envelope),
            };
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
