using System.Reflection;
using Dapper;

namespace ShopSupport.Core.Storage;

/// <summary>
/// One change for each of many rows: on SQLite the statement runs once a row with the row's values as parameters; on
/// SQL Server it runs once a page, and reads the rows from <c>OPENJSON(@Rows)</c>.
/// </summary>
internal sealed class RowStatement<TRow>(SqlText sql)
{
    private readonly RowShape<TRow> _shape = new();
    private readonly PreparedStatement _prepared = new(
        sql.Sqlite, [.. typeof(TRow).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name)]);

    public async Task ExecuteAsync(WriteTransaction transaction, IReadOnlyCollection<TRow> rows, CancellationToken cancel)
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
                new CommandDefinition(sql.SqlServer, new { Rows = page }, transaction.Transaction, cancellationToken: cancel));
        }
    }
}
