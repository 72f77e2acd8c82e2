namespace ShopSupport.Core.Storage;

/// <summary>Writes rows of one table in bulk, by statements made from the columns of the row type.</summary>
internal sealed class RowTable<TRow> : IGeneratesSql
{
    private readonly RowStatement<TRow> _insert;
    private readonly RowStatement<TRow> _update;
    private readonly RowStatement<TRow> _upsert;

    /// <param name="table">The table.</param>
    /// <param name="keys">The columns of the unique index that tells rows apart.</param>
    /// <param name="filter">That index's condition, when it has one.</param>
    public RowTable(string table, IReadOnlyList<string> keys, string? filter = null)
    {
        var shape = new RowShape<TRow>(keys);
        var names = shape.Columns.Zip(shape.Parameters).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal);
        var others = shape.Columns.Except(keys, StringComparer.Ordinal).ToList();
        var columns = string.Join(", ", shape.Columns);
        var rows = shape.JsonRows();
        var from = $"SELECT {string.Join(", ", shape.Columns.Select(c => $"r.{c}"))} FROM {rows}";
        var insert = new SqlText(
            $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", shape.Parameters.Select(p => $"@{p}"))})",
            $"INSERT INTO {table} ({columns}) {from}");
        var update = new SqlText(
            $"UPDATE {table} SET {string.Join(", ", others.Select(c => $"{c} = @{names[c]}"))} WHERE {string.Join(" AND ", keys.Select(k => $"{k} = @{names[k]}"))}",
            $"UPDATE t SET {string.Join(", ", others.Select(c => $"{c} = r.{c}"))} FROM {table} t JOIN {rows} ON {shape.Match()}");
        // A filtered unique index is only recognised as the target when its condition is repeated.
        var target = $"({string.Join(", ", keys)}){(filter is null ? "" : $" WHERE {filter}")}";
        var upsert = new SqlText(
            $"{insert.Sqlite} ON CONFLICT {target} DO UPDATE SET {string.Join(", ", others.Select(c => $"{c} = excluded.{c}"))}",
            $"""
            {update.SqlServer};
            {insert.SqlServer} WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE {shape.Match()})
            """);
        (_insert, _update, _upsert) = (new(insert, shape), new(update, shape), new(upsert, shape));
        Generated = [new(table, "insert", insert), new(table, "update", update), new(table, "upsert", upsert)];
    }

    public IReadOnlyList<GeneratedSql> Generated { get; }

    /// <summary>Adds rows of which none is there yet.</summary>
    public Task InsertAsync(WriteTransaction transaction, IEnumerable<TRow> rows, CancellationToken cancel) =>
        _insert.ExecuteAsync(transaction, rows, cancel);

    /// <summary>Replaces rows that are all there.</summary>
    public Task UpdateAsync(WriteTransaction transaction, IEnumerable<TRow> rows, CancellationToken cancel) =>
        _update.ExecuteAsync(transaction, rows, cancel);

    /// <summary>Adds rows, or replaces those with the same key: where nobody knows which are there, or both kinds come together.</summary>
    public Task UpsertAsync(WriteTransaction transaction, IEnumerable<TRow> rows, CancellationToken cancel) =>
        _upsert.ExecuteAsync(transaction, rows, cancel);
}
