namespace ShopSupport.Simulator.OAuth;

/// <summary>
/// Reads a <c>shopify.app.toml</c>: as much of TOML as such a file needs, which is keys, texts, flags, lists over several lines,
/// tables and lists of tables.
/// </summary>
internal static class AppFile
{
    /// <summary>The description that lies in this repository.</summary>
    public static string OfThisRepository()
    {
        using var reader = new StreamReader(typeof(AppFile).Assembly.GetManifestResourceStream("Serve/shopify.app.toml")!);
        return reader.ReadToEnd();
    }

    /// <exception cref="InvalidDataException">The file has something that is not understood; it says the line.</exception>
    public static SimulatedApp Read(string text, string apiKey, IReadOnlyList<string> secrets, Uri address)
    {
        var tables = Tables(text);
        var (root, access) = (tables[0], tables.Find(table => table.Name is "access_scopes"));
        return new()
        {
            ApiKey = apiKey,
            Secrets = secrets,
            Handle = root.One("handle") ?? (root.One("name") ?? "app").ToLowerInvariant().Replace(' ', '-'),
            Name = root.One("name") ?? "app",
            Address = address,
            Scopes = [.. (access?.One("scopes") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            OptionalScopes = access?.List("optional_scopes") ?? [],
            Subscriptions = [.. tables.Where(table => table.Name is "webhooks.subscriptions").SelectMany(Subscriptions)],
        };
    }

    private static IEnumerable<AppSubscription> Subscriptions(Table table) => table.List("topics").Concat(table.List("compliance_topics"))
        .Select(topic => new AppSubscription(topic, table.One("uri") ?? throw new InvalidDataException($"The subscription to {topic} has no uri."), table.List("include_fields")));

    private static List<Table> Tables(string text)
    {
        List<Table> tables = [new("")];
        var lines = text.Split('\n').Select(line => Bare(line).Trim()).ToArray();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.StartsWith('['))
            {
                tables.Add(new(line.Trim('[', ']', ' ')));
            }
            else if (line.Length > 0)
            {
                var at = line.IndexOf('=', StringComparison.Ordinal);
                var value = at > 0 ? line[(at + 1)..].Trim() : throw new InvalidDataException($"Line {i + 1} is neither a table nor a value: {line}");
                while (value.StartsWith('[') && !value.EndsWith(']') && i + 1 < lines.Length)
                {
                    value += lines[++i];
                }

                tables[^1].Values[line[..at].Trim()] = value.Split('"').Where((_, part) => part % 2 == 1).ToList();
            }
        }

        return tables;
    }

    // A comment begins at a sign that stands in no text.
    private static string Bare(string line)
    {
        var isText = false;
        for (var i = 0; i < line.Length; i++)
        {
            isText ^= line[i] == '"';
            if (line[i] == '#' && !isText)
            {
                return line[..i];
            }
        }

        return line;
    }

    private sealed record Table(string Name)
    {
        public Dictionary<string, List<string>> Values { get; } = new(StringComparer.Ordinal);

        public string? One(string key) => Values.GetValueOrDefault(key) is [var value, ..] ? value : null;

        public List<string> List(string key) => Values.GetValueOrDefault(key) ?? [];
    }
}
