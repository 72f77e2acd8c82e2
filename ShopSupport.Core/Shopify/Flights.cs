using System.Collections.Concurrent;

namespace ShopSupport.Core.Shopify;

/// <summary>Many ask, one fetches, and all have what it brought.</summary>
public sealed class Flights<TKey, T>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<T>>> _flying = new();

    /// <summary>
    /// Joins what is on its way for this key, or sets out. Whoever stops waiting does not call it back: others wait too.
    /// Says besides whether it was this one that set out.
    /// </summary>
    public async Task<(T Value, bool WasOurs)> JoinAsync(TKey key, Func<Task<T>> fetch, CancellationToken cancel)
    {
        var mine = new Lazy<Task<T>>(() => FlyAsync(key, fetch));
        var flight = _flying.GetOrAdd(key, mine);
        return (await flight.Value.WaitAsync(cancel), ReferenceEquals(flight, mine));
    }

    private async Task<T> FlyAsync(TKey key, Func<Task<T>> fetch)
    {
        // Not before it is in the list of those that fly.
        await Task.Yield();
        try
        {
            return await fetch();
        }
        finally
        {
            _flying.TryRemove(key, out _);
        }
    }
}
