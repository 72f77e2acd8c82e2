using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Queue;

/// <summary>What it must do so that no message waits behind a shop's data.</summary>
public abstract partial class QueueContract
{
    /// <summary>How many deliveries of one shop are a flood to it.</summary>
    protected virtual int Flood => 20_000;

    [ContractFact]
    public async Task A_message_is_in_the_next_batch_however_many_product_updates_wait()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Flood),
            new ParallelOptions { MaxDegreeOfParallelism = 256 },
            async (_, cancel) => await Queue.SendAsync(Deliveries.One([], topic: "products/update"), cancel));
        var message = Deliveries.One(topic: "desk/message");
        await Queue.SendAsync(message, default);

        var batch = await Queue.ReceiveAsync(64, Long, default);

        Assert.Equal(message.WebhookId, batch[0].Delivery.WebhookId);
        Assert.InRange(batch.Count, 33, 64);
    }

    [ContractFact]
    public async Task Messages_without_end_leave_a_quarter_of_each_batch_to_changes()
    {
        foreach (var topic in Enumerable.Repeat("desk/message", 40).Concat(Enumerable.Repeat("orders/create", 40)))
        {
            await Queue.SendAsync(Deliveries.One(topic: topic), default);
        }

        var batch = await Queue.ReceiveAsync(32, Long, default);

        Assert.Equal((24, 8), (batch.Count(m => m.Delivery.Topic is "desk/message"), batch.Count(m => m.Delivery.Topic is "orders/create")));
        var rest = await Queue.ReceiveAsync(999, Long, default);
        Assert.Equal((16, 32), (rest.Count(m => m.Delivery.Topic is "desk/message"), rest.Count(m => m.Delivery.Topic is "orders/create")));
    }
}
