using ShopSupport.Core.Queue;

namespace ShopSupport.Core.Shopify;

/// <summary>
/// One shop's bucket of points, as far as this process can tell, and the line before it. A person's click goes before the
/// background, which also leaves a fifth of the bucket for the next click. What Shopify says after each answer corrects what
/// was reckoned; other processes draw from the same bucket.
/// Source: https://shopify.dev/docs/api/usage/limits#graphql-admin-api-rate-limits
/// </summary>
internal sealed class CostGate(TimeProvider clock)
{
    private const double KeptForClicks = 0.2;

    // The smallest plan's, until Shopify has said which it is.
    private double _maximum = 1000;
    private double _rate = 100;
    private double _available = 1000;
    private double _underWay;
    private DateTimeOffset _at = clock.GetUtcNow();

    private readonly Lock _lock = new();
    private readonly LinkedList<double>[] _lines = [.. Lanes.All.Select(_ => new LinkedList<double>())];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for room and takes it; false, at once, when there will be none before <paramref name="until"/>.</summary>
    public async Task<bool> EnterAsync(double cost, Lane lane, DateTimeOffset until, CancellationToken cancel)
    {
        LinkedListNode<double> place;
        lock (_lock)
        {
            place = _lines[(int)lane].AddLast(cost);
        }

        try
        {
            while (true)
            {
                TimeSpan wait;
                Task changed;
                lock (_lock)
                {
                    wait = Wait(place, lane);
                    if (wait == TimeSpan.Zero)
                    {
                        _available -= cost;
                        _underWay += cost;
                        return true;
                    }

                    changed = _changed.Task;
                }

                if (clock.GetUtcNow() + wait > until)
                {
                    return false;
                }

                await EitherAsync(changed, wait, cancel);
            }
        }
        finally
        {
            Leave(place, lane);
        }
    }

    /// <summary>What was let in has been answered. <paramref name="told"/> is what Shopify said of the bucket, where it did.</summary>
    public void Answered(double cost, QueryCost? told)
    {
        lock (_lock)
        {
            _underWay -= cost;
            if (told is not null)
            {
                // What is still on its way is not in Shopify's sum yet.
                (_maximum, _rate) = (told.Maximum, Math.Max(told.RestoreRate, 1));
                (_available, _at) = (told.Available - _underWay, clock.GetUtcNow());
            }

            Tell();
        }
    }

    private async Task EitherAsync(Task changed, TimeSpan wait, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(changed, Task.Delay(wait, clock, enough.Token));
        await enough.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    private void Leave(LinkedListNode<double> place, Lane lane)
    {
        lock (_lock)
        {
            _lines[(int)lane].Remove(place);
            Tell();
        }
    }

    private void Tell()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    // Zero: go. Whoever is not the first of its line, or stands behind a click, looks again when something changed.
    private TimeSpan Wait(LinkedListNode<double> place, Lane lane)
    {
        var now = clock.GetUtcNow();
        _available = Math.Min(_maximum, _available + (_rate * Math.Max(0, (now - _at).TotalSeconds)));
        _at = now;
        var ahead = Enumerable.Range(0, (int)lane).Sum(line => _lines[line].Sum());
        for (var before = place.Previous; before is not null; before = before.Previous)
        {
            ahead += before.Value;
        }

        // One that costs more than the bucket holds goes when the bucket is full: Shopify says what it thinks of it.
        var kept = lane == Lane.Message ? 0 : _maximum * KeptForClicks;
        var missing = Math.Min(place.Value + kept + ahead, _maximum) - _available;
        return missing > 0 ? TimeSpan.FromSeconds(Math.Max(missing / _rate, 0.01))
            : ahead > 0 ? TimeSpan.FromSeconds(0.01)
            : TimeSpan.Zero;
    }
}
