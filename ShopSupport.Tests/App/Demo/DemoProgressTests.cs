using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ShopSupport.App.Demo;
using ShopSupport.Core.Storage;
using ShopSupport.Simulator.Demo;
using ShopSupport.Tests.Support;

namespace ShopSupport.Tests.App.Demo;

public sealed class DemoProgressTests
{
    private const string Shop = DemoOptions.ShopDomain;

    [Fact]
    public void Nothing_is_said_of_a_shop_that_nobody_asked_for() => Assert.Null(new DemoProgress(new TestClock()).Find(Shop));

    [Fact]
    public void Share_and_time_left_follow_what_is_applied()
    {
        var clock = new FakeTimeProvider(TestClock.Start);
        var progress = new DemoProgress(clock);
        progress.Begin(Shop, 1000);
        progress.AddSent(Shop, 400);
        Assert.Equal((0.0, (TimeSpan?)null), (progress.Find(Shop)!.Share, progress.Find(Shop)!.TimeLeft));

        clock.Advance(TimeSpan.FromSeconds(5));
        progress.SetWaiting(Shop, 200);

        var state = progress.Find(Shop)!;
        Assert.Equal((1000, 400, 200, 200), (state.Total, state.Sent, state.Waiting, state.Applied));
        Assert.Equal((0.2, TimeSpan.FromSeconds(20)), (state.Share, state.TimeLeft));
        Assert.False(state.IsFinished);
        progress.Finish(Shop);
        Assert.Equal((1000, 1.0, TimeSpan.Zero, true), (progress.Find(Shop)!.Applied, progress.Find(Shop)!.Share, progress.Find(Shop)!.TimeLeft, progress.Find(Shop)!.IsFinished));
    }

    [Fact]
    public async Task A_start_that_finds_all_applied_says_that_it_is_finished()
    {
        await using var db = await TestDatabase.OpenAsync(DatabaseProvider.Sqlite);
        var options = new DemoOptions { Customers = 2, Orders = 3, Conversations = 1, Language = "ja" };
        var sending = new DemoSending(new HeldDeliveries(), TimeProvider.System, NullLogger<DemoSending>.Instance);
        await DemoMakers.Of(db.Database, sending).MakeAsync(options, () => { }, CancellationToken.None);
        var progress = new DemoProgress(TimeProvider.System);

        await DemoMakers.Of(db.Database, sending, progress).MakeAsync(options, () => { }, CancellationToken.None);

        Assert.Equal((true, 1.0), (progress.Find(Shop)!.IsFinished, progress.Find(Shop)!.Share));
    }

    [Fact]
    public void All_that_is_to_come_is_counted_before_it_is_sent()
    {
        var shop = new DemoShop(new DemoOptions { Customers = 300, Orders = 900, Conversations = 260 }, new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));

        Assert.Equal(shop.Deliveries().Count(), DemoTelling.Count(shop));
    }
}
