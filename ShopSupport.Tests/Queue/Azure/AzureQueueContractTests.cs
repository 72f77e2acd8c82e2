using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Queue.Azure;

namespace ShopSupport.Tests.Queue.Azure;

[NeedsAzurite]
[Collection(AzuriteCollection.Name)]
public sealed class AzureQueueContractTests(Azurite azurite) : QueueContract
{
    // Each lane has queues of its own, so that the number behind a message says little; Azurite takes a few hundred a second.
    protected override int Flood => 400;

    protected override async Task<IDeliveryQueue> MakeAsync()
    {
        var queue = new AzureQueue(azurite.NextAccount(), TimeProvider.System, NullLogger<AzureQueue>.Instance);
        await queue.PrepareAsync(default);
        return queue;
    }

    // The server has its own clock, in whole seconds.
    protected override Task PassAsync(TimeSpan time) => Task.Delay(time + TimeSpan.FromSeconds(1.1));
}
