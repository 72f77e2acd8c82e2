using ShopSupport.Core.Queue;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.App;

public sealed class SyncPageTests
{
    [Fact]
    public async Task What_waits_is_counted_for_this_shop_alone()
    {
        await using var desk = await DeskHost.StartAsync();
        foreach (var shop in new[] { "busy.myshopify.com", "busy.myshopify.com", "busy.myshopify.com", "demo-shop.myshopify.com" })
        {
            await desk.Queue.SendAsync(Deliveries.One(shop: shop), CancellationToken.None);
        }

        var (_, body) = await desk.GetAsync("/sync");

        Assert.Contains("<span>受信</span><b>1</b>", body, StringComparison.Ordinal);
        Assert.Contains("<span>待機中</span><b>1</b>", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_queue_cannot_tell_shops_apart_no_number_is_shown()
    {
        await using var desk = await DeskHost.StartAsync(queue: new Blind());

        var (_, body) = await desk.GetAsync("/sync");

        Assert.Contains("<span>受信</span><b>0</b>", body, StringComparison.Ordinal);
        Assert.DoesNotContain("待機中", body, StringComparison.Ordinal);
    }

    /// <summary>Counts, but not by shop: as storage queues do.</summary>
    private sealed class Blind : IDeliveryQueue
    {
        public Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task SendAsync(Delivery delivery, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<QueuedDelivery>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancel) => throw new NotSupportedException();

        public Task DeleteAsync(IReadOnlyCollection<QueuedDelivery> messages, CancellationToken cancel) => throw new NotSupportedException();

        public Task ReleaseAsync(QueuedDelivery message, TimeSpan delay, bool failed, CancellationToken cancel) => throw new NotSupportedException();

        public Task CheckAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task<QueueCount> CountAsync(CancellationToken cancel) => Task.FromResult(new QueueCount(4711, null));

        public Task<QueueCount?> CountAsync(string shopDomain, CancellationToken cancel) => Task.FromResult<QueueCount?>(null);
    }
}
