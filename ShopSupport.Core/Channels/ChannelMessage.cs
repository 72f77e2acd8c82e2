using System.Text.Json;
using System.Text.Json.Serialization;

namespace ShopSupport.Core.Channels;

/// <summary>
/// What a channel brings (or an agent's own telephone note): one step of one conversation. It travels through the
/// queue as the body of a delivery with the topic <see cref="Topic"/>, so that it is as safe as a webhook.
/// </summary>
public sealed record ChannelMessage
{
    /// <summary>The topic of its deliveries.</summary>
    public const string Topic = "desk/message";

    /// <summary>What the step is.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>The channel it came by.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Which of our addresses, numbers or accounts on the channel it came to, at most 100 characters; null where there is one.</summary>
    public string? Mailbox { get; init; }

    /// <summary>The channel's own key of the thread; the first message with a new key opens a conversation.</summary>
    public required string ThreadKey { get; init; }

    /// <summary>The channel's own key of this message; the same one twice is a repetition.</summary>
    public required string MessageKey { get; init; }

    /// <summary>What the conversation is about; used when it opens.</summary>
    public string? Subject { get; init; }

    /// <summary><c>ja</c>, <c>en</c> …; null when not known.</summary>
    public string? Language { get; init; }

    /// <summary>True for history that is brought along: it opens nothing again, and nobody waits for an answer to it.</summary>
    public bool IsImported { get; init; }

    /// <summary>The words. For <see cref="MessageKind.Closed"/>: how it ended.</summary>
    public required string Text { get; init; }

    /// <summary>When it was said, by the channel's clock.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>The person who writes or is written to.</summary>
    public required ChannelPerson Customer { get; init; }

    /// <summary>The agent who speaks, notes or closes; null for the customer's own messages.</summary>
    public ChannelAgent? Agent { get; init; }

    /// <summary>How the body is written: snake_case, enums in lower case, nothing for null. Read, null or nothing stands only where it may.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };
}

/// <summary>The customer's side of a channel message. At least one of mail, phone and handle is known.</summary>
/// <param name="Name">The name as the channel shows it.</param>
/// <param name="Email">Mail address; compared in lower case.</param>
/// <param name="Phone">Telephone number in E.164, for example <c>+819012345678</c>.</param>
/// <param name="Handle">The channel's own id of the person, for example a LINE user id.</param>
/// <param name="IsVerified">True when the channel vouches for mail and phone too, for example of somebody who is signed in to the shop.</param>
public sealed record ChannelPerson(
    string? Name = null, string? Email = null, string? Phone = null, string? Handle = null, bool IsVerified = false);

/// <summary>The agent's side of a channel message.</summary>
/// <param name="Handle">A short lower-case key, unique in the shop.</param>
/// <param name="Name">The name on screen.</param>
public sealed record ChannelAgent(string Handle, string Name);
