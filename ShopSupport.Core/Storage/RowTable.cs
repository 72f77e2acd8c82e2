using Dapper;

namespace ShopSupport.Core.Storage;

/// <summary>
/// Writes rows of one table in bulk: on SQLite one prepared upsert a row (there is no network between), on SQL Server
/// one round trip a page of rows, which travel as JSON.
/// </summary>
internal sealed class RowTable<TRow> : IGeneratesSql
{
    private readonly RowShape<TRow> _shape = new();
    private readonly SqlText _upsert;
    private readonly PreparedStatement _prepared;

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
        var match = _shape.Match(keys);
        var rows = $"OPENJSON(@Rows) WITH ({_shape.JsonColumns()}) r";
        _upsert = new SqlText(
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => $"@{c}"))}) ON CONFLICT {target} DO UPDATE SET {assign}",
            $"""
            UPDATE t SET {string.Join(", ", others.Select(c => $"{c} = r.{c}"))} FROM {table} t JOIN {rows} ON {match};
            INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns.Select(c => $"r.{c}"))} FROM {rows} WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE {match})
            """);
        _prepared = new PreparedStatement(_upsert.Sqlite, columns);
        Generated = [new GeneratedSql(table, "upsert", _upsert)];
    }

    public IReadOnlyList<GeneratedSql> Generated { get; }

    /// <summary>Inserts rows, or replaces those with the same key.</summary>
    public async Task UpsertAsync(WriteTransaction transaction, IReadOnlyCollection<TRow> rows, CancellationToken cancel)
    {
        if (transaction.Provider == DatabaseProvider.Sqlite)
        {
            foreach (var row in rows)
            {
                _prepared.Execute(transaction, _shape.Values(row));
            }

            return;
        }

        foreach (var page in _shape.Json(rows))
        {
            await transaction.Connection.ExecuteAsync(
                new CommandDefinition(_upsert.SqlServer, new { Rows = page }, transaction.Transaction, cancellationToken: cancel));
        }
    }
}
