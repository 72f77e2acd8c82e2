using System.Text.RegularExpressions;
using Dapper;
using ShopSupport.Core.Storage;

namespace ShopSupport.Tests.Support;

/// <summary>Asks SQLite how it would run a statement, without running it.</summary>
public static partial class SqlPlans
{
    /// <summary>The statements of a block.</summary>
    public static IEnumerable<string> Statements(string text) =>
        text.Split(";\n").Select(s => s.Trim().TrimEnd(';')).Where(s => s.Length > 0);

    /// <summary>The steps of the plan, one line each. Throws when the statement names what the database does not have.</summary>
    public static async Task<IReadOnlyList<string>> ExplainAsync(Database database, string statement)
    {
        var args = new DynamicParameters();
        foreach (var name in Parameter().Matches(statement).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal))
        {
            args.Add(name, name is "Ids" ? "[1]" : 1);
        }

        var sql = $"EXPLAIN QUERY PLAN {statement}";
        return [.. (await database.QueryAsync<PlanStep>(new SqlText(sql, sql), args, CancellationToken.None)).Select(s => s.Detail)];
    }

    /// <summary>An empty database of the queue's tables.</summary>
    public static async Task<Database> OpenQueueAsync()
    {
        var database = new Database(DatabaseProvider.Sqlite, $"Data Source={TestDatabase.NewFile()}");
        await Migrator.MigrateAsync(database, "Queue", CancellationToken.None);
        return database;
    }

    [GeneratedRegex(@"@(?<name>[A-Za-z]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, -1)]
    private static partial Regex Parameter();

    private sealed record PlanStep
    {
        public string Detail { get; init; } = "";
    }
}
