using ShopSupport.Core.Shops;
using ShopSupport.Simulator.Demo;

namespace ShopSupport.App.Demo;

/// <summary>
/// Makes one demo shop. It counts as installed once the queue holds its last delivery; a start that finds it not installed
/// sends everything again, which repeats what was applied and adds what was not.
/// </summary>
internal sealed class DemoMaker(
    DemoSending sending, ShopStore shops, DemoSnoozes snoozes, DemoProgress progress, TimeProvider clock, ILogger<DemoMaker> logger)
{
    // Longer than what a first page shows takes; a consumer that is busy or away is not waited for.
    private static readonly TimeSpan LongestFirst = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan CountAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>Sends the shop unless that was done before, and sees to it until all is applied.</summary>
    /// <param name="options">The shop.</param>
    /// <param name="ready">Called when what a first page shows is there.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task MakeAsync(DemoOptions options, Action ready, CancellationToken cancel)
    {
        var domain = options.Country.Domain;
        if (await shops.FindAsync(domain, cancel) is { InstalledAt: { } anchor })
        {
            ready();
            var left = await sending.CountAsync(domain, cancel);
            progress.Begin(domain, left);
            progress.AddSent(domain, left);
            await UntilAppliedAsync(domain, CountAgain, longest: null, cancel);
            // A process that ended early may have left that undone.
            await snoozes.PutAsideAsync(await Task.Run(() => new DemoShop(options, anchor), cancel), cancel);
            progress.Finish(domain);
            return;
        }

        await MakeNewAsync(options, ready, cancel);
    }

    /// <summary>The demo's present: the last full ten minutes, so that a first look finds fresh messages.</summary>
    internal static DateTimeOffset Anchor(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % TimeSpan.FromMinutes(10).Ticks), TimeSpan.Zero);

    private async Task MakeNewAsync(DemoOptions options, Action ready, CancellationToken cancel)
    {
        var (domain, started, anchor) = (options.Country.Domain, clock.GetTimestamp(), Anchor(clock.GetUtcNow()));
        var shop = await Task.Run(() => new DemoShop(options, anchor), cancel);
        progress.Begin(domain, await Task.Run(() => DemoTelling.Count(shop), cancel));
        using var telling = new DemoTelling(shop);
        await Task.Run(() => sending.SendAsync(telling.First(), sent => progress.AddSent(domain, sent), cancel), cancel);
        await UntilAppliedAsync(domain, LookAgain, LongestFirst, cancel);
        ready();
        logger.LogInformation(
            "Making the demo shop {Shop}: {Customers} customers, {Orders} orders, {Conversations} conversations; its first page was there after {Seconds:0.0} s",
            domain,
            shop.Customers.Count,
            shop.Trade.Orders.Count,
            shop.Threads.Count,
            clock.GetElapsedTime(started).TotalSeconds);
        var areAside = await snoozes.PutAsideAsync(shop, cancel);
        await SendRestAsync(domain, telling, cancel);
        await shops.InstallAsync(domain, anchor, cancel);
        logger.LogInformation("The demo shop {Shop} is in the queue after {Seconds:0.0} s", domain, clock.GetElapsedTime(started).TotalSeconds);
        await UntilAppliedAsync(domain, CountAgain, longest: null, cancel);
        if (!areAside)
        {
            await snoozes.PutAsideAsync(shop, cancel);
        }

        progress.Finish(domain);
    }

    private async Task SendRestAsync(string domain, DemoTelling telling, CancellationToken cancel)
    {
        using var sent = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var counting = CountAsync(domain, sent.Token);
        try
        {
            await Task.Run(() => sending.SendAsync(telling.Rest(), more => progress.AddSent(domain, more), cancel), cancel);
        }
        finally
        {
            await sent.CancelAsync();
            await counting;
        }
    }

    private async Task CountAsync(string domain, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Task.Delay(CountAgain, clock, stopping);
                progress.SetWaiting(domain, await sending.CountAsync(domain, stopping));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // All is sent, or nothing more will be.
        }
    }

    private async Task UntilAppliedAsync(string domain, TimeSpan pause, TimeSpan? longest, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var waiting = await sending.CountAsync(domain, cancel);
            progress.SetWaiting(domain, waiting);
            if (waiting == 0 || clock.GetElapsedTime(began) > longest)
            {
                return;
            }

            await Task.Delay(pause, clock, cancel);
        }
    }
}
