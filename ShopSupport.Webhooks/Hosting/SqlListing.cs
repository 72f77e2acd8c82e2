using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Hosting;

/// <summary><c>sql [table]</c>: lists the statements that are made from row types, in the words of both engines.</summary>
internal static class SqlListing
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var table = args.FirstOrDefault();
        var found = GeneratedSql.List().Where(sql => table is null || string.Equals(sql.Table, table, StringComparison.Ordinal)).ToList();
        foreach (var (name, purpose, text) in found)
        {
            await output.WriteLineAsync($"-- {name}, {purpose} [sqlite]\n{text.Sqlite};\n\n-- {name}, {purpose} [sqlserver]\n{text.SqlServer};\n");
        }

        if (found.Count == 0)
        {
            await output.WriteLineAsync($"No statement is made for a table '{table}'.");
        }

        return found.Count == 0 ? 1 : 0;
    }
}
