using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace ShopSupport.Core.Storage;

/// <summary>
/// Brings a database to the newest shape. Each set is a folder of numbered files under <c>Storage/Migrations</c>,
/// one text for both engines; they only roll forward, all that are missing in one transaction.
/// </summary>
public static class Migrator
{
    /// <summary>The set of the desk's own database; the queue has another.</summary>
    public const string Main = "Main";

    private static readonly SqlFile Sql = SqlFile.Load("Storage.Migrator.sql");
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A change that changes nothing, in the one table that every database has.</summary>
    internal static SqlText Touch { get; } = Sql["touch"];

    /// <summary>
    /// Applies what is missing of <paramref name="set"/> (<c>Main</c> or <c>Queue</c>), or waits until another process
    /// did; see <see cref="Database.MigratesItself"/>. Returns the names of those applied here.
    /// </summary>
    /// <exception cref="SettingException">The database cannot be used, or is of a newer version of this program.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(Database database, string set, CancellationToken cancel)
    {
        try
        {
            var applied = database.MigratesItself
                ? await database.WriteAsync(transaction => ApplyAsync(transaction, set, cancel), cancel)
                : await WaitAsync(database, set, cancel);
            if (set is Main && database.MigratesItself)
            {
                await FullText.MakeAsync(database, cancel);
            }

            if (set is Main && await database.FindAsync<int>(Sql["readers_wait"], null, cancel) == 1)
            {
                database.Log.LogWarning(
                    "{Setting}: READ_COMMITTED_SNAPSHOT is off, so that screens wait for writers; switch it on with ALTER DATABASE", database.Setting);
            }

            return applied;
        }
        catch (Exception e) when (e is DbException || DatabaseErrors.MeansUnavailable(e))
        {
            throw database.Refusal(e);
        }
    }

    private static async Task<IReadOnlyList<string>> ApplyAsync(WriteTransaction transaction, string set, CancellationToken cancel)
    {
        if (!await transaction.LockAsync("migrate", Patience, cancel))
        {
            throw new TimeoutException("another process is migrating it");
        }

        await transaction.ExecuteAsync(Sql["create_table"], null, cancel);
        var done = await transaction.QueryAsync<string>(Sql["list"], new { SetName = set }, cancel);
        var missing = Missing(set, done);
        foreach (var (name, text) in missing)
        {
            foreach (var statement in Statements(text))
            {
                await transaction.ExecuteAsync(SqlText.Of(statement), null, cancel);
            }

            await transaction.ExecuteAsync(Sql["add"], new { SetName = set, Name = name }, cancel);
        }

        return missing.ConvertAll(file => file.Name);
    }

    private static async Task<IReadOnlyList<string>> WaitAsync(Database database, string set, CancellationToken cancel)
    {
        var hasSaid = false;
        while (true)
        {
            var hasTable = await database.FindAsync<int>(Sql["has_table"], null, cancel) > 0;
            var done = hasTable ? await database.QueryAsync<string>(Sql["list"], new { SetName = set }, cancel) : [];
            if (Missing(set, done) is not { Count: > 0 } missing)
            {
                return [];
            }

            if (!hasSaid)
            {
                database.Log.LogWarning(
                    "{Setting}: waiting for the migrations {Names}, which the command migrate applies", database.Setting, string.Join(", ", missing.Select(file => file.Name)));
                hasSaid = true;
            }

            await Task.Delay(LookAgain, TimeProvider.System, cancel);
        }
    }

    private static List<(string Name, string Text)> Missing(string set, List<string> done)
    {
        var known = Files(set).ToList();
        var newer = done.Except(known.Select(file => file.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return newer.Count == 0
            ? known.FindAll(file => !done.Contains(file.Name, StringComparer.Ordinal))
            : throw new SettingException($"The database is of a newer version: this one does not know {string.Join(", ", newer)}.");
    }

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
