namespace ShopSupport.Simulator.Admin;

/// <summary>What goes wrong with an app's questions about one shop, when a test or a developer wants it. Safe for many threads.</summary>
internal sealed class ApiFaults(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<Wanted> _wanted = [];

    /// <summary>How long every answer takes besides.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How long a job that a mutation began is told as not done; what it does is done at once.</summary>
    public TimeSpan JobsTake { get; set; }

    /// <summary>How many faults no mutation has met yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _wanted.Count;
            }
        }
    }

    /// <summary>The next mutations go wrong: so many of that name, or of any.</summary>
    public void Add(MutationFault fault, string? mutation = null, int times = 1)
    {
        lock (_lock)
        {
            _wanted.Add(new(fault, mutation, times, Until: null));
        }
    }

    /// <summary>From now on, and for so long, every mutation of that name goes wrong, or every one.</summary>
    public void Add(MutationFault fault, TimeSpan during, string? mutation = null)
    {
        lock (_lock)
        {
            _wanted.Add(new(fault, mutation, int.MaxValue, clock.GetUtcNow() + during));
        }
    }

    /// <summary>Everything goes well again.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _wanted.Clear();
            (Latency, JobsTake) = (TimeSpan.Zero, TimeSpan.Zero);
        }
    }

    /// <summary>What goes wrong with a document of these mutations, which uses one of the wanted times up; null where it goes well.</summary>
    public MutationFault? Take(IReadOnlyCollection<string> mutations)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            _wanted.RemoveAll(one => one.Until <= now);
            var at = mutations.Count == 0 ? -1 : _wanted.FindIndex(one => one.Mutation is null || mutations.Contains(one.Mutation, StringComparer.Ordinal));
            if (at < 0)
            {
                return null;
            }

            var taken = _wanted[at];
            if (taken.Times == 1)
            {
                _wanted.RemoveAt(at);
            }
            else if (taken.Until is null)
            {
                _wanted[at] = taken with { Times = taken.Times - 1 };
            }

            return taken.Fault;
        }
    }

    private sealed record Wanted(MutationFault Fault, string? Mutation, int Times, DateTimeOffset? Until);
}

/// <summary>How a mutation goes wrong.</summary>
internal enum MutationFault
{
    /// <summary>The connection is cut, and nothing was done.</summary>
    CutBefore,

    /// <summary>No answer ever comes, and nothing was done.</summary>
    SilentBefore,

    /// <summary>It is done; then the connection is cut.</summary>
    CutAfter,

    /// <summary>It is done, and no answer ever comes.</summary>
    SilentAfter,

    /// <summary>HTTP 500, and nothing was done.</summary>
    FailBefore,

    /// <summary>It is done, and the answer is HTTP 500.</summary>
    FailAfter,

    /// <summary>HTTP 429, and nothing was done.</summary>
    TooMany,

    /// <summary>HTTP 200 with the error THROTTLED, and nothing was done.</summary>
    Throttled,
}
