using System.Data.Common;
using Microsoft.Extensions.Logging;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Asks an index of words: for the very words first, and where they are few, for what begins with the last of them too.</summary>
internal static class WordIndex
{
    private static int _hasSaid;

    /// <param name="most">How many of the first in the index are looked at; at most <see cref="Found.Cap"/> of them are given.</param>
    /// <param name="enough">True when the rows are as many as are counted.</param>
    public static async Task<List<T>> FindAsync<T>(
        Database database, SqlText sql, ShopId shopId, SearchQuestion question, int most, Func<List<T>, bool> enough, CancellationToken cancel)
    {
        var found = await AskAsync<T>(database, sql, shopId, question, most, cancel);
        return ReferenceEquals(question, question.Typed) || enough(found)
            ? found
            : await AskAsync<T>(database, sql, shopId, question.Typed, most, cancel);
    }

    /// <summary>Asks once, for just these words.</summary>
    public static async Task<List<T>> AskAsync<T>(
        Database database, SqlText sql, ShopId shopId, SearchQuestion question, int most, CancellationToken cancel)
    {
        if (question.IsEmpty)
        {
            return [];
        }

        try
        {
            return await database.QueryManyAsync(
                sql,
                new { ShopId = shopId, Question = FullText.Question(question, shopId, database.Provider), Most = most, Found.Cap },
                rows => rows.ReadAsync<T>(),
                cancel);
        }
        catch (DbException e) when (FullText.IsMissing(e))
        {
            // Once: somebody who types asks often.
            if (Interlocked.Exchange(ref _hasSaid, 1) == 0)
            {
                database.Log.LogWarning(e, "{Setting}: there is no full-text search, so that messages and customers are not found by words", database.Setting);
            }

            return [];
        }
    }
}
