using Dapper;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Sync;

/// <summary>Where one kind of change ends up.</summary>
internal interface IProjection : IGeneratesSql
{
    /// <summary>The kind of change it takes.</summary>
    Type Changes { get; }

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
    private readonly RowShape<TRow> _shape = new();
    private readonly int[] _keyColumns;
    private readonly SqlText _versions;
    private readonly PreparedStatement _readVersion;

    /// <param name="table">The table.</param>
    /// <param name="keys">What tells its rows apart within a shop.</param>
    /// <param name="filter">The condition of the unique index on those keys, when it has one.</param>
    public Projection(string table, string[] keys, string? filter = null)
    {
        string[] all = ["shop_id", .. keys];
        _table = new RowTable<TRow>(table, all, filter);
        _keyColumns = [.. all.Select(key => _shape.Columns.ToList().IndexOf(key))];
        _versions = new SqlText(
            $"SELECT version, version_rank FROM {table} WHERE {string.Join(" AND ", all.Select(key => $"{key} = @{key}"))}",
            $"""
            SELECT t.version, t.version_rank, {string.Join(", ", all.Select(key => $"t.{key}"))}
            FROM {table} t
            JOIN OPENJSON(@Rows) WITH ({_shape.JsonColumns()}) r ON {_shape.Match(all)}
            """);
        _readVersion = new PreparedStatement(_versions.Sqlite, all);
        Generated = [.. _table.Generated, new GeneratedSql(table, "versions", _versions)];
    }

    public IReadOnlyList<GeneratedSql> Generated { get; }

    /// <summary>What else follows from rows that were newer, before and after they are written.</summary>
    public Func<Batch, IReadOnlyList<Newer<TRow>>, CancellationToken, Task>? Before { get; init; }

    /// <inheritdoc cref="Before"/>
    public Func<Batch, IReadOnlyList<Newer<TRow>>, CancellationToken, Task>? After { get; init; }

    /// <summary>The event that open screens get for a changed row.</summary>
    public Func<TRow, ShopEvent?>? Event { get; init; }

    public Type Changes => typeof(TRow);

    public async Task ApplyAsync(Batch batch, CancellationToken cancel)
    {
        var statements = batch.Of(Changes);
        if (statements.Count == 0)
        {
            return;
        }

        var groups = statements.GroupBy(s => Key((TRow)s.Change)).ToList();
        var stored = await ReadVersionsAsync(batch.Transaction, groups, cancel);
        var newer = new List<Newer<TRow>>(groups.Count);
        foreach (var group in groups)
        {
            var isNew = !stored.TryGetValue(group.Key, out var current);
            if (Newest(batch, group, isNew ? null : current) is { } row)
            {
                newer.Add(new Newer<TRow>(row, isNew));
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

        await _table.UpsertAsync(batch.Transaction, newer.ConvertAll(n => n.Row), cancel);
        if (After is not null)
        {
            await After(batch, newer, cancel);
        }

        if (Event is not null)
        {
            foreach (var (row, _) in newer)
            {
                batch.AddEvent(row.ShopId, Event(row));
            }
        }
    }

    private async Task<Dictionary<RowKey, (long, long)>> ReadVersionsAsync(
        WriteTransaction transaction, List<IGrouping<RowKey, Statement>> groups, CancellationToken cancel)
    {
        var versions = new Dictionary<RowKey, (long, long)>(groups.Count);
        if (transaction.Provider == DatabaseProvider.Sqlite)
        {
            ReadVersions(transaction, groups.Select(group => group.Key), versions);
            return versions;
        }

        foreach (var page in _shape.Json(groups.Select(group => (TRow)group.First().Change)))
        {
            await using var reader = await transaction.Connection.ExecuteReaderAsync(
                new CommandDefinition(_versions.SqlServer, new { Rows = page }, transaction.Transaction, cancellationToken: cancel));
            while (await reader.ReadAsync(cancel))
            {
                var key = new RowKey(Array.ConvertAll(_keyColumns, column => (object?)reader.GetValue(Array.IndexOf(_keyColumns, column) + 2)));
                versions[key] = (reader.GetInt64(0), reader.GetInt64(1));
            }
        }

        return versions;
    }

    private void ReadVersions(WriteTransaction transaction, IEnumerable<RowKey> keys, Dictionary<RowKey, (long, long)> versions)
    {
        Span<long> version = stackalloc long[2];
        foreach (var key in keys)
        {
            if (_readVersion.TryRead(transaction, version, key.Values))
            {
                versions[key] = (version[0], version[1]);
            }
        }
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
