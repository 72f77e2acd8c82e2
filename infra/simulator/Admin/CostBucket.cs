namespace ShopSupport.Simulator.Admin;

/// <summary>
/// Points that an app may spend on a shop: a bucket that refills all the time. A shop on Shopify's standard plan gives 100 a
/// second; 2,000 is what its answers name as the most. Safe for many threads.
/// </summary>
internal sealed class CostBucket(TimeProvider clock)
{
    private const double Maximum = 2000;
    private const double RestoreRate = 100;

    private readonly Lock _lock = new();
    private double _available = Maximum;
    private long _at = clock.GetTimestamp();

    /// <summary>Takes what a question asks for; false when there is not as much.</summary>
    public bool TryTake(int requested)
    {
        lock (_lock)
        {
            Refill();
            if (requested > _available)
            {
                return false;
            }

            _available -= requested;
            return true;
        }
    }

    /// <summary>Gives back what was not spent.</summary>
    public void Return(int points)
    {
        lock (_lock)
        {
            Refill();
            _available = Math.Min(Maximum, _available + points);
        }
    }

    /// <summary>Takes all there is, so that the next question is refused.</summary>
    public void Drain()
    {
        lock (_lock)
        {
            Refill();
            _available = 0;
        }
    }

    /// <summary>As <c>extensions.cost</c> tells it.</summary>
    public Dictionary<string, object?> Tell(int requested, int? actual)
    {
        lock (_lock)
        {
            Refill();
            return new(StringComparer.Ordinal)
            {
                ["requestedQueryCost"] = requested,
                ["actualQueryCost"] = actual,
                ["throttleStatus"] = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["maximumAvailable"] = Maximum,
                    ["currentlyAvailable"] = (int)_available,
                    ["restoreRate"] = RestoreRate,
                },
            };
        }
    }

    private void Refill()
    {
        var now = clock.GetTimestamp();
        _available = Math.Min(Maximum, _available + (clock.GetElapsedTime(_at, now).TotalSeconds * RestoreRate));
        _at = now;
    }
}
