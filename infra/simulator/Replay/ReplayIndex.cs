using CsvHelper;

namespace ShopSupport.Simulator.Replay;

/// <summary>One row of a folder's INDEX.csv.</summary>
internal sealed record ReplayIndexRow(string File, string Topic, string ApiVersion, string Shape)
{
    /// <summary>False for what is only like a webhook's body: answers of an API, fragments, test vectors.</summary>
    public bool IsDelivery => Shape.Length == 0 || Shape.Contains("webhook body", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Reads INDEX.csv: a heading line with at least <c>file</c> and <c>topic</c>, values quoted as RFC 4180 has it.</summary>
internal static class ReplayIndex
{
    private static readonly CsvReaderOptions Rfc4180 = new()
    {
        Separator = ',',
        TrimWhitespace = true,
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
    };

    /// <exception cref="InvalidDataException">The text is no such index.</exception>
    public static IReadOnlyList<ReplayIndexRow> Read(string text)
    {
        using var csv = CsvReader.FromText(text.TrimStart('\uFEFF'), Rfc4180);
        try
        {
            var (file, topic, version, shape) = (Place("file"), Place("topic"), Place("api_version"), Place("shape"));
            if (file is null || topic is null)
            {
                throw new InvalidDataException("INDEX.csv has no columns 'file' and 'topic'.");
            }

            var rows = new List<ReplayIndexRow>();
            while (csv.Read())
            {
                rows.Add(new ReplayIndexRow(At(file), At(topic), At(version), At(shape)));
            }

            return rows;
        }
        catch (CsvFormatException e)
        {
            throw new InvalidDataException($"INDEX.csv is not well-formed at line {e.LineNumber}: {e.Message}", e);
        }

        int? Place(string column) => csv.TryGetFieldIndex(column, out var place) ? place : null;

        string At(int? place) => place is null ? "" : csv.GetString(place.Value);
    }
}
