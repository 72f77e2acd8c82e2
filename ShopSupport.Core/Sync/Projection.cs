using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Sync;

/// <summary>Where one kind of change ends up.</summary>
internal interface IProjection : IGeneratesSql
{
    /// <summary>The kind of change it takes.</summary>
    Type Takes { get; }

    /// <summary>Writes what is new of the batch, and marks the sources that had something new to say.</summary>
    Task ApplyAsync(Batch batch, CancellationToken cancel);
}

/// <summary>
/// Brings statements about rows of one table into it. In the order of the batch each is compared with the newest known
/// of its row; only the last one that was newer is written.
/// </summary>
internal sealed class Projection<TRow> : IProjection
    where TRow : VersionedRow
{
    private readonly RowTable<TRow> _table;
    private readonly RowShape<TRow> _shape;
    private readonly int[] _keyColumns;
    private readonly RowLookup _versions;

    /// <param name="table">The table.</param>
    /// <param name="keys">What tells its rows apart within a shop.</param>
    /// <param name="filter">The condition of the unique index on those keys, when it has one.</param>
    public Projection(string table, string[] keys, string? filter = null)
    {
        string[] all = ["shop_id", .. keys];
        _table = new RowTable<TRow>(table, all, filter);
        _shape = new RowShape<TRow>(all);
        _keyColumns = [.. all.Select(key => _shape.Columns.ToList().IndexOf(key))];
        var versions = new SqlText(
            $"SELECT version, version_rank FROM {table} WHERE {string.Join(" AND ", all.Select(key => $"{key} = @{key}"))}",
            $"SELECT r.{RowLookup.Place}, t.version, t.version_rank FROM {table} t JOIN {_shape.JsonKeys()} ON {_shape.Match()}");
        _versions = new RowLookup(versions, all);
        Generated = [.. _table.Generated, new GeneratedSql(table, "versions", versions)];
    }

    public IReadOnlyList<GeneratedSql> Generated { get; }

    /// <summary>What only the old rows tell, while they stand.</summary>
    public Func<Batch, IReadOnlyList<Newer<TRow>>, CancellationToken, Task>? Before { get; init; }

    /// <summary>What else follows from rows that were newer, once they are written.</summary>
    public Func<Batch, IReadOnlyList<Newer<TRow>>, CancellationToken, Task>? After { get; init; }

    /// <summary>The event that open screens get for a changed row.</summary>
    public Func<TRow, ShopEvent?>? Event { get; init; }

    public Type Takes => typeof(TRow);

    public async Task ApplyAsync(Batch batch, CancellationToken cancel)
    {
        var statements = batch.Of(Takes);
        if (statements.Count == 0)
        {
            return;
        }

        var groups = statements.GroupBy(s => Key((TRow)s.Change)).ToList();
        var stored = await _versions.FindAsync(batch.Transaction, groups.ConvertAll(group => group.Key.Values), cancel);
        var newer = new List<Newer<TRow>>(groups.Count);
        for (var i = 0; i < groups.Count; i++)
        {
            if (Newest(batch, groups[i], stored[i]) is { } row)
            {
                newer.Add(new Newer<TRow>(row, IsNew: stored[i] is null));
            }
        }

        await WriteAsync(batch, newer, cancel);
    }

    private static TRow? Newest(Batch batch, IEnumerable<Statement> statements, (long Version, long Rank)? stored)
    {
        TRow? newest = null;
        foreach (var (place, change) in statements)
        {
            var row = (TRow)change;
            if (stored is null || (row.Version, row.VersionRank).CompareTo(stored.Value) > 0)
            {
                stored = (row.Version, row.VersionRank);
                newest = row;
                batch.MarkApplied(place);
            }
        }

        return newest;
    }

    private async Task WriteAsync(Batch batch, List<Newer<TRow>> newer, CancellationToken cancel)
    {
        if (newer.Count == 0)
        {
            return;
        }

        if (Before is not null)
        {
            await Before(batch, newer, cancel);
        }

        await WriteRowsAsync(batch.Transaction, newer, cancel);
        if (After is not null)
        {
            await After(batch, newer, cancel);
        }

        if (Event is not null)
        {
            foreach (var (row, _) in newer)
            {
                batch.AddEvent(row.ShopId, Event(row), row.TraceParent);
            }
        }
    }

    private Task WriteRowsAsync(WriteTransaction transaction, List<Newer<TRow>> newer, CancellationToken cancel)
    {
        var rows = newer.Select(n => n.Row);
        var added = newer.Count(n => n.IsNew);
        return added == 0 ? _table.UpdateAsync(transaction, rows, cancel)
            : added == newer.Count ? _table.InsertAsync(transaction, rows, cancel)
            : _table.UpsertAsync(transaction, rows, cancel);
    }

    private RowKey Key(TRow row) => new(Array.ConvertAll(_keyColumns, column => _shape.Value(row, column)));

    /// <summary>The values of a row's key, compared one by one.</summary>
    private readonly struct RowKey(object?[] values) : IEquatable<RowKey>
    {
        public object?[] Values { get; } = values;

        public bool Equals(RowKey other) => Values.AsSpan().SequenceEqual(other.Values);

        public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var value in Values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}

/// <summary>A row that was newer than what was stored.</summary>
/// <param name="Row">The row.</param>
/// <param name="IsNew">True when nothing was stored under its key.</param>
internal readonly record struct Newer<TRow>(TRow Row, bool IsNew);
