using ShopSupport.Core.Shops;
using ShopSupport.Simulator.Demo;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.App.Demo;

/// <summary>Keeps the demo shops going: every two to six seconds something new in each that is there.</summary>
internal sealed class DemoLive(
    DemoOptions options, DemoSending sending, ShopStore shops, WorkerHealth health, TimeProvider clock, ILogger<DemoLive> log)
    : Worker(health, clock, log)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override string What => "The demo shop's life";

    /// <inheritdoc />
    protected override int Loops => options.Shops.Count;

    /// <inheritdoc />
    protected override async Task RunAsync(int loop, Action wentWell, CancellationToken stopping)
    {
        var shop = options.Shops[loop];
        DateTimeOffset? anchor;
        while ((anchor = (await shops.FindAsync(shop.Country.Domain, stopping))?.InstalledAt) is null)
        {
            await Task.Delay(LookAgain, Clock, stopping);
        }

        var run = Clock.GetUtcNow().ToUnixTimeSeconds();
        using var feed = await Task.Run(() => new DemoFeed(shop, anchor.Value, run), stopping);
        var pace = DemoRandom.For(options.Seed, "pace");
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pace.Between(2000, 6000)), Clock, stopping);
            await sending.SendAsync(feed.Next(Clock.GetUtcNow()), stopping);
            wentWell();
        }
    }
}
