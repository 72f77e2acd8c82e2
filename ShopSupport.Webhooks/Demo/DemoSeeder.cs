using ShopSupport.Core.Shops;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.Webhooks.Demo;

/// <summary>
/// Fills the demo shop on first start. The shop counts as installed once the queue holds its last delivery; a start that
/// finds it not installed sends everything again, which repeats what was applied and adds what was not.
/// </summary>
internal sealed class DemoSeeder(
    DemoOptions options, DemoSending sending, ShopStore shops, WorkerHealth health, TimeProvider clock, ILogger<DemoSeeder> logger)
    : Worker(health, clock, logger)
{
    /// <inheritdoc />
    protected override string What => "Making the demo shop";

    /// <inheritdoc />
    protected override async Task RunAsync(int loop, Action wentWell, CancellationToken stopping)
    {
        try
        {
            await SeedAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            logger.LogInformation("The demo shop is not complete; the next start goes on with it");
        }
    }

    /// <summary>Sends the demo shop unless that was done before.</summary>
    internal async Task SeedAsync(CancellationToken cancel)
    {
        if (await shops.FindAsync(DemoOptions.ShopDomain, cancel) is { InstalledAt: not null })
        {
            return;
        }

        var started = Clock.GetTimestamp();
        var anchor = Anchor(Clock.GetUtcNow());
        var shop = await Task.Run(() => new DemoShop(options, anchor), cancel);
        logger.LogInformation(
            "Making the demo shop: {Customers} customers, {Orders} orders, {Conversations} conversations",
            shop.Customers.Count,
            shop.Trade.Orders.Count,
            shop.Threads.Count);
        await Task.Run(() => sending.SendAsync(shop.Deliveries(), cancel), cancel);
        await shops.InstallAsync(DemoOptions.ShopDomain, anchor, cancel);
        logger.LogInformation("The demo shop is in the queue after {Seconds:0.0} s", Clock.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>The demo's present: the last full ten minutes, so that a first look finds fresh messages.</summary>
    internal static DateTimeOffset Anchor(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % TimeSpan.FromMinutes(10).Ticks), TimeSpan.Zero);
}
