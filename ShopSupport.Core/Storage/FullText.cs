using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Storage;

/// <summary>
/// The engines' full-text search over words that <see cref="SearchText"/> makes. Every word begins with its shop, so that a
/// shop asks its own part of the index, however large the others are.
/// </summary>
internal static class FullText
{
    // "already has a full-text index": another process was quicker. "not full-text indexed", "not installed".
    private const int IsThere = 7652;
    private static readonly int[] Missing = [7601, 7609];

    private static readonly SqlFile Sql = SqlFile.Load("Storage.Migrator.sql");

    /// <summary>The beginning of every word of a shop.</summary>
    public static string Owner(ShopId shopId) => string.Create(CultureInfo.InvariantCulture, $"s{shopId.Value}q");

    /// <summary>A question in the words of the engine, which holds ASCII letters and digits between its signs and nothing that a person typed as it is.</summary>
    public static string Question(SearchQuestion question, ShopId shopId, Database database)
    {
        var owner = Owner(shopId);
        return string.Join(" AND ", question.Phrases.SelectMany(phrase => database.Provider switch
        {
            DatabaseProvider.Sqlite => [Quoted(phrase.Words, owner) + (phrase.IsPrefix ? "*" : "")],
            // A phrase with a star there opens every word of it.
            DatabaseProvider.SqlServer => phrase.IsPrefix ? Opened(phrase.Words, owner) : [Quoted(phrase.Words, owner)],
        }));
    }

    /// <summary>True when the engine has no full-text search, or the index is not made yet: what is asked for cannot be found.</summary>
    public static bool IsMissing(DbException exception) => exception is SqlException e && Missing.Contains(e.Number);

    /// <summary>Makes the indexes where they are missing. A server that refuses is told of, and all but the search goes on.</summary>
    public static async Task MakeAsync(Database database, CancellationToken cancel)
    {
        if (await TryAsync(database, "has_catalog", cancel) is 0)
        {
            await TryAsync(database, "make_catalog", cancel);
        }

        if (await TryAsync(database, "count_indexes", cancel) is 2)
        {
            return;
        }

        foreach (var block in new[] { "index_messages", "index_customers" })
        {
            if (await TryAsync(database, block, cancel) is null && await TryAsync(database, $"{block}_plainly", cancel) is null)
            {
                database.Log.LogWarning(
                    "{Setting}: the server makes no full-text index ({Block}), so that messages and customers are not found by words; everything else works", database.Setting, block);
            }
        }
    }

    // Null where the server refuses.
    private static async Task<int?> TryAsync(Database database, string block, CancellationToken cancel)
    {
        try
        {
            return await database.FindAsync<int>(Sql[block], null, cancel);
        }
        catch (SqlException e)
        {
            return e.Number == IsThere ? 1 : null;
        }
    }

    private static IEnumerable<string> Opened(IReadOnlyList<string> words, string owner) =>
        words.Count == 1 ? [$"\"{owner}{words[0]}*\""] : [Quoted([.. words.SkipLast(1)], owner), $"\"{owner}{words[^1]}*\""];

    private static string Quoted(IReadOnlyList<string> words, string owner) => $"\"{string.Join(' ', words.Select(word => owner + word))}\"";
}
