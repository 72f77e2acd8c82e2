using System.Data.Common;
using System.Globalization;
using System.Text;
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
    /// <summary>The most that SQL Server's CONTAINS reads, in UTF-16 units.</summary>
    public const int Longest = 4000;

    // "already has a full-text index": another process was quicker.
    private const int IsThere = 7652;

    // "not full-text indexed", "failed with unknown result", "unknown full-text failure", "not installed", "not enabled".
    private static readonly int[] Missing = [7601, 7607, 7608, 7609, 7616];

    private const string And = " AND ";

    private static readonly SqlFile Sql = SqlFile.Load("Storage.Migrator.sql");

    /// <summary>The beginning of every word of a shop.</summary>
    public static string Owner(ShopId shopId) => string.Create(CultureInfo.InvariantCulture, $"s{shopId.Value}q");

    /// <summary>
    /// A question in the words of the engine, which holds ASCII letters and digits between its signs and nothing that a person
    /// typed as it is. What is over <see cref="Longest"/> is left out: then more is found, never less.
    /// </summary>
    public static string Question(SearchQuestion question, ShopId shopId, DatabaseProvider provider)
    {
        var owner = Owner(shopId);
        var clauses = question.Phrases.SelectMany(phrase => provider switch
        {
            DatabaseProvider.Sqlite => [(phrase.Words, Star: phrase.IsPrefix)],
            // A phrase with a star there opens every word of it.
            DatabaseProvider.SqlServer => phrase.IsPrefix ? Opened(phrase.Words) : [(phrase.Words, Star: false)],
        });
        var text = new StringBuilder();
        foreach (var (words, star) in clauses)
        {
            var room = Longest - text.Length - And.Length - "\"\"*".Length;
            var fitting = words.TakeWhile(word => (room -= owner.Length + word.Length + 1) >= 0).ToList();
            if (fitting.Count > 0)
            {
                var isOpen = star && fitting.Count == words.Count;
                text.Append(text.Length > 0 ? And : "").Append(Quoted(fitting, owner, provider, isOpen));
            }
        }

        return text.ToString();
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

    private static IEnumerable<(IReadOnlyList<string> Words, bool Star)> Opened(IReadOnlyList<string> words) =>
        words.Count == 1 ? [(words, true)] : [([.. words.SkipLast(1)], false), ([words[^1]], true)];

    // One engine has the star behind the quotation marks, the other within.
    private static string Quoted(IEnumerable<string> words, string owner, DatabaseProvider provider, bool isOpen)
    {
        var text = string.Join(' ', words.Select(word => owner + word));
        return (provider, isOpen) switch
        {
            (_, false) => $"\"{text}\"",
            (DatabaseProvider.Sqlite, true) => $"\"{text}\"*",
            (DatabaseProvider.SqlServer, true) => $"\"{text}*\"",
        };
    }
}
