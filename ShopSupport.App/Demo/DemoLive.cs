using ShopSupport.Core.Shops;
using ShopSupport.Simulator.Demo;
using ShopSupport.Webhooks.Workers;

namespace ShopSupport.App.Demo;

/// <summary>Keeps the demo shops going: every two to six seconds something new in each that is there.</summary>
internal sealed class DemoLive(
    DemoOptions options, DemoStores stores, DemoSending sending, ShopStore shops, WorkerHealth health, TimeProvider clock, ILogger<DemoLive> log)
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
        while (await shops.FindAsync(shop.Country.Domain, stopping) is not { InstalledAt: not null } || !stores.IsTold(shop.Country.Domain))
        {
            await Task.Delay(LookAgain, Clock, stopping);
        }

        var run = Clock.GetUtcNow().ToUnixTimeSeconds();
        var demo = await Task.Run(() => stores.Open(shop.Country.Domain), stopping);
        using var feed = new DemoFeed(shop, demo.Shop, demo.Store.Acts, run);
        var pace = DemoRandom.For(options.Seed, "pace");
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pace.Between(2000, 6000)), Clock, stopping);
            if (feed.Next(Clock.GetUtcNow()) is { } said)
            {
                await sending.SendAsync(said, stopping);
            }

            wentWell();
        }
    }
}
