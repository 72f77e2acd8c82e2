using ShopSupport.Core.Channels;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>Who writes: the customer behind an address, on whatever channel it was seen first.</summary>
internal static class CustomerRecognition
{
    private const int NameLength = 255;
    private const int HandleLength = 320;
    private const int PhoneLength = 40;

    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Messages.sql");

    /// <summary>
    /// The customer with one of the person's addresses: by the channel's own handle, then by mail, then by phone, among
    /// known handles before Shopify's customers. A stranger becomes a new customer; null when there is no address at all.
    /// </summary>
    public static async Task<long?> RecogniseAsync(
        WriteTransaction transaction, ShopId shopId, ChannelMessage message, CancellationToken cancel)
    {
        var person = Addresses.Of(shopId, message);
        if (person.Handle is null && person.Email is null && person.Phone is null)
        {
            return null;
        }

        var found = await transaction.QueryAsync<long?>(Sql["recognise"], person, cancel);
        return found.Find(id => id is not null)
            ?? await transaction.FindAsync<long>(Sql["add_customer"], person, cancel);
    }

    /// <summary>Remembers the person's addresses as the customer's; one that is somebody else's already stays theirs.</summary>
    public static Task RememberAsync(
        WriteTransaction transaction, ShopId shopId, ChannelMessage message, CustomerId customerId, CancellationToken cancel) =>
        transaction.ExecuteAsync(Sql["add_handles"], Addresses.Of(shopId, message) with { CustomerId = customerId }, cancel);

    private sealed record Addresses
    {
        public ShopId ShopId { get; init; }

        public CustomerId CustomerId { get; init; }

        public string Channel { get; init; } = "";

        public string? Name { get; init; }

        public string? Handle { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }

        public static Addresses Of(ShopId shopId, ChannelMessage message)
        {
            var (channel, person) = (message.Channel, message.Customer);
            var handle = Filled(person.Handle, HandleLength);
            return new Addresses
            {
                ShopId = shopId,
                Channel = channel.ToKey(),
                Name = Filled(Excerpt.Of(person.Name, NameLength), NameLength),
                Handle = channel is Channels.Channel.Mail or Channels.Channel.Phone ? null : handle,
                Email = Key(person.Email ?? (channel == Channels.Channel.Mail ? handle : null), HandleLength),
                Phone = Key(person.Phone ?? (channel == Channels.Channel.Phone ? handle : null), PhoneLength),
            };
        }

        // Addresses are compared as stored, and stored in lower case.
        private static string? Key(string? text, int most) => Filled(text, most)?.ToLowerInvariant();

        // What is longer than any address can be is none.
        private static string? Filled(string? text, int most) => text?.Trim() is { Length: > 0 } filled && filled.Length <= most ? filled : null;
    }
}
