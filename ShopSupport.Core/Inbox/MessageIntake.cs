using ShopSupport.Core.Channels;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Inbox;

/// <summary>A message that a channel brought, on its way into a conversation.</summary>
internal sealed record ReceivedMessage(ChannelMessage Message, DateTimeOffset ReceivedAt) : Change;

/// <summary>Takes messages into their conversations.</summary>
internal sealed class MessageIntake : IProjection
{
    private static readonly SqlFile Sql = SqlFile.Load("Inbox.Journal.sql");

    public Type Takes => typeof(ReceivedMessage);

    public IReadOnlyList<GeneratedSql> Generated => [];

    public async Task ApplyAsync(Batch batch, CancellationToken cancel)
    {
        var countries = new Dictionary<ShopId, string?>();
        foreach (var (place, change) in batch.Of(Takes))
        {
            var received = (ReceivedMessage)change;
            if (!countries.TryGetValue(change.ShopId, out var country))
            {
                countries[change.ShopId] = country =
                    await batch.Transaction.FindAsync<string?>(Sql["find_country"], new { change.ShopId }, cancel);
            }

            var letter = Letter.Of(received.Message, received.ReceivedAt, country);
            if (await MessageStore.ReceiveAsync(batch.Transaction, change.ShopId, letter, cancel) is { } shopEvent)
            {
                batch.AddEvent(change.ShopId, shopEvent, change.TraceParent);
                batch.MarkApplied(place);
            }
        }
    }
}
