using ShopSupport.Core.Shops;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.App.Demo;

/// <summary>
/// Makes one demo shop: what was said in it goes into the queue, and its merchant opens the app, which has everything else brought
/// in. A start that finds it not all said says everything again, which repeats what was applied and adds what was not.
/// </summary>
internal sealed class DemoMaker(
    DemoStores stores, DemoSending sending, MerchantVisit openApp, ShopStore shops, DemoSnoozes snoozes, TimeProvider clock, ILogger<DemoMaker> logger)
{
    // Longer than what a first page shows takes; a consumer that is busy or away is not waited for.
    private static readonly TimeSpan LongestFirst = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CountAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>Says what was said unless that was done before, opens the app, and sees to it until all that was said is applied.</summary>
    /// <param name="options">The shop.</param>
    /// <param name="ready">Called when what a first page shows is there.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task MakeAsync(DemoOptions options, Action ready, CancellationToken cancel)
    {
        var domain = options.Country.Domain;
        var isThere = await shops.FindAsync(domain, cancel) is { InstalledAt: not null } && stores.IsTold(domain);
        if (isThere)
        {
            ready();
        }

        var demo = await Task.Run(() => stores.Open(domain), cancel);
        if (!isThere)
        {
            await SayAsync(demo, ready, cancel);
            return;
        }

        // Who was there before comes back: whatever became of the app's tokens, they are good again.
        await openApp(demo.Store, cancel);
        await UntilAppliedAsync(domain, CountAgain, longest: null, cancel);
        // A process that ended early may have left that undone.
        await snoozes.PutAsideAsync(demo.Shop, cancel);
    }

    private async Task SayAsync(DemoStore demo, Action ready, CancellationToken cancel)
    {
        var (domain, started, shop) = (demo.Options.Country.Domain, clock.GetTimestamp(), demo.Shop);
        using var messages = new DemoMessages(shop);
        await Task.Run(() => sending.SendAsync(messages.First(), cancel), cancel);
        await UntilAppliedAsync(domain, LookAgain, LongestFirst, cancel);
        ready();
        logger.LogInformation(
            "The demo shop {Shop}, {Customers} customers, {Orders} orders, {Conversations} conversations: its first page was there after {Seconds:0.0} s",
            domain,
            shop.Customers.Count,
            shop.Trade.Orders.Count,
            shop.Threads.Count,
            clock.GetElapsedTime(started).TotalSeconds);
        await Task.Run(() => sending.SendAsync(messages.Rest(), cancel), cancel);
        stores.NoteTold(domain);
        // An import keeps a small machine busy: what people wrote is there before.
        await openApp(demo.Store, cancel);
        var areAside = await snoozes.PutAsideAsync(shop, cancel);
        await UntilAppliedAsync(domain, CountAgain, longest: null, cancel);
        logger.LogInformation("All conversations of the demo shop {Shop} were there after {Seconds:0.0} s", domain, clock.GetElapsedTime(started).TotalSeconds);
        if (!areAside)
        {
            await snoozes.PutAsideAsync(shop, cancel);
        }
    }

    private async Task UntilAppliedAsync(string domain, TimeSpan pause, TimeSpan? longest, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (await sending.CountAsync(domain, cancel) > 0 && !(clock.GetElapsedTime(began) > longest))
        {
            await Task.Delay(pause, clock, cancel);
        }
    }
}
