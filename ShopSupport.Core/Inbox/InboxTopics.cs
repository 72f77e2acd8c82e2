using System.Text.Json;
using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Inbox;

/// <summary>What channels bring.</summary>
internal static class InboxTopics
{
    private const int KeyLength = 200;
    private const int AgentHandleLength = 100;

    public static void Message(Payload body, Changes changes)
    {
        _ = body.RequiredText("thread_key", KeyLength);
        try
        {
            changes.Message = JsonSerializer.Deserialize<ChannelMessage>(changes.Delivery.Body.Span, ChannelMessage.Json);
        }
        catch (JsonException e)
        {
            throw body.Refusal(ProblemKind.WrongType, e.Path?.TrimStart('$', '.') ?? "");
        }

        RefuseLonger("thread_key", changes.Message?.ThreadKey, KeyLength, body);
        RefuseLonger("message_key", changes.Message?.MessageKey, KeyLength, body);
        RefuseLonger("agent.handle", changes.Message?.Agent?.Handle, AgentHandleLength, body);
    }

    // A key that is cut could be another's.
    private static void RefuseLonger(string name, string? text, int most, Payload body)
    {
        if (text?.Length > most)
        {
            throw body.Refusal(ProblemKind.WrongType, name);
        }
    }
}
