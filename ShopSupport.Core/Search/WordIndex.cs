using System.Data.Common;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Asks an index of words: for the very words first, and where they are few, for what begins with the last of them too.</summary>
internal static class WordIndex
{
    /// <param name="enough">True when the rows are as many as are counted.</param>
    public static async Task<List<T>> FindAsync<T>(
        Database database, SqlText sql, ShopId shopId, SearchQuestion question, Func<List<T>, bool> enough, CancellationToken cancel)
    {
        if (question.IsEmpty)
        {
            return [];
        }

        try
        {
            var found = await AskAsync<T>(database, sql, shopId, question, cancel);
            return ReferenceEquals(question, question.Typed) || enough(found) ? found : await AskAsync<T>(database, sql, shopId, question.Typed, cancel);
        }
        catch (DbException e) when (FullText.IsMissing(e))
        {
            // The start said so.
            return [];
        }
    }

    private static Task<List<T>> AskAsync<T>(Database database, SqlText sql, ShopId shopId, SearchQuestion question, CancellationToken cancel) =>
        database.QueryManyAsync(
            sql,
            new { ShopId = shopId, Question = FullText.Question(question, shopId, database), Most = Found.Cap },
            rows => rows.ReadAsync<T>(),
            cancel);
}
