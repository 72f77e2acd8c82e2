using System.Text.Json;
using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Inbox;

/// <summary>What channels bring.</summary>
internal static class InboxTopics
{
    public static void Message(Payload body, Changes changes)
    {
        _ = body.RequiredText("thread_key", 200);
        try
        {
            changes.Message = JsonSerializer.Deserialize<ChannelMessage>(changes.Delivery.Body.Span, ChannelMessage.Json);
        }
        catch (JsonException e)
        {
            throw body.Refusal(ProblemKind.WrongType, e.Path?.TrimStart('$', '.') ?? "");
        }
    }
}
