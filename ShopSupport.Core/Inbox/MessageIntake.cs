using ShopSupport.Core.Channels;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Inbox;

/// <summary>A message that a channel brought, on its way into a conversation.</summary>
internal sealed record ReceivedMessage(ChannelMessage Message) : Change;

/// <summary>Takes messages into their conversations.</summary>
internal sealed class MessageIntake : IProjection
{
    public Type Changes => typeof(ReceivedMessage);

    public IReadOnlyList<GeneratedSql> Generated => [];

    public async Task ApplyAsync(Batch batch, CancellationToken cancel)
    {
        foreach (var (place, change) in batch.Of(Changes))
        {
            var received = (ReceivedMessage)change;
            if (await MessageStore.ReceiveAsync(batch.Transaction, received.ShopId, received.Message, batch.Now, cancel))
            {
                batch.MarkApplied(place);
            }
        }
    }
}
