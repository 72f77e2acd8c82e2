using ShopSupport.Core.Queue;

namespace ShopSupport.App.Demo;

/// <summary>Puts deliveries into the queue, many in flight so that they share the queue's commits, begun in their order.</summary>
internal sealed class DemoSending(IDeliveryQueue queue, TimeProvider clock, ILogger<DemoSending> logger)
{
    /// <summary>How many wait for the queue at a time.</summary>
    public const int InFlight = 256;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How many wait in the queue: of that shop, or of all where the queue cannot tell.</summary>
    public async Task<long> CountAsync(string domain, CancellationToken cancel) =>
        (await queue.CountAsync(domain, cancel) ?? await queue.CountAsync(cancel)).Waiting;

    public Task SendAsync(IEnumerable<Delivery> deliveries, CancellationToken cancel) => SendAsync(deliveries, _ => { }, cancel);

    /// <summary>Returns when the queue holds all of them; says now and then how many more it holds.</summary>
    public async Task SendAsync(IEnumerable<Delivery> deliveries, Action<int> sent, CancellationToken cancel)
    {
        var flying = new Queue<Task>(InFlight);
        foreach (var delivery in deliveries)
        {
            if (flying.Count == InFlight)
            {
                await flying.Dequeue();
                sent(1);
            }

            flying.Enqueue(SendAsync(delivery, cancel));
        }

        await Task.WhenAll(flying);
        sent(flying.Count);
    }

    /// <summary>Tries until the queue holds it.</summary>
    public async Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await queue.SendAsync(delivery, cancel);
                return;
            }
            catch (QueueUnavailableException e)
            {
                logger.LogWarning("The queue cannot hold the demo shop's deliveries now, trying again: {Reason}", e.Message);
                await Task.Delay(Pause, clock, cancel);
            }
        }
    }
}
