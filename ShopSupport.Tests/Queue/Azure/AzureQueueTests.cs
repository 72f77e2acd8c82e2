using System.Globalization;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Queue.Azure;
using ShopSupport.Core.Storage;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Queue.Azure;

[Collection(AzuriteCollection.Name)]
public sealed class AzureQueueTests(Azurite azurite)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [AzuriteFact]
    public async Task A_body_goes_to_a_blob_only_when_the_message_cannot_hold_it()
    {
        var account = new Account(azurite.NextAccount());
        var queue = await account.QueueAsync();
        var overhead = DeliveryEnvelope.Encode(Deliveries.One(RandomNumberGenerator.GetBytes(40_000))).Length - 40_000;
        var largest = Enumerable.Range(40_000, 20_000).Last(bytes => MessageText.Holds(bytes + overhead));

        await queue.SendAsync(Deliveries.One(RandomNumberGenerator.GetBytes(largest)), default);
        Assert.Empty(await account.BlobsAsync());
        await queue.SendAsync(Deliveries.One(RandomNumberGenerator.GetBytes(largest + 1)), default);
        Assert.Single(await account.BlobsAsync());

        var back = await queue.ReceiveAsync(10, Long, default);
        Assert.Equal([largest, largest + 1], back.Select(m => m.Delivery.Body.Length).Order());
        await queue.DeleteAsync(back, default);
        Assert.Empty(await account.BlobsAsync());
    }

    [AzuriteFact]
    public async Task A_blob_stays_with_its_message_when_a_late_delete_comes()
    {
        var account = new Account(azurite.NextAccount());
        var queue = await account.QueueAsync();
        await queue.SendAsync(Deliveries.One(RandomNumberGenerator.GetBytes(100_000)), default);
        var late = await queue.ReceiveAsync(1, Long, default);
        await queue.ReleaseAsync(late[0], TimeSpan.Zero, failed: false, default);

        await queue.DeleteAsync(late, default);

        Assert.Single(await queue.ReceiveAsync(1, Long, default));
        Assert.Single(await account.BlobsAsync());
    }

    [AzuriteFact]
    public async Task A_busy_shop_does_not_delay_a_shop_of_another_partition()
    {
        var queue = await new Account(azurite.NextAccount()).QueueAsync();
        var busy = Shop(partition: 1);
        var quiet = new[] { Shop(0), Shop(2), Shop(3) };
        foreach (var _ in Enumerable.Range(0, 60))
        {
            await queue.SendAsync(Deliveries.One(shop: busy), default);
        }

        foreach (var shop in quiet)
        {
            await queue.SendAsync(Deliveries.One(shop: shop), default);
        }

        var batch = await queue.ReceiveAsync(16, Long, default);

        Assert.Equal(16, batch.Count);
        Assert.Equal(4, batch.Take(4).Select(m => m.Delivery.ShopDomain).Distinct(StringComparer.Ordinal).Count());
        Assert.All(quiet, shop => Assert.Contains(batch, m => m.Delivery.ShopDomain.Equals(shop, StringComparison.Ordinal)));
    }

    [AzuriteFact]
    public async Task What_cannot_be_read_is_set_aside_and_the_rest_goes_on()
    {
        var account = new Account(azurite.NextAccount());
        var log = new TextLogger();
        var queue = await account.QueueAsync(log: log);
        string[] unreadable =
        [
            "", "not of ours <secret@example.com>", "0:body:%%%", "0:body:", "0:body:AQID", "x:body:AQID", "0:other:AQID", "0:blob:../x", "0:blob:20260101-gone",
            new MessageText { Tries = 0, Envelope = DeliveryEnvelope.Encode(Deliveries.One(new byte[9000]))[..^9] }.ToString(),
        ];
        foreach (var text in unreadable)
        {
            await account.Raw("deliveries-2").SendMessageAsync(text, TimeSpan.Zero, TimeSpan.FromSeconds(-1), default);
        }

        var sent = Deliveries.One(shop: Shop(2));
        await queue.SendAsync(sent, default);

        var taken = await queue.ReceiveAsync(32, Long, default);
        taken = [.. taken, .. await queue.ReceiveAsync(32, Long, default)];

        Assert.Equal(sent.WebhookId, Assert.Single(taken).Delivery.WebhookId);
        Assert.Equal(1, (await queue.CountAsync(default)).Waiting);
        var aside = await account.Raw("deliveries-poison").ReceiveMessagesAsync(32, Long, default);
        Assert.Equal(unreadable.Order(StringComparer.Ordinal), aside.Value.Select(m => m.MessageText).Order(StringComparer.Ordinal));
        Assert.Equal(unreadable.Length, log.Lines.Count);
        Assert.DoesNotContain(log.Lines, line => line.Contains("secret@", StringComparison.Ordinal));
    }

    [AzuriteFact]
    public async Task A_blob_left_behind_goes_after_eight_days()
    {
        var account = new Account(azurite.NextAccount());
        var early = await account.QueueAsync(new LaterTime(TimeSpan.FromDays(7)));
        await account.Bodies.StoreAsync([1, 2, 3], default);
        await early.ReceiveAsync(1, Long, default);
        Assert.Single(await account.BlobsAsync());

        var late = await account.QueueAsync(new LaterTime(TimeSpan.FromDays(9)));
        await late.ReceiveAsync(1, Long, default);

        Assert.Empty(await account.BlobsAsync());
    }

    [AzuriteFact]
    public async Task A_blob_is_never_swept_while_a_message_may_need_it()
    {
        var account = new Account(azurite.NextAccount());
        var queue = await account.QueueAsync(new LaterTime(TimeSpan.FromDays(9)));
        await queue.SendAsync(Deliveries.One(RandomNumberGenerator.GetBytes(100_000)), default);
        var taken = await queue.ReceiveAsync(1, Long, default);

        Assert.Empty(await queue.ReceiveAsync(1, Long, default));

        Assert.Single(await account.BlobsAsync());
        await queue.ReleaseAsync(taken[0], TimeSpan.Zero, failed: false, default);
        Assert.Single(await queue.ReceiveAsync(1, Long, default));
    }

    [AzuriteFact]
    public async Task A_shared_access_signature_is_enough()
    {
        var queue = await new Account(azurite.NextAccountWithSignature("rwdlacup")).QueueAsync();
        await queue.SendAsync(Deliveries.One(RandomNumberGenerator.GetBytes(100_000)), default);

        var taken = await queue.ReceiveAsync(1, Long, default);
        await queue.ReleaseAsync(Assert.Single(taken), TimeSpan.Zero, failed: true, default);
        taken = await queue.ReceiveAsync(1, Long, default);
        await queue.DeleteAsync(taken, default);

        Assert.Equal(1, Assert.Single(taken).Tries);
        Assert.Equal(0, (await queue.CountAsync(default)).Waiting);
    }

    [AzuriteFact]
    public async Task A_signature_without_the_right_to_write_is_named_at_the_start()
    {
        var queue = new Account(azurite.NextAccountWithSignature("r")).Queue();

        var refusal = await Assert.ThrowsAsync<SettingException>(() => queue.PrepareAsync(default));

        Assert.Contains("Queue:ConnectionString", refusal.Message, StringComparison.Ordinal);
    }

    [AzuriteFact]
    public async Task A_wrong_key_is_named_at_the_start_and_never_shown()
    {
        var connection = azurite.NextAccountWithWrongKey();
        var queue = new Account(connection).Queue();

        var refusal = await Assert.ThrowsAsync<SettingException>(() => queue.PrepareAsync(default));

        Assert.Equal("The storage account refused the credentials of Queue:ConnectionString (403 AuthenticationFailed).", refusal.Message);
        var key = connection.Split(';').Single(p => p.StartsWith("AccountKey", StringComparison.Ordinal))["AccountKey=".Length..];
        Assert.DoesNotContain(key, refusal.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.SendAsync(Deliveries.One(), default));
    }

    [AzuriteFact]
    public async Task A_queue_that_was_not_prepared_is_unavailable()
    {
        var queue = new Account(azurite.NextAccount()).Queue();

        await Assert.ThrowsAsync<QueueUnavailableException>(() => queue.SendAsync(Deliveries.One(), default));
    }

    [Fact]
    public void A_shop_keeps_its_partition()
    {
        Assert.Equal([0, 1, 3], new[] { "tea.myshopify.com", "お茶.example", "" }.Select(AzureQueue.PartitionOf));
    }

    private static string Shop(int partition) => Enumerable.Range(0, 1000)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"shop-{i}.myshopify.com"))
        .First(shop => AzureQueue.PartitionOf(shop) == partition);

    // One account of the server: its queue as the app uses it, and what lies beneath.
    private sealed class Account(string connectionString)
    {
        private readonly StorageConnection _connection = StorageConnection.Parse(connectionString);

        public BlobBodies Bodies => new(Container, TimeProvider.System, NullLogger.Instance);

        private BlobContainerClient Container => _connection.Blobs.GetBlobContainerClient("deliveries");

        public AzureQueue Queue(TimeProvider? time = null, ILogger<AzureQueue>? log = null) =>
            new(connectionString, time ?? TimeProvider.System, log ?? NullLogger<AzureQueue>.Instance);

        public async Task<AzureQueue> QueueAsync(TimeProvider? time = null, ILogger<AzureQueue>? log = null)
        {
            var queue = Queue(time, log);
            await queue.PrepareAsync(default);
            return queue;
        }

        public QueueClient Raw(string name) => _connection.Queues.GetQueueClient(name);

        public async Task<List<BlobItem>> BlobsAsync() => await Container.GetBlobsAsync(new GetBlobsOptions(), default).ToListAsync();
    }

    private sealed class LaterTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }

    private sealed class TextLogger : ILogger<AzureQueue>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add($"{formatter(state, exception)} {exception}");
            }
        }
    }
}
