using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Storage;

/// <summary>A row type as columns: names in snake_case, values by compiled access, types for sets of rows as JSON.</summary>
internal sealed class RowShape<TRow>
{
    // A key sent as NVARCHAR(MAX) could not be hashed to join it. No key column is longer.
    private const string KeyText = "NVARCHAR(400)";

    private readonly Func<TRow, object?>[] _values;
    private readonly IReadOnlyList<string> _keys;
    private readonly IReadOnlyList<string> _types;

    /// <param name="keys">The columns that rows are joined by.</param>
    public RowShape(params IReadOnlyList<string> keys)
    {
        var properties = typeof(TRow).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetCustomAttribute<NotAColumnAttribute>() is null && p.GetIndexParameters().Length == 0 && p.SetMethod is not null)
            .ToList();
        _keys = keys;
        Columns = [.. properties.Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name))];
        Parameters = [.. properties.Select(p => p.Name)];
        _types = [.. properties.Zip(Columns, (p, column) => SqlServerType(p.PropertyType, keys.Contains(column, StringComparer.Ordinal)))];
        _values = [.. properties.Select(Getter)];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The properties behind the columns: the names of a statement's parameters.</summary>
    public IReadOnlyList<string> Parameters { get; }

    public object? Value(TRow row, int column) => _values[column](row);

    public object?[] Values(TRow row) => Array.ConvertAll(_values, value => value(row));

    /// <summary>The table <c>r</c> that SQL Server reads from <c>@Rows</c>.</summary>
    public string JsonRows() => $"OPENJSON(@Rows) WITH ({Declared(Columns)}) r";

    /// <summary>The same for keys alone, each with its place among them; see <see cref="RowLookup"/>.</summary>
    public string JsonKeys() => $"OPENJSON(@Rows) WITH ({RowLookup.Place} INT '$.{RowLookup.Place}', {Declared(_keys)}) r";

    /// <summary>The condition that joins table <c>t</c> to <c>r</c> by the keys; texts from JSON have the server's collation, keys have not.</summary>
    public string Match() => string.Join(" AND ", _keys.Select(key =>
        $"t.{key} = r.{key}{(TypeOf(key).StartsWith('N') ? " COLLATE Latin1_General_100_BIN2" : "")}"));

    /// <summary>Rows as pages for the parameter <c>@Rows</c>.</summary>
    public IEnumerable<string> Json(IEnumerable<TRow> rows) => JsonPages.Of(Columns, rows.Select(Values));

    private string Declared(IReadOnlyList<string> columns) => string.Join(", ", columns.Select(c => $"{c} {TypeOf(c)} '$.{c}'"));

    private string TypeOf(string column) => _types[Columns.ToList().IndexOf(column)];

    private static Func<TRow, object?> Getter(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, object?>>(Plain(Expression.Property(row, property)), row).Compile();
    }

    // An id travels as its number.
    private static Expression Plain(Expression value)
    {
        var inner = Nullable.GetUnderlyingType(value.Type);
        if (!typeof(IId).IsAssignableFrom(inner ?? value.Type))
        {
            return Expression.Convert(value, typeof(object));
        }

        return inner is null
            ? Expression.Convert(Expression.Property(value, nameof(IId.Value)), typeof(object))
            : Expression.Condition(
                Expression.Property(value, "HasValue"),
                Plain(Expression.Property(value, "Value")),
                Expression.Constant(null, typeof(object)));
    }

    private static string SqlServerType(Type type, bool isKey)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(long) || typeof(IId).IsAssignableFrom(plain) ? "BIGINT"
            : plain == typeof(int) ? "INT"
            : plain == typeof(bool) ? "BIT"
            : plain == typeof(DateTimeOffset) ? "DATETIMEOFFSET(3)"
            : plain == typeof(string) ? (isKey ? KeyText : "NVARCHAR(MAX)")
            : plain == typeof(byte[]) ? "VARBINARY(MAX)"
            : throw new NotSupportedException($"{typeof(TRow).Name} has a column of type {plain.Name}.");
    }
}
