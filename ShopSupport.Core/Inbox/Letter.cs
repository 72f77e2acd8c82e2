using ShopSupport.Core.Channels;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>A channel's message as the inbox reads it: who wrote, under which key, and when.</summary>
/// <param name="Message">What the channel brought.</param>
/// <param name="ReceivedAt">When it reached us.</param>
/// <param name="SentAt">When it was sent, as far as that is believed.</param>
/// <param name="Writer">How the writer is reached for certain, which tells who it is: anybody can type another's address into a chat.</param>
/// <param name="Profile">How the writer says to be reached.</param>
internal sealed record Letter(ChannelMessage Message, DateTimeOffset ReceivedAt, DateTimeOffset SentAt, Handles Writer, Handles Profile)
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
        var (isMail, isPhone) = (channel == Channels.Channel.Mail, channel == Channels.Channel.Phone);
        var profile = new Handles(
            isMail || isPhone ? null : Handle.Id(channel.ToKey(), person.Handle),
            Handle.Mail(person.Email ?? (isMail ? person.Handle : null)),
            Handle.Phone(person.Phone ?? (isPhone ? person.Handle : null), country));
        var writer = profile with
        {
            Mail = isMail || person.IsVerified ? profile.Mail : null,
            Phone = isPhone || person.IsVerified ? profile.Phone : null,
        };
        var (received, sent) = (Instants.Cut(receivedAt), Instants.Cut(message.SentAt));
        var isBelievable = sent <= received && (message.IsImported || sent > received - LongestWay);
        return new Letter(message, received, isBelievable ? sent : received, writer, profile);
    }
}
