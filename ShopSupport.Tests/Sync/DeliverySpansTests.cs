using System.Collections.Concurrent;
using System.Diagnostics;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Sync;

public sealed class DeliverySpansTests
{
    [Fact]
    public async Task Deliveries_of_one_batch_stay_each_in_their_own_trace_to_their_events()
    {
        await using var shop = await SyncedShop.OpenAsync(DatabaseProvider.Sqlite);
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(spans);
        var (first, second) = (Traced(shop, Payloads.Order(), 1), Traced(shop, Payloads.Product(), 2));

        await shop.ApplyAllAsync(first with { Topic = "orders/create" }, second with { Topic = "products/create" });

        var traces = await shop.Db.QueryAsync<string>("SELECT DISTINCT trace_parent FROM shop_events WHERE shop_id = @ShopId", new { shop.Db.ShopId });
        Assert.Equal(
            new[] { Trace(first), Trace(second) }.Order(StringComparer.Ordinal),
            traces.Select(parent => parent.Split('-')[1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        var batch = Assert.Single(spans, span => span.OperationName is "apply deliveries" && span.Links.Any(link => string.Equals(link.Context.TraceId.ToString(), Trace(first), StringComparison.Ordinal)));
        Assert.Equal([Trace(first), Trace(second)], batch.Links.Select(link => link.Context.TraceId.ToString()), StringComparer.Ordinal);
        Assert.Null(Activity.Current);
    }

    private static Delivery Traced(SyncedShop shop, string body, int number) => shop.Delivery("orders/create", body) with
    {
        TraceParent = $"00-{ActivityTraceId.CreateRandom()}-{number:x16}-01",
    };

    private static string Trace(Delivery delivery) => delivery.TraceParent!.Split('-')[1];

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "ShopSupport",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
