using ShopSupport.Core.Channels;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>A channel's message as the inbox reads it: who wrote, under which key, and when.</summary>
internal sealed record Letter(ChannelMessage Message, DateTimeOffset ReceivedAt, DateTimeOffset SentAt, Handles Writer)
{
    private const int AddressLength = 320;

    // Mail servers try for five days (RFC 5321 §4.5.4.1): an older date is a wrong clock's.
    private static readonly TimeSpan LongestWay = TimeSpan.FromDays(7);

    public string Channel => Message.Channel.ToKey();

    public string Mailbox => Message.Mailbox ?? "";

    public string Source => MessageSource.Of(Channel, Mailbox);

    /// <summary>Where the writer wrote from, as an answer would be addressed; null when the channel did not say.</summary>
    public string? Address => Message.Channel switch
    {
        Channels.Channel.Mail => Writer.Mail?.Value,
        Channels.Channel.Phone => Writer.Phone?.Value,
        Channels.Channel.Chat or Channels.Channel.Line => Writer.Id?.Value,
        Channels.Channel.Review => null,
    };

    public string? WriterName => Message.Customer.Name ?? Message.Customer.Email ?? Message.Customer.Phone ?? Excerpt.Of(Message.Customer.Handle, AddressLength);

    /// <param name="message">What the channel brought.</param>
    /// <param name="receivedAt">When it reached us; a message that says it was sent later, or much earlier, counts as sent then.</param>
    /// <param name="country">Where the shop is: telephone numbers without a country are read there.</param>
    public static Letter Of(ChannelMessage message, DateTimeOffset receivedAt, string? country)
    {
        var (channel, person) = (message.Channel, message.Customer);
        var isOwnId = channel is not (Channels.Channel.Mail or Channels.Channel.Phone);
        var writer = new Handles(
            isOwnId ? Handle.Id(channel.ToKey(), person.Handle) : null,
            Handle.Mail(person.Email ?? (channel == Channels.Channel.Mail ? person.Handle : null)),
            Handle.Phone(person.Phone ?? (channel == Channels.Channel.Phone ? person.Handle : null), country));
        var isBelievable = message.SentAt <= receivedAt && (message.IsImported || message.SentAt > receivedAt - LongestWay);
        return new Letter(message, receivedAt, isBelievable ? message.SentAt : receivedAt, writer);
    }
}
