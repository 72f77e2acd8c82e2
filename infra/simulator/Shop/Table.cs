namespace ShopSupport.Simulator.Shop;

/// <summary>
/// The rows of a kind: those of the source, which are made when they are asked for, and beside them what was changed, added
/// or taken away. Only the latter are held. Safe for many threads.
/// </summary>
internal sealed class Table<T>(SourceRows<T> source)
    where T : class, IShopRow
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, T?> _changed = [];
    private readonly List<T?> _added = [];
    private readonly Dictionary<long, int> _addedAt = [];
    private readonly Dictionary<string, SortedRows<T>> _sorted = new(StringComparer.Ordinal);
    private int _gone;

    /// <summary>Told, under the table's lock, of each row that was put in, and of each that was taken away (null).</summary>
    public Action<long, T?>? Kept { get; set; }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return source.Count + _added.Count - _gone;
            }
        }
    }

    public T? Find(long id)
    {
        lock (_lock)
        {
            return PositionOf(id) is var position and >= 0 ? At(position) : null;
        }
    }

    /// <summary>Changes the row that has the same id, or adds it.</summary>
    public void Put(T row)
    {
        lock (_lock)
        {
            var position = PositionOf(row.Id);
            if (position < 0)
            {
                position = source.Count + _added.Count;
                _addedAt[row.Id] = position;
                _added.Add(null);
                _gone++;
            }

            Set(position, row);
            Kept?.Invoke(row.Id, row);
        }
    }

    public void Remove(long id)
    {
        lock (_lock)
        {
            if (PositionOf(id) is var position and >= 0)
            {
                Set(position, row: null);
                Kept?.Invoke(id, null);
            }
        }
    }

    /// <summary>The rows that the source does not know.</summary>
    public IReadOnlyList<T> Added()
    {
        lock (_lock)
        {
            return [.. _added.OfType<T>()];
        }
    }

    /// <summary>Every row, in the order in which they came.</summary>
    public IEnumerable<T> All()
    {
        for (var position = 0; ; position++)
        {
            T? row;
            lock (_lock)
            {
                if (position >= source.Count + _added.Count)
                {
                    yield break;
                }

                row = At(position);
            }

            if (row is not null)
            {
                yield return row;
            }
        }
    }

    /// <summary>
    /// The next rows in the order of a key, each with its place. Reading begins behind <paramref name="after"/>; it goes down where
    /// <paramref name="isBackwards"/>, and never leaves the keys from <paramref name="low"/> to <paramref name="high"/>.
    /// </summary>
    public List<(Place At, T Row)> Next(RowOrder<T> order, Place? after, bool isBackwards, long low, long high, Func<T, bool> fits, int count)
    {
        lock (_lock)
        {
            var sorted = Sorted(order);
            var found = new List<(Place, T)>(Math.Min(count, 256));
            foreach (var place in sorted.From(after, isBackwards, low, high))
            {
                if (found.Count == count)
                {
                    break;
                }

                if (At(place.Position) is { } row && fits(row))
                {
                    found.Add((place, row));
                }
            }

            return found;
        }
    }

    private SortedRows<T> Sorted(RowOrder<T> order)
    {
        if (!_sorted.TryGetValue(order.Name, out var sorted))
        {
            _sorted[order.Name] = sorted = new(order, Enumerable.Range(0, source.Count + _added.Count).Select(position => Place(order, position)).OfType<Place>());
        }

        return sorted;
    }

    private Place? Place(RowOrder<T> order, int position) =>
        order.KeyOfTimes is { } keyOf && source.Times is { } times && position < source.Count && !_changed.ContainsKey(position) ? new(keyOf(times(position)), position)
        : At(position) is { } row ? new(order.KeyOf(row), position)
        : null;

    private void Set(int position, T? row)
    {
        var before = At(position);
        foreach (var sorted in _sorted.Values)
        {
            sorted.Replace(position, before, row);
        }

        _gone += (row is null ? 1 : 0) - (before is null ? 1 : 0);
        if (position < source.Count)
        {
            _changed[position] = row;
        }
        else
        {
            _added[position - source.Count] = row;
        }
    }

    private T? At(int position) =>
        position >= source.Count ? _added[position - source.Count]
        : _changed.TryGetValue(position, out var changed) ? changed
        : source.At(position);

    private int PositionOf(long id) => _addedAt.TryGetValue(id, out var added) ? added : source.Find(id);
}

/// <summary>Where a row stands in an order of rows: by the key, and of equal ones by who came first.</summary>
internal readonly record struct Place(long Key, int Position)
{
    public static readonly Comparer<Place> InOrder = Comparer<Place>.Create((one, other) =>
        one.Key != other.Key ? one.Key.CompareTo(other.Key) : one.Position.CompareTo(other.Position));
}

/// <summary>A way to sort rows.</summary>
internal sealed record RowOrder<T>(string Name, Func<T, long> KeyOf)
{
    /// <summary>The same key, where a row's times are enough for it.</summary>
    public Func<RowTimes, long>? KeyOfTimes { get; init; }
}
