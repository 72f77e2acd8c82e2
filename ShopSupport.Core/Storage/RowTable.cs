using Dapper;

namespace ShopSupport.Core.Storage;

/// <summary>
/// Writes rows of one table in bulk: on SQLite one prepared upsert a row (there is no network between), on SQL Server
/// one statement a page of rows, which travel as JSON.
/// </summary>
internal sealed class RowTable<TRow>
{
    private readonly RowShape<TRow> _shape = new();
    private readonly PreparedStatement _upsert;
    private readonly string _update;
    private readonly string _insert;

    /// <param name="table">The table.</param>
    /// <param name="keys">The columns of the unique index that tells rows apart.</param>
    /// <param name="filter">That index's condition, when it has one.</param>
    public RowTable(string table, IReadOnlyList<string> keys, string? filter = null)
    {
        var columns = _shape.Columns;
        var others = columns.Except(keys, StringComparer.Ordinal).ToList();
        var assign = string.Join(", ", others.Select(c => $"{c} = excluded.{c}"));
        // A filtered unique index is only recognised as the target when its condition is repeated.
        var target = $"({string.Join(", ", keys)}){(filter is null ? "" : $" WHERE {filter}")}";
        _upsert = new PreparedStatement(
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => $"@{c}"))}) ON CONFLICT {target} DO UPDATE SET {assign}",
            columns);
        var match = _shape.Match(keys);
        var rows = $"OPENJSON(@Rows) WITH ({_shape.JsonColumns()}) r";
        _update = $"UPDATE t SET {string.Join(", ", others.Select(c => $"{c} = r.{c}"))} FROM {table} t JOIN {rows} ON {match}";
        _insert = $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns.Select(c => $"r.{c}"))} FROM {rows} WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE {match})";
    }

    /// <summary>Inserts rows, or replaces those with the same key.</summary>
    public async Task UpsertAsync(WriteTransaction transaction, IReadOnlyCollection<TRow> rows, CancellationToken cancel)
    {
        if (transaction.Provider == DatabaseProvider.Sqlite)
        {
            foreach (var row in rows)
            {
                _upsert.Execute(transaction, _shape.Values(row));
            }

            return;
        }

        foreach (var page in _shape.Json(rows))
        {
            await ExecuteAsync(transaction, _update, page, cancel);
            await ExecuteAsync(transaction, _insert, page, cancel);
        }
    }

    private static Task<int> ExecuteAsync(WriteTransaction transaction, string sql, string rows, CancellationToken cancel) =>
        transaction.Connection.ExecuteAsync(new CommandDefinition(sql, new { Rows = rows }, transaction.Transaction, cancellationToken: cancel));
}
