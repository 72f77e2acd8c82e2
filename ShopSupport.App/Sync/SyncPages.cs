using ShopSupport.App.SignIn;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Work;

namespace ShopSupport.App.Sync;

/// <summary>Puts together what the page of the synchronisation shows.</summary>
public sealed class SyncPages(CurrentAgent agent, SyncStore sync, WorkStore work, ShopEventStore events, SyncNames names)
{
    private const int Recent = 50;
    private const int MostWork = 50;
    private const int MostShown = 1000;

    /// <param name="take">How many failed deliveries are shown; null for the first of them.</param>
    /// <param name="retried">What became of trying all again, when that was just done.</param>
    internal async Task<SyncPage> ReadAsync(int? take, RetriedAll? retried, CancellationToken cancel)
    {
        var (shop, shown) = (agent.ShopId, Math.Clamp(take ?? SyncPage.Shown, 1, MostShown));
        var number = await events.LastNumberAsync(shop, cancel);
        var given = await work.ListDeadAsync(shop, MostWork, cancel);
        var again = await sync.ListRetriedAsync(shop, shown, ChannelMessage.Topic, cancel);
        var dead = await sync.ListDeadAsync(shop, shown, ChannelMessage.Topic, cancel);
        return new SyncPage
        {
            EventNumber = number,
            Totals = await sync.TotalsAsync(shop, agent.ShopDomain, cancel),
            Topics = await sync.ListTopicsAsync(shop, cancel),
            Dead = [.. again.Concat(dead).Take(shown).Select(delivery => new FailedDelivery(delivery, MessageOf(delivery), sync.MayBeLost(delivery)))],
            GivenUp = given,
            Asleep = await names.ConversationsAsync(given, cancel),
            Recent = await sync.ListRecentAsync(shop, Recent, cancel),
            Agents = await names.AgentsAsync(cancel),
            Take = take,
            Retried = retried,
        };
    }

    /// <summary>How much failed, and the newest of it.</summary>
    internal async Task<SyncFailures> ListFailuresAsync(int take, CancellationToken cancel)
    {
        var shop = agent.ShopId;
        var given = await work.ListDeadAsync(shop, take, cancel);
        var dead = await sync.ListDeadAsync(shop, take, ChannelMessage.Topic, cancel);
        return new SyncFailures
        {
            Count = await sync.CountFailedAsync(shop, cancel),
            Dead = [.. dead.Select(delivery => new FailedDelivery(delivery, MessageOf(delivery), MayBeLost: false))],
            GivenUp = given,
            Asleep = await names.ConversationsAsync(given, cancel),
        };
    }

    private static ParkedMessage? MessageOf(HandledDelivery delivery) => delivery.Body() is { IsEmpty: false } body ? ParkedMessage.Of(body) : null;
}
