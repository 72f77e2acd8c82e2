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
    private static readonly RowStatement<TableClaim> Delete = new(Sql["delete"]);

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Channel<Operation> _operations = Channel.CreateBounded<Operation>(new BoundedChannelOptions(8192) { SingleReader = true });
    private readonly Task _loop;
    private string _lastShop = "";

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
        var envelope = DeliveryEnvelope.Encode(delivery);
        try
        {
            await DoAsync(
                transaction => transaction.ExecuteAsync(Sql["send"], new { delivery.ShopDomain, Now = _clock.GetUtcNow(), Envelope = envelope }, CancellationToken.None),
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
        var shops = await NextShopsAsync(cancel);
        if (shops.Count == 0)
        {
            return [];
        }

        var taken = new List<ClaimedMessage>();
        await DoAsync(
            async transaction =>
            {
                taken.Clear();
                var left = count;
                for (var i = 0; i < shops.Count && left > 0; i++)
                {
                    var now = _clock.GetUtcNow();
                    var share = (int)Math.Ceiling(left / (double)(shops.Count - i));
                    var rows = await transaction.QueryAsync<ClaimedMessage>(
                        Sql["claim"], new { Shop = shops[i], Now = now, Until = now + visibility, Take = share }, CancellationToken.None);
                    taken.AddRange(rows.OrderBy(row => row.Id));
                    left -= rows.Count;
                }

                return taken.Count;
            },
            cancel);
        return [.. taken.Select(row => row.ToMessage()).OfType<QueuedDelivery>()];
    }

    /// <inheritdoc />
    public Task DeleteAsync(IReadOnlyCollection<QueuedDelivery> messages, CancellationToken cancel) => DoAsync(
        async transaction =>
        {
            await Delete.ExecuteAsync(transaction, messages.Select(TableClaim.Of), CancellationToken.None);
            return messages.Count;
        },
        cancel);

    /// <inheritdoc />
    public Task ReleaseAsync(QueuedDelivery message, TimeSpan delay, bool failed, CancellationToken cancel)
    {
        var claim = TableClaim.Of(message);
        return DoAsync(
            transaction => transaction.ExecuteAsync(
                Sql["release"],
                new { claim.Id, claim.Receipt, claim.SentAt, VisibleAt = _clock.GetUtcNow() + delay, Failed = failed ? 1 : 0 },
                CancellationToken.None),
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

    /// <summary>Finishes what was asked so far, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _operations.Writer.TryComplete();
        await _loop;
    }

    // Shops take turns: each call goes on behind the last shop served, and every shop in it gets the same share.
    private async Task<List<string>> NextShopsAsync(CancellationToken cancel)
    {
        var shops = new List<string>();
        var after = _lastShop;
        var now = _clock.GetUtcNow();
        var hasWrapped = after.Length == 0;
        while (shops.Count < ShopsAtOnce)
        {
            var shop = await _database.FindAsync<string>(Sql["next_shop"], new { After = after, Now = now }, cancel);
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

        _lastShop = after;
        return shops;
    }

    private async Task DoAsync(Func<WriteTransaction, Task<int>> work, CancellationToken cancel)
    {
        var operation = new Operation(work);
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
                    foreach (var operation in group)
                    {
                        await operation.Work(transaction);
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

    private sealed class Operation(Func<WriteTransaction, Task<int>> work)
    {
        public Func<WriteTransaction, Task<int>> Work { get; } = work;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
