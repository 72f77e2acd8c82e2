using System.Data.Common;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Asks an index of words: for the very words first, and where they are few, for what begins with the last of them too.</summary>
internal static class WordIndex
{
    /// <param name="most">How many of the newest in the index are looked at; at most <see cref="Found.Cap"/> of them are given.</param>
    /// <param name="enough">True when the rows are as many as are counted.</param>
    public static async Task<List<T>> FindAsync<T>(
        Database database, SqlText sql, ShopId shopId, SearchQuestion question, int most, Func<List<T>, bool> enough, CancellationToken cancel)
    {
        if (question.IsEmpty)
        {
            return [];
        }

        Task<List<T>> AskAsync(SearchQuestion asked) => database.QueryManyAsync(
            sql,
            new { ShopId = shopId, Question = FullText.Question(asked, shopId, database.Provider), Most = most, Found.Cap },
            rows => rows.ReadAsync<T>(),
            cancel);
        try
        {
            var found = await AskAsync(question);
            return ReferenceEquals(question, question.Typed) || enough(found) ? found : await AskAsync(question.Typed);
        }
        catch (DbException e) when (FullText.IsMissing(e))
        {
            // The start said so.
            return [];
        }
    }
}
