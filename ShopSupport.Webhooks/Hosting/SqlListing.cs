using System.CommandLine;
using ShopSupport.Core.Storage;

namespace ShopSupport.Webhooks.Hosting;

/// <summary><c>sql [table]</c>: lists the statements that are made from row types, in the words of both engines.</summary>
internal static class SqlListing
{
    public static Command Line()
    {
        var table = new Argument<string?>("table") { Description = "whose statements; all unless given", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("sql", "Lists the statements that are made from row types, for both engines.") { table };
        command.SetAction((line, _) => RunAsync(line.GetValue(table), line.InvocationConfiguration.Output));
        return command;
    }

    private static async Task<int> RunAsync(string? table, TextWriter output)
    {
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
