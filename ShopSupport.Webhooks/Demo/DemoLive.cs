using ShopSupport.Core.Shops;

namespace ShopSupport.Webhooks.Demo;

/// <summary>Keeps the demo shop going: every two to six seconds something new.</summary>
internal sealed class DemoLive(DemoOptions options, DemoSending sending, ShopStore shops, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await GoOnAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task GoOnAsync(CancellationToken cancel)
    {
        DateTimeOffset? anchor;
        while ((anchor = (await shops.FindAsync(DemoOptions.ShopDomain, cancel))?.InstalledAt) is null)
        {
            await Task.Delay(LookAgain, clock, cancel);
        }

        var run = clock.GetUtcNow().ToUnixTimeSeconds();
        using var feed = await Task.Run(() => new DemoFeed(options, anchor.Value, run), cancel);
        var pace = DemoRandom.For(options.Seed, "pace");
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pace.Between(2000, 6000)), clock, cancel);
            await sending.SendAsync(feed.Next(clock.GetUtcNow()), cancel);
        }
    }
}
