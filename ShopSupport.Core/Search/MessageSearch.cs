using System.Text.Json;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Finds conversations by the words of their messages and subjects, those with the newest such message first.</summary>
internal sealed class MessageSearch(Database database)
{
    // Of so many that were sent last the conversations are shown. What is asked for costs in proportion to them.
    private const int Candidates = 250;

    private static readonly SqlFile Sql = SqlFile.Load("Search.Search.sql");
    private static readonly SqlFile Rows = SqlFile.Load("Search.SearchRows.sql");

    public async Task<Found<FoundMessage>> FindAsync(ShopId shopId, string question, int take, CancellationToken cancel)
    {
        var asked = SearchText.Ask(question);
        var found = await WordIndex.FindAsync<Hit>(database, Sql["find_messages"], shopId, asked, Candidates, IsCapped, cancel);
        var isCapped = IsCapped(found);
        if (!isCapped && asked.Begun is var (rest, beginning))
        {
            var (begun, isMore) = await FindBegunAsync(shopId, rest, beginning, cancel);
            found = [.. found.Concat(begun).OrderByDescending(hit => hit.SentAt).DistinctBy(hit => hit.ConversationId).Take(Found.Cap)];
            isCapped = isMore || found.Count == Found.Cap;
        }

        if (found.Count == 0)
        {
            return new([], 0, IsCapped: false);
        }

        var ids = JsonSerializer.Serialize(found.Take(take).Select(hit => hit.MessageId.Value));
        var rows = await database.QueryManyAsync(
            Rows["list_messages"], new { ShopId = shopId, Ids = ids }, sets => sets.ReadAsync<FoundMessage>(), cancel);
        return new(rows.ConvertAll(row => row with { Text = SearchText.Around(row.Text, question, SearchStore.ExcerptLength) }), found.Count, isCapped);
    }

    // Behind the last one that was looked at there may be more; else all were counted.
    private static bool IsCapped(List<Hit> hits) => hits.Count >= Found.Cap || hits.Sum(hit => hit.Hits) >= Candidates;

    private async Task<(IEnumerable<Hit> Hits, bool IsMore)> FindBegunAsync(ShopId shopId, SearchQuestion rest, string beginning, CancellationToken cancel)
    {
        var spoken = await WordIndex.AskAsync<Spoken>(database, Sql["list_messages_found"], shopId, rest, Candidates, cancel);
        var begun = spoken.Where(said => SearchText.Marks($"{said.Body} \n {said.Subject}", beginning).Count > 0)
            .Select(said => new Hit { MessageId = said.MessageId, ConversationId = said.ConversationId, SentAt = said.SentAt, Hits = 1 });
        return (begun, spoken.Count == Candidates);
    }

    private sealed record Hit
    {
        public MessageId MessageId { get; init; }

        public ConversationId ConversationId { get; init; }

        public DateTimeOffset SentAt { get; init; }

        public int Hits { get; init; }
    }

    private sealed record Spoken
    {
        public MessageId MessageId { get; init; }

        public ConversationId ConversationId { get; init; }

        public DateTimeOffset SentAt { get; init; }

        public string Body { get; init; } = "";

        public string Subject { get; init; } = "";
    }
}
