using Microsoft.Extensions.Time.Testing;
using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Shop;
using ShopSupport.Simulator.Webhooks;

namespace ShopSupport.Tests.Simulator.Demo;

/// <summary>A demo shop in which things happen, and all that is told of them.</summary>
internal sealed class LivedShop : IDisposable
{
    private readonly FakeTimeProvider _clock;
    private readonly Telling _telling;
    private readonly DemoFeed _feed;
    private readonly List<Delivery> _told = [];

    public LivedShop(DemoOptions options, DateTimeOffset anchor, long run)
    {
        var shop = new DemoShop(options, anchor);
        _clock = new(anchor);
        Acts = new ShopActs(new SimulatedShop(DemoSource.Of(shop), _clock));
        _telling = new(Acts.Shop);
        Acts.Tell((_, changes) => _told.AddRange(_telling.Of(changes)));
        _feed = new(options, shop, Acts, run);
    }

    public ShopActs Acts { get; }

    /// <summary>The deliveries that tell of the next event.</summary>
    public IReadOnlyList<Delivery> Next(DateTimeOffset now)
    {
        _clock.SetUtcNow(now);
        var said = _feed.Next(now);
        Delivery[] told = [.. _told, .. said is null ? Array.Empty<Delivery>() : [said]];
        _told.Clear();
        return told;
    }

    public void Dispose()
    {
        _feed.Dispose();
        _telling.Dispose();
    }
}
