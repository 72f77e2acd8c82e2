namespace ShopSupport.Simulator.Admin;

/// <summary>
/// Points that an app may spend on a shop: a bucket that refills all the time. A shop on Shopify's standard plan gives 100 a
/// second and holds what twenty seconds give. Safe for many threads.
/// </summary>
internal sealed class CostBucket(TimeProvider clock)
{
    private const double StandardRate = 100;
    private const double SecondsHeld = 20;

    private readonly Lock _lock = new();
    private double _rate = StandardRate;
    private double _available = StandardRate * SecondsHeld;
    private long _at = clock.GetTimestamp();

    private double Maximum => _rate * SecondsHeld;

    /// <summary>Moves the shop to another plan, by its points a second; the bucket is full.</summary>
    public void SetRate(double rate)
    {
        lock (_lock)
        {
            (_rate, _available, _at) = (rate, rate * SecondsHeld, clock.GetTimestamp());
        }
    }

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
                    ["restoreRate"] = _rate,
                },
            };
        }
    }

    private void Refill()
    {
        var now = clock.GetTimestamp();
        _available = Math.Min(Maximum, _available + (clock.GetElapsedTime(_at, now).TotalSeconds * _rate));
        _at = now;
    }
}
