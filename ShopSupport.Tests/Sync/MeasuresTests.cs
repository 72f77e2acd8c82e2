using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Sync;

/// <summary>What listeners see of a batch; alone, as what other tests do is measured too.</summary>
[CollectionDefinition("measures", DisableParallelization = true)]
[Collection("measures")]
public sealed class MeasuresTests
{
    [Fact]
    public async Task A_batch_is_measured_once_by_outcome_and_by_its_age()
    {
        await using var shop = await SyncedShop.OpenAsync(DatabaseProvider.Sqlite);
        var seen = new ConcurrentQueue<(string Name, double Value, string? Outcome)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name is "ShopSupport")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => seen.Enqueue((i.Name, value, tags.Length > 0 ? tags[0].Value as string : null)));
        listener.SetMeasurementEventCallback<double>((i, value, _, _) => seen.Enqueue((i.Name, value, null)));
        listener.Start();

        var delivery = shop.Delivery("orders/create", Payloads.Order());
        var age = (shop.Db.Clock.GetUtcNow() - delivery.ReceivedAt).TotalSeconds;
        await shop.ApplyAllAsync(delivery, shop.Delivery("orders/create", Payloads.Order(), id: delivery.WebhookId), shop.Delivery("carts/update", "{}"));

        Assert.Equal(
            [("shopsupport.deliveries.handled", 1, "applied"), ("shopsupport.deliveries.handled", 1, "duplicate"), ("shopsupport.deliveries.handled", 1, "ignored")],
            seen.Where(m => m.Outcome is not null).OrderBy(m => m.Outcome, StringComparer.Ordinal));
        Assert.Equal(age, Assert.Single(seen, m => m.Name is "shopsupport.queue.age").Value);
        Assert.Equal(age, Assert.Single(seen, m => m.Name is "shopsupport.deliveries.lag").Value);
    }
}
