using System.Threading.Channels;
using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Queue;

/// <summary>
/// A queue in a table. Everything that is asked of it while a commit is under way is done together in the next one, so
/// that concurrent requests share one write to the disk.
/// </summary>
public sealed class TableQueue : IDeliveryQueue, IAsyncDisposable
{
    private const int LargestGroup = 512;
    private const int ShopsAtOnce = 16;

    private static readonly SqlFile Sql = SqlFile.Load("Queue.TableQueue.sql");
    private static readonly RowInsert<SentMessage> Send = new("queue_messages");
    private static readonly RowStatement<TableClaim> Delete = new(Sql["delete"]);
    private static readonly RowStatement<ReleasedMessage> Release = new(Sql["release"]);

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Channel<Operation> _operations = Channel.CreateBounded<Operation>(new BoundedChannelOptions(8192) { SingleReader = true });
    private readonly Task _loop;
    private readonly string[] _lastShops = [.. Lanes.All.Select(_ => "")];

    /// <param name="database">Where the table is; a database of its own, so that receiving waits for no other writer.</param>
    /// <param name="clock">The time.</param>
    public TableQueue(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        _loop = Task.Run(RunAsync);
    }

    /// <inheritdoc />
    public Task PrepareAsync(CancellationToken cancel) => Migrator.MigrateAsync(_database, "Queue", cancel);

    /// <inheritdoc />
    public async Task SendAsync(Delivery delivery, CancellationToken cancel)
    {
        var (envelope, now) = (DeliveryEnvelope.Encode(delivery), _clock.GetUtcNow());
        try
        {
            await DoAsync(
                new Operation
                {
                    Sent = new SentMessage
                    {
                        ShopDomain = delivery.ShopDomain,
                        Lane = (int)Lanes.Of(delivery.Topic),
                        // At once, also when the clock jumps back.
                        VisibleAt = DateTimeOffset.UnixEpoch,
                        SentAt = now,
                        Envelope = envelope,
                    },
                },
                cancel);
        }
        catch (Exception e) when (DatabaseErrors.MeansUnavailable(e))
        {
            throw new QueueUnavailableException("The queue's database cannot be written now.", e);
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<QueuedDelivery>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancel)
    {
        var shops = new List<List<string>>();
        foreach (var lane in Lanes.All)
        {
            shops.Add(await NextShopsAsync(lane, cancel));
        }

        if (shops.TrueForAll(lane => lane.Count == 0))
        {
            return [];
        }

        List<ClaimedMessage> taken = [];
        await DoAsync(
            new Operation
            {
                Claim = async transaction => taken = await Lanes.TakeAsync(count, (lane, most) => Lanes.OverShopsAsync(
                    shops[(int)lane], most, (shop, share) => ClaimAsync(transaction, lane, shop, share, visibility))),
            },
            cancel);
        return [.. taken.Select(row => row.ToMessage()).OfType<QueuedDelivery>()];
    }

    /// <inheritdoc />
    public Task DeleteAsync(IReadOnlyCollection<QueuedDelivery> messages, CancellationToken cancel) =>
        DoAsync(new Operation { Handled = [.. messages.Select(TableClaim.Of)] }, cancel);

    /// <inheritdoc />
    public Task ReleaseAsync(QueuedDelivery message, TimeSpan delay, bool failed, CancellationToken cancel)
    {
        var claim = TableClaim.Of(message);
        return DoAsync(
            new Operation
            {
                Released = new ReleasedMessage
                {
                    Id = claim.Id,
                    Receipt = claim.Receipt,
                    SentAt = claim.SentAt,
                    VisibleAt = _clock.GetUtcNow() + delay,
                    Failed = failed ? 1 : 0,
                },
            },
            cancel);
    }

    /// <inheritdoc />
    public Task CheckAsync(CancellationToken cancel) => _database.FindAsync<DateTimeOffset?>(Sql["oldest"], null, cancel);

    /// <inheritdoc />
    public async Task<QueueCount> CountAsync(CancellationToken cancel)
    {
        var waiting = await _database.FindAsync<long>(Sql["count"], null, cancel);
        var oldest = waiting == 0 ? null : await _database.FindAsync<DateTimeOffset?>(Sql["oldest"], null, cancel);
        return new QueueCount(waiting, oldest);
    }

    /// <inheritdoc />
    public async Task<QueueCount?> CountAsync(string shopDomain, CancellationToken cancel)
    {
        var waiting = await _database.FindAsync<Waiting>(Sql["count_of_shop"], new { ShopDomain = shopDomain }, cancel);
        return new QueueCount(waiting!.Total, waiting.OldestSentAt);
    }

    /// <summary>Finishes what was asked so far, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _operations.Writer.TryComplete();
        await _loop;
    }

    // Shops take turns: each call goes on behind the last shop served, and every shop in it gets the same share.
    private async Task<List<string>> NextShopsAsync(Lane lane, CancellationToken cancel)
    {
        var shops = new List<string>();
        var after = _lastShops[(int)lane];
        var now = _clock.GetUtcNow();
        var hasWrapped = after.Length == 0;
        while (shops.Count < ShopsAtOnce)
        {
            var shop = await _database.FindAsync<string>(Sql["next_shop"], new { Lane = lane, After = after, Now = now }, cancel);
            if (shop is not null && !shops.Contains(shop, StringComparer.Ordinal))
            {
                shops.Add(shop);
                after = shop;
            }
            else if (!hasWrapped && shop is null)
            {
                hasWrapped = true;
                after = "";
            }
            else
            {
                break;
            }
        }

        _lastShops[(int)lane] = after;
        return shops;
    }

    private async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(WriteTransaction transaction, Lane lane, string shop, int count, TimeSpan visibility)
    {
        var now = _clock.GetUtcNow();
        var args = new { Lane = lane, Shop = shop, Now = now, Until = now + visibility, Take = count };
        return [.. (await transaction.QueryAsync<ClaimedMessage>(Sql["claim"], args, CancellationToken.None)).OrderBy(row => row.Id)];
    }

    private async Task DoAsync(Operation operation, CancellationToken cancel)
    {
        await _operations.Writer.WriteAsync(operation, cancel);
        await operation.Done.Task;
    }

    private async Task RunAsync()
    {
        var group = new List<Operation>(LargestGroup);
        while (await _operations.Reader.WaitToReadAsync())
        {
            // Behind the requests that are on their way already: the more of them share a commit, the less each pays for it.
            await Task.Yield();
            group.Clear();
            while (group.Count < LargestGroup && _operations.Reader.TryRead(out var operation))
            {
                group.Add(operation);
            }

            await CommitAsync(group);
        }
    }

    private async Task CommitAsync(List<Operation> group)
    {
        try
        {
            await _database.WriteAsync(
                async transaction =>
                {
                    await Send.ExecuteAsync(transaction, [.. group.Select(o => o.Sent).OfType<SentMessage>()], CancellationToken.None);
                    await Delete.ExecuteAsync(transaction, [.. group.SelectMany(o => o.Handled)], CancellationToken.None);
                    await Release.ExecuteAsync(transaction, [.. group.Select(o => o.Released).OfType<ReleasedMessage>()], CancellationToken.None);
                    foreach (var claim in group.Select(o => o.Claim).OfType<Func<WriteTransaction, Task>>())
                    {
                        await claim(transaction);
                    }
                },
                CancellationToken.None);
            group.ForEach(operation => operation.Done.SetResult());
        }
        catch (Exception e)
        {
            group.ForEach(operation => operation.Done.SetException(e));
        }
    }

    /// <summary>One thing that is asked; those of a group are done together, kind by kind.</summary>
    private sealed class Operation
    {
        public SentMessage? Sent { get; init; }

        public IReadOnlyList<TableClaim> Handled { get; init; } = [];

        public ReleasedMessage? Released { get; init; }

        public Func<WriteTransaction, Task>? Claim { get; init; }

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed record Waiting
    {
        public long Total { get; init; }

        public DateTimeOffset? OldestSentAt { get; init; }
    }
}
