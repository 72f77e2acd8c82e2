using System.Globalization;
using Dapper;

namespace ShopSupport.Core.Storage;

/// <summary>
/// Adds rows to one table: on SQLite one prepared statement a row, on SQL Server many rows in each. Values travel as
/// parameters, so that bytes need no text around them.
/// </summary>
internal sealed class RowInsert<TRow> : IGeneratesSql
{
    // SQL Server takes 2,100 parameters.
    private const int MostParameters = 1000;
    private const int LargestStatement = 1024 * 1024;

    private readonly RowShape<TRow> _shape = new();
    private readonly string _head;
    private readonly PreparedStatement _prepared;

    public RowInsert(string table)
    {
        _head = $"INSERT INTO {table} ({string.Join(", ", _shape.Columns)}) VALUES ";
        var one = _head + $"({string.Join(", ", _shape.Columns.Select(c => $"@{c}"))})";
        _prepared = new PreparedStatement(one, _shape.Columns);
        Generated = [new GeneratedSql(table, "insert", new SqlText(one, one))];
    }

    public IReadOnlyList<GeneratedSql> Generated { get; }

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

        foreach (var page in Pages(rows))
        {
            var (places, values) = (new List<string>(page.Count), new DynamicParameters());
            foreach (var row in page)
            {
                places.Add($"({string.Join(", ", row.Select((value, column) => Name(values, places.Count, column, value)))})");
            }

            await transaction.Connection.ExecuteAsync(
                new CommandDefinition(_head + string.Join(", ", places), values, transaction.Transaction, cancellationToken: cancel));
        }
    }

    private static string Name(DynamicParameters values, int row, int column, object? value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"@p{row}_{column}");
        values.Add(name, value);
        return name;
    }

    private IEnumerable<List<object?[]>> Pages(IEnumerable<TRow> rows)
    {
        var (page, size) = (new List<object?[]>(), 0L);
        foreach (var row in rows.Select(_shape.Values))
        {
            var length = row.Sum(value => value switch { byte[] bytes => bytes.Length, string text => text.Length * 2, _ => 8L });
            if (page.Count > 0 && (size + length > LargestStatement || (page.Count + 1) * row.Length > MostParameters))
            {
                yield return page;
                (page, size) = ([], 0);
            }

            page.Add(row);
            size += length;
        }

        if (page.Count > 0)
        {
            yield return page;
        }
    }
}
