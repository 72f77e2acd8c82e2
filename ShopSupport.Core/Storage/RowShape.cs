using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Storage;

/// <summary>A row type as columns: names in snake_case, values by compiled access, types for sets of rows as JSON.</summary>
internal sealed class RowShape<TRow>
{
    private readonly Func<TRow, object?>[] _values;

    public RowShape()
    {
        var properties = typeof(TRow).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetCustomAttribute<NotAColumnAttribute>() is null && p.GetIndexParameters().Length == 0 && p.SetMethod is not null)
            .ToList();
        Columns = [.. properties.Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name))];
        Types = [.. properties.Select(p => SqlServerType(p.PropertyType))];
        _values = [.. properties.Select(Getter)];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The columns' types as SQL Server's OPENJSON wants them.</summary>
    public IReadOnlyList<string> Types { get; }

    public object? Value(TRow row, int column) => _values[column](row);

    public object?[] Values(TRow row) => Array.ConvertAll(_values, value => value(row));

    /// <summary>The <c>WITH (…)</c> clause that reads these columns from a JSON array of objects.</summary>
    public string JsonColumns() => string.Join(", ", Columns.Zip(Types, (name, type) => $"{name} {type} '$.{name}'"));

    /// <summary>The condition that joins table <c>t</c> to JSON rows <c>r</c>; texts from JSON have the server's collation, keys have not.</summary>
    public string Match(IEnumerable<string> keys) => string.Join(" AND ", keys.Select(key =>
        $"t.{key} = r.{key}{(Types[Columns.ToList().IndexOf(key)].StartsWith('N') ? " COLLATE Latin1_General_100_BIN2" : "")}"));

    /// <summary>Rows as JSON arrays of at most about 60,000 characters: the driver is slow with larger single values.</summary>
    public IEnumerable<string> Json(IEnumerable<TRow> rows)
    {
        var page = new List<string>();
        var length = 0;
        foreach (var text in rows.Select(ToJson))
        {
            if (page.Count > 0 && length + text.Length > 60_000)
            {
                yield return $"[{string.Join(',', page)}]";
                page.Clear();
                length = 0;
            }

            page.Add(text);
            length += text.Length;
        }

        if (page.Count > 0)
        {
            yield return $"[{string.Join(',', page)}]";
        }
    }

    private string ToJson(TRow row)
    {
        var fields = new Dictionary<string, object?>(Columns.Count, StringComparer.Ordinal);
        for (var i = 0; i < Columns.Count; i++)
        {
            fields[Columns[i]] = _values[i](row);
        }

        return JsonSerializer.Serialize(fields);
    }

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

    private static string SqlServerType(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(long) || typeof(IId).IsAssignableFrom(plain) ? "BIGINT"
            : plain == typeof(int) ? "INT"
            : plain == typeof(bool) ? "BIT"
            : plain == typeof(DateTimeOffset) ? "DATETIMEOFFSET(3)"
            : plain == typeof(string) ? "NVARCHAR(MAX)"
            : plain == typeof(byte[]) ? "VARBINARY(MAX)"
            : throw new NotSupportedException($"{typeof(TRow).Name} has a column of type {plain.Name}.");
    }
}
