using System.Globalization;
using System.Reflection;
using Dapper;

namespace ShopSupport.Core.Storage;

/// <summary>
/// Brings a database to the newest shape. Each set is a folder of numbered files under <c>Storage/Migrations</c>,
/// one text for both engines; they only roll forward, each in a transaction of its own.
/// </summary>
public static class Migrator
{
    private static readonly SqlFile Sql = SqlFile.Load("Storage.Migrator.sql");

    /// <summary>A change that changes nothing, in the one table that every database has.</summary>
    internal static SqlText Touch { get; } = Sql["touch"];

    /// <summary>Applies what is missing of <paramref name="set"/> (<c>Main</c> or <c>Queue</c>).</summary>
    public static Task MigrateAsync(Database database, string set, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(Sql["lock"], null, cancel);
                await transaction.ExecuteAsync(Sql["create_table"], null, cancel);
                var done = await transaction.QueryAsync<string>(Sql["list"], new { SetName = set }, cancel);
                foreach (var (name, text) in Files(set).Where(file => !done.Contains(file.Name)))
                {
                    foreach (var statement in Statements(text))
                    {
                        var sql = Dialect.Translate(statement, database.Provider);
                        await transaction.Connection.ExecuteAsync(new CommandDefinition(sql, null, transaction.Transaction, cancellationToken: cancel));
                    }

                    await transaction.ExecuteAsync(Sql["add"], new { SetName = set, Name = name }, cancel);
                }
            },
            cancel);

    internal static IEnumerable<(string Name, string Text)> Files(string set)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"ShopSupport.Core.Storage.Migrations.{set}.");
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[prefix.Length..], reader.ReadToEnd());
        }
    }

    // A statement ends with a semicolon at the end of a line.
    internal static IEnumerable<string> Statements(string text) =>
        text.Split(";\n").Select(s => s.Trim()).Where(s => s.Length > 0);
}
