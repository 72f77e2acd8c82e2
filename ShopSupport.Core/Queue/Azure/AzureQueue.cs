using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Queue.Azure;

/// <summary>
/// Deliveries in Azure Storage Queues, four for each lane. A shop always uses the same of the four, so that a busy one delays
/// at most those that share its queue. What cannot be read back goes to a queue of its own, <c>deliveries-poison</c>.
/// </summary>
public sealed class AzureQueue : IDeliveryQueue
{
    private const int Partitions = 4;
    private const int LargestTake = 32;
    private const int ConcurrentDeletes = 16;

    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);
    private static readonly TimeSpan ShortestHiding = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestHiding = TimeSpan.FromDays(7);

    private readonly QueueClient[] _partitions;
    private readonly QueueClient _poison;
    private readonly BlobBodies _bodies;
    private readonly ILogger<AzureQueue> _logger;
    private uint _turn;

    /// <summary>Reads where the storage account is; nothing is sent yet.</summary>
    /// <param name="connectionString">A storage connection string, an account URL with a signature, or a bare https account URL.</param>
    /// <exception cref="SettingException">The connection string is none of these.</exception>
    public AzureQueue(string connectionString, TimeProvider time, ILogger<AzureQueue> logger)
        : this(StorageConnection.Parse(connectionString), time, logger)
    {
    }

    internal AzureQueue(StorageConnection connection, TimeProvider time, ILogger<AzureQueue> logger)
    {
        _partitions = [.. QueueNames.Select(name => connection.Queues.GetQueueClient(name))];
        _poison = connection.Queues.GetQueueClient("deliveries-poison");
        _bodies = new BlobBodies(connection.Blobs.GetBlobContainerClient("deliveries"), time, logger);
        _logger = logger;
    }

    /// <summary>The queues of all lanes, lane by lane.</summary>
    internal static IEnumerable<string> QueueNames { get; } = [.. Lanes.All.SelectMany(lane => Enumerable.Range(0, Partitions).Select(number =>
        string.Create(CultureInfo.InvariantCulture, $"{(lane == Lane.Message ? "messages" : "deliveries")}-{number}")))];

    /// <inheritdoc />
    /// <exception cref="SettingException">The storage account refused the credentials.</exception>
    /// <exception cref="QueueUnavailableException">The storage account cannot be reached.</exception>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        try
        {
            await Task.WhenAll([.. _partitions.Append(_poison).Select(q => q.CreateIfNotExistsAsync(cancellationToken: cancel)), _bodies.PrepareAsync(cancel)]);
        }
        catch (Exception e) when (StorageErrors.MeansRefused(e))
        {
            throw new SettingException(StorageErrors.Sentence(e), e);
        }
        catch (Exception e) when (StorageErrors.MeansUnavailable(e, cancel))
        {
            throw new QueueUnavailableException(StorageErrors.Sentence(e), e);
        }
    }

    /// <inheritdoc />
    public Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        var envelope = DeliveryEnvelope.Encode(delivery);
        return StorageErrors.GuardAsync(
            async () =>
            {
                var text = MessageText.Holds(envelope.Length)
                    ? new MessageText { Tries = 0, Envelope = envelope }
                    : new MessageText { Tries = 0, BlobName = await _bodies.StoreAsync(envelope, cancel) };
                return await _partitions[((int)Lanes.Of(delivery.Topic) * Partitions) + PartitionOf(delivery.ShopDomain)]
                    .SendMessageAsync(text.ToString(), TimeSpan.Zero, Never, cancel);
            },
            cancel);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<QueuedDelivery>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancel)
    {
        var first = Interlocked.Increment(ref _turn);
        var taken = await Lanes.TakeAsync(count, (lane, most) => TakeAsync(lane, first, most, Hiding(visibility, ShortestHiding), cancel));
        if (taken.Count == 0)
        {
            await _bodies.SweepAsync(IsEmptyAsync, cancel);
        }

        return Lanes.Interleaved(taken);
    }

    /// <inheritdoc />
    public Task DeleteAsync(IReadOnlyCollection<QueuedDelivery> messages, CancellationToken cancel)
    {
        var limits = new ParallelOptions { MaxDegreeOfParallelism = ConcurrentDeletes, CancellationToken = cancel };
        return Parallel.ForEachAsync(messages, limits, async (message, stop) =>
        {
            var taken = AzureReceipt.Of(message);
            var isGone = await ChangeAsync(() => _partitions[taken.Partition].DeleteMessageAsync(taken.MessageId, taken.PopReceipt, stop), stop);
            if (isGone && taken.BlobName is { } blob)
            {
                await _bodies.DiscardAsync(blob, stop);
            }
        });
    }

    /// <inheritdoc />
    public Task ReleaseAsync(QueuedDelivery message, TimeSpan delay, bool failed, CancellationToken cancel)
    {
        var taken = AzureReceipt.Of(message);
        var hiding = Hiding(delay, TimeSpan.Zero);
        var text = failed
            ? new MessageText
            {
                Tries = message.Tries + 1,
                BlobName = taken.BlobName,
                Envelope = taken.BlobName is null ? DeliveryEnvelope.Encode(message.Delivery) : null,
            }
            : null;
        return ChangeAsync(
            async () => (await _partitions[taken.Partition]
                .UpdateMessageAsync(taken.MessageId, taken.PopReceipt, text?.ToString(), hiding, cancel)).GetRawResponse(),
            cancel);
    }

    /// <inheritdoc />
    /// <remarks>The count may be a little too high; the oldest is looked for among the visible ones.</remarks>
    public Task<QueueCount> CountAsync(CancellationToken cancel) => StorageErrors.GuardAsync(
        async () =>
        {
            var counts = Task.WhenAll(_partitions.Select(q => q.GetPropertiesAsync(cancel)));
            var heads = Task.WhenAll(_partitions.Select(q => q.PeekMessagesAsync(1, cancel)));
            await Task.WhenAll(counts, heads);
            return new QueueCount(
                (await counts).Sum(c => c.Value.ApproximateMessagesCountLong),
                (await heads).SelectMany(h => h.Value).Min(m => m.InsertedOn));
        },
        cancel);

    /// <inheritdoc />
    public Task<QueueCount?> CountAsync(string shopDomain, CancellationToken cancel) => Task.FromResult<QueueCount?>(null);

    /// <inheritdoc />
    public Task CheckAsync(CancellationToken cancel) => StorageErrors.GuardAsync(() => _partitions[0].GetPropertiesAsync(cancel), cancel);

    internal static int PartitionOf(string shopDomain) => SHA256.HashData(Encoding.UTF8.GetBytes(shopDomain))[0] % Partitions;

    // Upwards: the client cuts to whole seconds, and a message must not be seen early.
    private static TimeSpan Hiding(TimeSpan wanted, TimeSpan shortest) =>
        wanted < shortest ? shortest : wanted > LongestHiding ? LongestHiding : TimeSpan.FromSeconds(Math.Ceiling(wanted.TotalSeconds));

    private static int Share(int count, int partitions, int index) =>
        Math.Min(LargestTake, (count / partitions) + (index < count % partitions ? 1 : 0));

    private async Task<IReadOnlyList<QueuedDelivery>> TakeAsync(Lane lane, uint first, int count, TimeSpan hiding, CancellationToken cancel)
    {
        var waiting = Enumerable.Range(0, Partitions).Select(i => ((int)lane * Partitions) + (int)((first + (uint)i) % Partitions)).ToList();
        var taken = new List<QueuedDelivery>();
        while (count > 0 && waiting.Count > 0)
        {
            var shares = waiting.Select((partition, i) => (Partition: partition, Count: Share(count, waiting.Count, i))).Where(s => s.Count > 0);
            var takes = await Task.WhenAll(shares.Select(s => TakeAsync(s.Partition, s.Count, hiding, cancel)));
            foreach (var take in takes)
            {
                count -= take.Seen;
                taken.AddRange(take.Deliveries);
                if (take.Seen < take.Asked)
                {
                    waiting.Remove(take.Partition);
                }
            }
        }

        return taken;
    }

    private async Task<(int Partition, int Asked, int Seen, IEnumerable<QueuedDelivery> Deliveries)> TakeAsync(
        int partition, int count, TimeSpan hiding, CancellationToken cancel)
    {
        var messages = await StorageErrors.GuardAsync(() => _partitions[partition].ReceiveMessagesAsync(count, hiding, cancel), cancel);
        var deliveries = await Task.WhenAll(messages.Value.Select(m => ReadAsync(partition, m, cancel)));
        return (partition, count, messages.Value.Length, deliveries.OfType<QueuedDelivery>());
    }

    private async Task<QueuedDelivery?> ReadAsync(int partition, QueueMessage message, CancellationToken cancel)
    {
        try
        {
            var text = MessageText.Parse(message.MessageText);
            var envelope = text.BlobName is null ? text.Envelope : await _bodies.FetchAsync(text.BlobName, cancel);
            return new AzureReceipt(partition, message.MessageId, message.PopReceipt, text.BlobName)
                .Queued(text.Tries, DeliveryEnvelope.Decode(envelope));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            await SetAsideAsync(partition, message, e.Message, cancel);
        }
        catch (Exception e) when (StorageErrors.MeansUnavailable(e, cancel))
        {
            // It stays hidden and is seen again; the others of the batch go on.
            _logger.LogWarning("Message {Id} of queue {Queue} waits for its blob: {Reason}", message.MessageId, partition, StorageErrors.Sentence(e));
        }

        return null;
    }

    private async Task SetAsideAsync(int partition, QueueMessage message, string reason, CancellationToken cancel)
    {
        try
        {
            await _poison.SendMessageAsync(message.MessageText, TimeSpan.Zero, Never, cancel);
            await ChangeAsync(() => _partitions[partition].DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel), cancel);
            _logger.LogError("Message {Id} of queue {Queue} was moved to deliveries-poison: {Reason}", message.MessageId, partition, reason);
        }
        catch (Exception e) when (e is QueueUnavailableException || StorageErrors.MeansUnavailable(e, cancel))
        {
            _logger.LogError("Message {Id} of queue {Queue} is unreadable and cannot be moved yet: {Reason}", message.MessageId, partition, reason);
        }
    }

    private static Task<bool> ChangeAsync(Func<Task<Response>> change, CancellationToken cancel) => StorageErrors.GuardAsync(
        async () =>
        {
            try
            {
                await change();
                return true;
            }
            catch (RequestFailedException e) when (StorageErrors.MeansTakenAgain(e))
            {
                return false;
            }
        },
        cancel);

    private async Task<bool> IsEmptyAsync(CancellationToken cancel)
    {
        var counts = await Task.WhenAll(_partitions.Append(_poison).Select(q => q.GetPropertiesAsync(cancel)));
        return counts.All(c => c.Value.ApproximateMessagesCountLong == 0);
    }
}
