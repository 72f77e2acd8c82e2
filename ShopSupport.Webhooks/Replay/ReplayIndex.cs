using System.Text;

namespace ShopSupport.Webhooks.Replay;

/// <summary>One row of a folder's INDEX.csv.</summary>
internal sealed record ReplayIndexRow(string File, string Topic, string ApiVersion, string Shape)
{
    /// <summary>False for what is only like a webhook's body: answers of an API, fragments, test vectors.</summary>
    public bool IsDelivery => Shape.Length == 0 || Shape.Contains("webhook body", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Reads INDEX.csv: a heading line with at least <c>file</c> and <c>topic</c>, values quoted as RFC 4180 has it.</summary>
internal static class ReplayIndex
{
    /// <exception cref="InvalidDataException">The text is no such index.</exception>
    public static IReadOnlyList<ReplayIndexRow> Read(string text)
    {
        var lines = Split(text.TrimStart('\uFEFF'));
        var heading = lines.Count == 0 ? [] : lines[0];
        int file = heading.IndexOf("file"), topic = heading.IndexOf("topic");
        int version = heading.IndexOf("api_version"), shape = heading.IndexOf("shape");
        if (file < 0 || topic < 0)
        {
            throw new InvalidDataException("INDEX.csv has no columns 'file' and 'topic'.");
        }

        return
        [
            .. lines.Skip(1).Where(l => l.Count > 1)
                .Select(l => new ReplayIndexRow(At(l, file), At(l, topic), At(l, version), At(l, shape))),
        ];
    }

    private static string At(List<string> line, int column) => column >= 0 && column < line.Count ? line[column].Trim() : "";

    private static List<List<string>> Split(string text)
    {
        List<List<string>> lines = [];
        List<string> line = [];
        var value = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when isQuoted && i + 1 < text.Length && text[i + 1] == '"':
                    value.Append('"');
                    i++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    EndValue();
                    break;
                case '\n' when !isQuoted:
                    EndLine();
                    break;
                default:
                    value.Append(text[i]);
                    break;
            }
        }

        if (isQuoted)
        {
            throw new InvalidDataException("INDEX.csv ends inside a quoted value.");
        }

        EndLine();
        return lines;

        void EndValue()
        {
            line.Add(value.ToString());
            value.Clear();
        }

        void EndLine()
        {
            EndValue();
            lines.Add(line);
            line = [];
        }
    }
}
