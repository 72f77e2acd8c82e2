using System.Text.Json;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Finds conversations by the words of their messages and subjects, those with the newest such message first.</summary>
internal sealed class MessageSearch(Database database)
{
    // Looked at for the newest of them: history that is brought along comes late and is old.
    private const int Candidates = 1000;

    private static readonly SqlFile Sql = SqlFile.Load("Search.Search.sql");
    private static readonly SqlFile Rows = SqlFile.Load("Search.SearchRows.sql");

    public async Task<Found<FoundMessage>> FindAsync(ShopId shopId, string question, int take, CancellationToken cancel)
    {
        var found = await WordIndex.FindAsync<Hit>(
            database, Sql["find_messages"], shopId, SearchText.Ask(question), Candidates, take, IsEnough, cancel);
        if (found.Count == 0)
        {
            return new([], 0, IsCapped: false);
        }

        var ids = JsonSerializer.Serialize(found.Select(hit => hit.MessageId.Value));
        var rows = await database.QueryManyAsync(
            Rows["list_messages"], new { ShopId = shopId, Ids = ids }, sets => sets.ReadAsync<FoundMessage>(), cancel);
        return new(
            rows.ConvertAll(row => row with { Text = SearchText.Around(row.Text, question, SearchStore.ExcerptLength) }),
            Math.Min(found[0].Conversations, Found.Cap),
            IsEnough(found));
    }

    // What begins with the last word is not asked for then: there may be more.
    private static bool IsEnough(List<Hit> hits) => hits.Count > 0 && hits[0].Hits >= Found.Cap;

    private sealed record Hit
    {
        public MessageId MessageId { get; init; }

        /// <summary>How many messages were looked at for all of them.</summary>
        public int Hits { get; init; }

        /// <summary>How many conversations these are in.</summary>
        public int Conversations { get; init; }
    }
}
