using System.Text.Json;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Finds conversations by the words of their messages and subjects, those with the newest such message first.</summary>
internal sealed class MessageSearch(Database database)
{
    // The newest of so many are shown: history that is brought along comes late and is old. What is asked for costs in
    // proportion to them.
    private const int Candidates = 250;

    private static readonly SqlFile Sql = SqlFile.Load("Search.Search.sql");
    private static readonly SqlFile Rows = SqlFile.Load("Search.SearchRows.sql");

    public async Task<Found<FoundMessage>> FindAsync(ShopId shopId, string question, int take, CancellationToken cancel)
    {
        var found = await WordIndex.FindAsync<Hit>(
            database, Sql["find_messages"], shopId, SearchText.Ask(question), Candidates, IsEnough, cancel);
        if (found.Count == 0)
        {
            return new([], 0, IsCapped: false);
        }

        var ids = JsonSerializer.Serialize(found.Take(take).Select(hit => hit.MessageId.Value));
        var rows = await database.QueryManyAsync(
            Rows["list_messages"], new { ShopId = shopId, Ids = ids }, sets => sets.ReadAsync<FoundMessage>(), cancel);
        return new(
            rows.ConvertAll(row => row with { Text = SearchText.Around(row.Text, question, SearchStore.ExcerptLength) }), found.Count, IsEnough(found));
    }

    // What begins with the last word is not asked for then: there may be more.
    private static bool IsEnough(List<Hit> hits) => hits.Sum(hit => hit.Hits) >= Found.Cap;

    private sealed record Hit
    {
        public MessageId MessageId { get; init; }

        public int Hits { get; init; }
    }
}
