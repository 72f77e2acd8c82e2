using System.Collections.Concurrent;
using ShopSupport.Core.Events;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Live;

/// <summary>
/// Reads the shops' events once for all open screens of this process, by sequence number. It asks only for shops that
/// somebody looks at, for all of them together, and nobody's screen depends on when it asks.
/// </summary>
public sealed class EventFeed(ShopEventStore events) : IDisposable
{
    private const int Batch = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<ShopId, ShopFeed> _shops = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _gate = new();

    /// <summary>Looks at once: something was committed in this process.</summary>
    public void Nudge()
    {
        if (_wake.CurrentCount == 0)
        {
            _wake.Release();
        }
    }

    /// <summary>
    /// Follows a shop from now on. Whoever reads the events up to <see cref="EventSubscription.Start"/> after this
    /// returned, and then the subscription, misses none.
    /// </summary>
    internal async Task<EventSubscription> FollowAsync(ShopId shopId, OnScreen screen, CancellationToken cancel)
    {
        var position = await events.LastNumberAsync(shopId, cancel);
        lock (_gate)
        {
            var feed = _shops.GetOrAdd(shopId, _ => new ShopFeed(position));
            var subscription = new EventSubscription(Math.Max(position, feed.Position), screen, ended => Leave(shopId, ended));
            feed.Readers.Add(subscription);
            Nudge();
            return subscription;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _wake.Dispose();

    /// <summary>Waits for the time to look again, or for a nudge; while nobody looks at a screen, for that alone.</summary>
    internal Task WaitAsync(CancellationToken cancel) => _wake.WaitAsync(_shops.IsEmpty ? Timeout.InfiniteTimeSpan : Interval, cancel);

    /// <summary>Ends every stream: what it would go on to tell is not known to be complete.</summary>
    internal void EndReaders() => _shops.Values.ToList().ForEach(EndReaders);

    /// <summary>Tells what is new. After a failure it asks even when nobody looks any longer, to learn whether reading works again.</summary>
    internal async Task ReadAsync(bool isRetry, CancellationToken cancel)
    {
        var numbers = await events.LastNumbersAsync(isRetry ? [.. _shops.Keys, default] : [.. _shops.Keys], cancel);
        foreach (var (shopId, feed) in _shops)
        {
            if (!numbers.TryGetValue(shopId, out var last))
            {
                continue;
            }

            if (last < feed.Position)
            {
                // The database was put back to an earlier day: the screens load anew.
                EndReaders(feed);
                feed.Position = last;
            }
            else if (last > feed.Position)
            {
                await ReadAsync(shopId, feed, cancel);
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
                foreach (var change in read.ConvertAll(e => new LiveEvent(e)))
                {
                    feed.Position = change.Number;
                    feed.Readers.ForEach(reader => reader.Offer(change));
                }
            }
        }
        while (read.Count == Batch);
    }

    private void EndReaders(ShopFeed feed)
    {
        lock (_gate)
        {
            feed.Readers.ForEach(reader => reader.End());
        }
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
