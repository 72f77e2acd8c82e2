using System.Collections.Concurrent;
using System.Threading.Channels;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Live;

/// <summary>
/// Reads the shops' events once for all open screens of this process, by sequence number. It asks only for shops that
/// somebody looks at, and nobody's screen depends on when it asks.
/// </summary>
public sealed class EventFeed(ShopEventStore events, ILogger<EventFeed> log) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<ShopId, ShopFeed> _shops = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _gate = new();

    /// <summary>Looks at once: call it after a commit in this process.</summary>
    public void Nudge()
    {
        if (_wake.CurrentCount == 0)
        {
            _wake.Release();
        }
    }

    /// <summary>
    /// Follows a shop from now on. Whoever reads the events up to <see cref="EventSubscription.Position"/> after this
    /// returned, and then the subscription, misses none.
    /// </summary>
    public async Task<EventSubscription> FollowAsync(ShopId shopId, CancellationToken cancel)
    {
        var position = await events.LastNumberAsync(shopId, cancel);
        lock (_gate)
        {
            var feed = _shops.GetOrAdd(shopId, _ => new ShopFeed(position));
            var subscription = new EventSubscription(Math.Max(position, feed.Position), ended => Leave(shopId, ended));
            feed.Readers.Add(subscription);
            Nudge();
            return subscription;
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(_shops.IsEmpty ? Timeout.InfiniteTimeSpan : Interval, stoppingToken);
                foreach (var (shopId, feed) in _shops)
                {
                    await ReadAsync(shopId, feed, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("The events could not be read, trying again: {Error}", ErrorName.Of(e));
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReadAsync(ShopId shopId, ShopFeed feed, CancellationToken cancel)
    {
        List<ShopEvent> read;
        do
        {
            read = await events.ListAfterAsync(shopId, feed.Position, Batch, cancel);
            lock (_gate)
            {
                foreach (var change in read)
                {
                    feed.Position = change.Seq;
                    feed.Readers.ForEach(reader => reader.Offer(change));
                }
            }
        }
        while (read.Count == Batch);
    }

    private void Leave(ShopId shopId, EventSubscription subscription)
    {
        lock (_gate)
        {
            if (_shops.TryGetValue(shopId, out var feed) && feed.Readers.Remove(subscription) && feed.Readers.Count == 0)
            {
                _shops.TryRemove(shopId, out _);
            }
        }
    }

    private sealed class ShopFeed(long position)
    {
        public long Position { get; set; } = position;

        public List<EventSubscription> Readers { get; } = [];
    }
}

/// <summary>One open screen's place in the feed.</summary>
public sealed class EventSubscription(long position, Action<EventSubscription> leave) : IDisposable
{
    // A screen that stops reading is let go when this is full; it comes back with its last number.
    private readonly Channel<ShopEvent> _events = Channel.CreateBounded<ShopEvent>(2000);

    /// <summary>The shop's newest event when the subscription began.</summary>
    public long Position { get; } = position;

    /// <summary>What happened since; it ends when the reader was too slow.</summary>
    public ChannelReader<ShopEvent> Events => _events.Reader;

    /// <inheritdoc />
    public void Dispose() => leave(this);

    internal void Offer(ShopEvent change)
    {
        if (!_events.Writer.TryWrite(change))
        {
            _events.Writer.TryComplete();
        }
    }
}
