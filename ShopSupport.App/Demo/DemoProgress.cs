using System.Collections.Concurrent;

namespace ShopSupport.App.Demo;

/// <summary>How far the making of each demo shop is, for whoever looks on. Safe for many threads.</summary>
internal sealed class DemoProgress(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Making> _makings = new(StringComparer.Ordinal);

    /// <summary>How far that shop is; null where this process makes none of that name, or nobody has asked for it yet.</summary>
    public DemoState? Find(string domain) => _makings.TryGetValue(domain, out var making) ? making.State(clock) : null;

    /// <summary>So many deliveries are to come.</summary>
    public void Begin(string domain, long total) => _makings[domain] = new Making(total, clock.GetTimestamp());

    /// <summary>So many more are in the queue.</summary>
    public void AddSent(string domain, long sent) => _makings[domain].AddSent(sent);

    /// <summary>So many wait in the queue.</summary>
    public void SetWaiting(string domain, long waiting) => _makings[domain].SetWaiting(waiting);

    /// <summary>The last one is applied.</summary>
    public void Finish(string domain) => _makings[domain].Finish();

    private sealed class Making(long total, long began)
    {
        private readonly Lock _lock = new();
        private long _sent;
        private long _waiting;
        private long _applied;
        private bool _isFinished;

        public void AddSent(long sent)
        {
            lock (_lock)
            {
                // What was just sent waits, until somebody counts again.
                (_sent, _waiting) = (_sent + sent, _waiting + sent);
            }
        }

        public void SetWaiting(long waiting)
        {
            lock (_lock)
            {
                _waiting = Math.Min(waiting, _sent);
            }
        }

        public void Finish()
        {
            lock (_lock)
            {
                (_isFinished, _waiting) = (true, 0);
            }
        }

        public DemoState State(TimeProvider clock)
        {
            lock (_lock)
            {
                // What was counted as applied stays so: others count at other moments.
                _applied = Math.Max(_applied, _sent - _waiting);
                return new(total, _sent, _sent - _applied, _isFinished, clock.GetElapsedTime(began));
            }
        }
    }
}

/// <summary>How far the making of a demo shop is.</summary>
/// <param name="Total">The deliveries that the shop is made of; after a restart, those that were left.</param>
/// <param name="Sent">How many of them were put into the queue.</param>
/// <param name="Waiting">How many of these wait there.</param>
/// <param name="IsFinished">True once the last one is applied.</param>
/// <param name="Lasting">Since when it goes on.</param>
internal sealed record DemoState(long Total, long Sent, long Waiting, bool IsFinished, TimeSpan Lasting)
{
    // Before that, chance says more about the end than what is done.
    private const double LeastToTell = 0.02;

    public long Applied => IsFinished ? Total : Sent - Waiting;

    /// <summary>From 0 to 1.</summary>
    public double Share => IsFinished ? 1 : Total == 0 ? 0 : Math.Min(1, Applied / (double)Total);

    /// <summary>An estimate; null while there is nothing to go by, zero when it is finished.</summary>
    public TimeSpan? TimeLeft => IsFinished ? TimeSpan.Zero : Share < LeastToTell ? null : Lasting * ((1 - Share) / Share);
}
