using System.Text.Json;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Storage;

/// <summary>Rows on their way to SQL Server: JSON arrays of at most about 60,000 characters, as the driver is slow with larger single values.</summary>
internal static class JsonPages
{
    private const int Longest = 60_000;

    public static IEnumerable<string> Of(IReadOnlyList<string> names, IEnumerable<object?[]> rows)
    {
        var page = new List<string>();
        var length = 0;
        foreach (var text in rows.Select(row => Row(names, row)))
        {
            if (page.Count > 0 && length + text.Length > Longest)
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

    private static string Row(IReadOnlyList<string> names, object?[] values)
    {
        var fields = new Dictionary<string, object?>(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            fields[names[i]] = values[i] is DateTimeOffset instant ? Instants.Cut(instant) : values[i];
        }

        return JsonSerializer.Serialize(fields);
    }
}
