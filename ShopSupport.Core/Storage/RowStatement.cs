namespace ShopSupport.Core.Storage;

/// <summary>
/// One change for each of many rows: on SQLite the statement runs once a row, with the row's properties as parameters
/// (there is no network between); on SQL Server it runs once a page, and reads the rows from <c>OPENJSON(@Rows)</c>.
/// </summary>
internal sealed class RowStatement<TRow>
{
    private readonly RowShape<TRow> _shape;
    private readonly SqlText _sql;
    private readonly PreparedStatement _prepared;

    /// <param name="sql">The statement; its SQLite parameters are named like the properties.</param>
    public RowStatement(SqlText sql)
        : this(sql, new RowShape<TRow>())
    {
    }

    internal RowStatement(SqlText sql, RowShape<TRow> shape)
    {
        (_sql, _shape) = (sql, shape);
        _prepared = new PreparedStatement(sql.Sqlite, shape.Parameters);
    }

    public async Task ExecuteAsync(WriteTransaction transaction, IEnumerable<TRow> rows, CancellationToken cancel)
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
            await transaction.ExecuteAsync(_sql, new { Rows = page }, cancel);
        }
    }
}
