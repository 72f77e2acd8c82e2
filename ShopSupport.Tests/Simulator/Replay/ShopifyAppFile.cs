namespace ShopSupport.Tests.Simulator.Replay;

/// <summary>What infra/shopify.app.toml says, read line by line: enough for its own plain form, no reader of TOML.</summary>
internal sealed class ShopifyAppFile
{
    private ShopifyAppFile(string[] lines)
    {
        var comment = "";
        var isList = false;
        foreach (var line in lines.Select(l => l.Trim()))
        {
            isList |= line.StartsWith("topics = [", StringComparison.Ordinal) || line.StartsWith("compliance_topics = [", StringComparison.Ordinal);
            if (isList)
            {
                Topics.AddRange(Quoted(line).Select(t => (t, comment)));
                isList = !line.EndsWith(']');
            }
            else if (line.StartsWith('#'))
            {
                comment = line[1..].Trim();
            }
            else if (line.StartsWith("uri = ", StringComparison.Ordinal))
            {
                Addresses.AddRange(Quoted(line));
            }
            else if (line.StartsWith("scopes = ", StringComparison.Ordinal))
            {
                Scopes.AddRange(Quoted(line).SelectMany(s => s.Split(',')));
            }
            else if (line.StartsWith("[[webhooks.subscriptions]]", StringComparison.Ordinal))
            {
                Subscriptions++;
            }
        }
    }

    /// <summary>Each topic with the comment above its block, which names the scope.</summary>
    public List<(string Topic, string Scope)> Topics { get; } = [];

    public List<string> Scopes { get; } = [];

    public List<string> Addresses { get; } = [];

    public int Subscriptions { get; }

    public static async Task<ShopifyAppFile> ReadAsync()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "ShopSupport.sln")))
        {
            at = at.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the project's folder.");
        }

        return new ShopifyAppFile(await File.ReadAllLinesAsync(Path.Combine(at.FullName, "infra", "shopify.app.toml")));
    }

    private static IEnumerable<string> Quoted(string line) => line.Split('"').Where((_, i) => i % 2 == 1);
}
