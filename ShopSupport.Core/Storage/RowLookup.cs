namespace ShopSupport.Core.Storage;

/// <summary>
/// Reads two numbers for each of many keys: on SQLite one compiled statement a key; on SQL Server one statement a page
/// of keys, which reads them and their places from <c>OPENJSON(@Rows)</c> and gives place and numbers back.
/// </summary>
internal sealed class RowLookup(SqlText sql, IReadOnlyList<string> parts)
{
    /// <summary>The name of a key's place among the keys, in the JSON and in the answer.</summary>
    public const string Place = "place";

    private readonly PreparedStatement _prepared = new(sql.Sqlite, parts);

    /// <summary>The numbers of each key, in the keys' order; null where there is no row. The parts of a key are in the order of their names.</summary>
    public async Task<(long First, long Second)?[]> FindAsync(WriteTransaction transaction, IReadOnlyList<object?[]> keys, CancellationToken cancel)
    {
        var found = new (long, long)?[keys.Count];
        if (transaction.Provider == DatabaseProvider.Sqlite)
        {
            ReadEach(transaction, keys, found);
            return found;
        }

        var placed = keys.Select((key, place) => (object?[])[place, .. key]);
        foreach (var page in JsonPages.Of([Place, .. parts], placed))
        {
            foreach (var (place, first, second) in await transaction.QueryAsync<(int, long, long)>(sql, new { Rows = page }, cancel))
            {
                found[place] = (first, second);
            }
        }

        return found;
    }

    private void ReadEach(WriteTransaction transaction, IReadOnlyList<object?[]> keys, (long, long)?[] found)
    {
        Span<long> row = stackalloc long[2];
        for (var i = 0; i < keys.Count; i++)
        {
            if (_prepared.TryRead(transaction, row, keys[i]))
            {
                found[i] = (row[0], row[1]);
            }
        }
    }
}
