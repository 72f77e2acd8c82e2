using ShopSupport.App.SignIn;
using ShopSupport.App.Sync;
using ShopSupport.Core.Insights;

namespace ShopSupport.App.Home;

/// <summary>Puts together what the home page shows.</summary>
public sealed class HomePages(CurrentAgent agent, HomeLinks links, HomeSteps steps, DeskFigures figures, SyncPages sync)
{
    private const int FailuresShown = 3;

    /// <param name="eventNumber">The shop's newest event before anything was read.</param>
    internal async Task<HomePage> ReadAsync(long eventNumber, CancellationToken cancel)
    {
        var shop = agent.ShopId;
        var linked = await links.FindAsync(cancel);
        var (replies, before) = await figures.FirstRepliesAsync(shop, cancel);
        return new HomePage
        {
            EventNumber = eventNumber,
            Links = linked,
            Waiting = await figures.WaitingAsync(shop, cancel),
            Replies = replies,
            RepliesBefore = before,
            Troubles = await figures.CountParcelTroublesAsync(shop, cancel),
            Awaited = await figures.CountAwaitedOrdersAsync(shop, cancel),
            Failures = await sync.ListFailuresAsync(FailuresShown, cancel),
            Steps = await steps.ListAsync(linked, cancel),
        };
    }
}
