using System.Globalization;
using Azure.Storage.Queues;
using ShopSupport.Bench.Consume;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Queue.Azure;

namespace ShopSupport.Bench.Queue;

/// <summary>The client alone: texts made beforehand, as many calls at once as ours makes, nothing read from what comes back.</summary>
internal sealed class AzureLimit(string connectionString)
{
    private const int Queues = 4;
    private const int LargestTake = 32;
    private const int ConcurrentDeletes = 16;

    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);

    private readonly QueueClient[] _queues =
    [
        .. Enumerable.Range(0, Queues).Select(i => StorageConnection.Parse(connectionString).Queues
            .GetQueueClient(string.Create(CultureInfo.InvariantCulture, $"limit-{i}"))),
    ];

    public async Task<TakenBoth> RunAsync(IReadOnlyCollection<Delivery> deliveries)
    {
        await Task.WhenAll(_queues.Select(q => q.CreateIfNotExistsAsync()));
        var messages = deliveries.Select(d => (Queue: _queues[AzureQueue.PartitionOf(d.ShopDomain)], Text: TextOf(d))).ToList();
        var start = Taken.Now();
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = QueueLoad.Senders },
            async (message, cancel) => await message.Queue.SendMessageAsync(message.Text, cancel));
        var send = Taken.Since(start);
        start = Taken.Now();
        await TakeAsync(messages.Count);
        return new TakenBoth(send, Taken.Since(start));
    }

    private static string TextOf(Delivery delivery) => new MessageText { Tries = 0, Envelope = DeliveryEnvelope.Encode(delivery) }.ToString();

    private async Task TakeAsync(int left)
    {
        while (left > 0)
        {
            var takes = await Task.WhenAll(_queues.Select(async q => (Queue: q, Messages: (await q.ReceiveMessagesAsync(LargestTake, Hidden)).Value)));
            var batch = takes.SelectMany(take => take.Messages.Select(m => (take.Queue, m.MessageId, m.PopReceipt))).ToList();
            await Parallel.ForEachAsync(
                batch,
                new ParallelOptions { MaxDegreeOfParallelism = ConcurrentDeletes },
                async (m, cancel) => await m.Queue.DeleteMessageAsync(m.MessageId, m.PopReceipt, cancel));
            left -= batch.Count;
        }
    }
}
