using ShopSupport.Core.Queue;

namespace ShopSupport.Tests.App.Demo;

/// <summary>A queue that only remembers what was sent, and can refuse.</summary>
internal sealed class HeldDeliveries(int refusals = 0) : IDeliveryQueue
{
    private readonly Lock _lock = new();
    private int _refusals = refusals;

    public List<Delivery> Sent { get; } = [];

    public int StopAfter { get; init; } = int.MaxValue;

    public Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_lock)
        {
            if (_refusals-- > 0)
            {
                throw new QueueUnavailableException("The queue is full.");
            }

            if (Sent.Count >= StopAfter)
            {
                throw new OperationCanceledException("The process ends here.");
            }

            Sent.Add(delivery);
        }
    }

    public Task<IReadOnlyList<QueuedDelivery>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancel) => throw new NotSupportedException();

    public Task DeleteAsync(IReadOnlyCollection<QueuedDelivery> messages, CancellationToken cancel) => throw new NotSupportedException();

    public Task ReleaseAsync(QueuedDelivery message, TimeSpan delay, bool failed, CancellationToken cancel) => throw new NotSupportedException();

    public Task CheckAsync(CancellationToken cancel) => Task.CompletedTask;

    // As if all were applied at once.
    public Task<QueueCount> CountAsync(CancellationToken cancel) => Task.FromResult(new QueueCount(0, null));

    public Task<QueueCount?> CountAsync(string shopDomain, CancellationToken cancel) => Task.FromResult<QueueCount?>(new QueueCount(0, null));
}
