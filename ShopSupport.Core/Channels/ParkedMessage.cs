using System.Globalization;
using System.Text.Json;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Channels;

/// <summary>What a message that could not be read says of itself all the same, so that somebody can look for it in its channel.</summary>
/// <param name="From">Who wrote: a name, else an address; null when it doesn't say.</param>
/// <param name="Subject">What it is about, else how it begins; null when it doesn't say.</param>
/// <param name="SentAt">When it was said, by the channel's clock; null when it doesn't say.</param>
public sealed record ParkedMessage(string? From, string? Subject, DateTimeOffset? SentAt)
{
    private const int Longest = 100;

    /// <summary>Reads what can be read of a <see cref="ChannelMessage"/>'s body; null when nothing can.</summary>
    public static ParkedMessage? Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var person = root.TryGetProperty("customer", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
            var sentAt = DateTimeOffset.TryParse(First(root, "sent_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : (DateTimeOffset?)null;
            return new ParkedMessage(First(person, "name", "email", "phone", "handle"), First(root, "subject", "text"), sentAt);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or half of a surrogate pair in it.
            return null;
        }
    }

    private static string? First(JsonElement parent, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                && Excerpt.Of(PlainText.Line(value.GetString()), Longest) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }
}
