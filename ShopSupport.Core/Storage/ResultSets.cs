using System.Data.Common;
using System.Globalization;
using Dapper;

namespace ShopSupport.Core.Storage;

/// <summary>What several statements of one round trip gave, read in their order.</summary>
public sealed class ResultSets
{
    private readonly DbDataReader _reader;

    internal ResultSets(DbDataReader reader) => _reader = reader;

    /// <summary>All rows of the next result.</summary>
    public async Task<List<T>> ReadAsync<T>()
    {
        var rows = new List<T>();
        var parse = _reader.GetRowParser(typeof(T));
        while (await _reader.ReadAsync())
        {
            rows.Add(To<T>(parse(_reader)));
        }

        await _reader.NextResultAsync();
        return rows;
    }

    /// <summary>The first row of the next result, or the type's default when it is empty.</summary>
    public async Task<T?> ReadFirstOrDefaultAsync<T>() => (await ReadAsync<T>()).FirstOrDefault();

    // The engines count in different widths.
    private static T To<T>(object? value) => value is null or T
        ? (T)value!
        : (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture);
}
