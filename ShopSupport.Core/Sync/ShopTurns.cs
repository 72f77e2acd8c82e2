using System.Collections.Concurrent;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>
/// The consumers of one process take turns at a shop, so that the database, which lets nobody wait, refuses only those of
/// other processes. One small gate for each shop that was ever written stays.
/// </summary>
public sealed class ShopTurns
{
    private readonly ConcurrentDictionary<ShopId, SemaphoreSlim> _gates = new();

    /// <summary>Waits until these shops are ours, in the order of their ids, so that no two wait for each other.</summary>
    internal async Task<IDisposable> TakeAsync(IEnumerable<ShopId> shopIds, CancellationToken cancel)
    {
        var turn = new Turn();
        try
        {
            foreach (var shopId in shopIds.Distinct().OrderBy(id => id.Value))
            {
                var gate = _gates.GetOrAdd(shopId, _ => new SemaphoreSlim(1, 1));
                await gate.WaitAsync(cancel);
                turn.Add(gate);
            }

            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private sealed class Turn : IDisposable
    {
        private readonly List<SemaphoreSlim> _gates = [];

        public void Add(SemaphoreSlim gate) => _gates.Add(gate);

        public void Dispose() => _gates.ForEach(gate => gate.Release());
    }
}
