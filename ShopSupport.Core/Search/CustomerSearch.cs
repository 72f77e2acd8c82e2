using System.Text.Json;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Finds customers by name, mail address, telephone number and the id that a channel knows them by.</summary>
internal sealed class CustomerSearch(Database database)
{
    // The end of all texts that begin alike: compared by code units, nothing stands behind it.
    private const string End = "\uFFFF";

    // Shorter, it is the beginning of too many.
    private const int ShortestHandle = 2;

    // So many are looked at to narrow them.
    private const int Candidates = 250;

    private static readonly SqlFile Sql = SqlFile.Load("Search.Search.sql");
    private static readonly SqlFile Rows = SqlFile.Load("Search.SearchRows.sql");

    /// <summary>Our ids of those who are found, at most <see cref="Found.Cap"/>; merged ones as they were.</summary>
    public async Task<IReadOnlyList<CustomerId>> FindIdsAsync(ShopId shopId, string question, CancellationToken cancel)
    {
        var found = new List<CustomerId>();
        if (CustomerWords.IsPhone(question) && CustomerWords.PhoneWord(question) is { } number)
        {
            found.AddRange(await AskAsync(shopId, new([new([number], IsPrefix: true, IsWord: true)]), cancel));
        }

        if (CustomerWords.BegunPhoneWord(question) is { } begun)
        {
            found.AddRange(await AskAsync(shopId, new([new([begun], IsPrefix: true, IsWord: true)]), cancel));
        }

        var typed = question.Trim();
        typed = typed.Length <= SearchText.LongestQuestion ? typed : typed[..SearchText.LongestQuestion];
        if (typed.Length >= ShortestHandle && !typed.Contains(' ', StringComparison.Ordinal))
        {
            var mail = SearchText.Fold(typed);
            found.AddRange(await database.QueryManyAsync(
                Sql["find_customers_by_handle"],
                new
                {
                    ShopId = shopId,
                    From = mail,
                    Until = mail + End,
                    Typed = typed,
                    TypedUntil = typed + End,
                    Most = Found.Cap,
                },
                rows => rows.ReadAsync<CustomerId>(),
                cancel));
        }

        // An address that is known says nothing more as words.
        var isAddress = found.Count >= Found.Cap || (found.Count > 0 && typed.Contains('@', StringComparison.Ordinal));
        found.AddRange(isAddress ? [] : await AskAsync(shopId, SearchText.Ask(question), cancel));
        return [.. found.Distinct().Take(Found.Cap)];
    }

    /// <summary>The customers of these ids, each once as who is left of merges.</summary>
    public async Task<Found<FoundCustomer>> ListAsync(ShopId shopId, IReadOnlyList<CustomerId> ids, int take, CancellationToken cancel)
    {
        if (ids.Count == 0)
        {
            return new([], 0, IsCapped: false);
        }

        var places = ids.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
        var people = (await ReadAsync<Person>(Rows["list_customers"], shopId, ids.Select(id => id.Value), cancel))
            .OrderBy(person => places[person.AskedId]).ToList();
        var kept = people.DistinctBy(person => person.Id).Take(take).ToList();
        var talks = (await ReadAsync<Talk>(
            Rows["list_customers_talk"], shopId, people.Where(person => kept.Exists(k => k.Id == person.Id)).SelectMany(person => new[] { person.Id.Value, person.AskedId.Value }).Distinct(), cancel))
            .ToLookup(talk => talk.CustomerId);
        var spending = (await ReadAsync<FoundSpending>(
            Rows["list_spending"], shopId, kept.Where(person => person.ShopifyId is not null).Select(person => person.ShopifyId!.Value.Value), cancel))
            .ToLookup(spent => spent.ShopifyId);
        var rows = kept.ConvertAll(person => person.Found(
            [.. people.Where(other => other.Id == person.Id).Select(other => other.AskedId).Append(person.Id).Distinct().SelectMany(id => talks[id])],
            person.ShopifyId is { } id ? [.. spending[id]] : []));
        return new(rows, people.DistinctBy(person => person.Id).Count(), ids.Count == Found.Cap);
    }

    private async Task<List<CustomerId>> AskAsync(ShopId shopId, SearchQuestion question, CancellationToken cancel)
    {
        var found = await WordIndex.FindAsync<CustomerId>(database, Sql["find_customers"], shopId, question, Found.Cap, ids => ids.Count == Found.Cap, cancel);
        if (found.Count == Found.Cap || question.Begun is not var (rest, beginning))
        {
            return found;
        }

        // Somebody who is still typing a name: of those whom the rest finds, whose words begin so.
        var others = await WordIndex.AskAsync<CustomerId>(database, Sql["find_customers"], shopId, rest, Candidates, cancel);
        var people = others.Count == 0 ? [] : await ReadAsync<Person>(Rows["list_customers"], shopId, others.Select(id => id.Value), cancel);
        found.AddRange(people.Where(one => SearchText.Marks($"{one.FirstName} {one.LastName} {one.Email}", beginning).Count > 0).Select(one => one.AskedId));
        return found;
    }

    private Task<List<T>> ReadAsync<T>(SqlText sql, ShopId shopId, IEnumerable<long> ids, CancellationToken cancel) => database.QueryManyAsync(
        sql, new { ShopId = shopId, Ids = JsonSerializer.Serialize(ids), Never = Instants.BeforeAll }, sets => sets.ReadAsync<T>(), cancel);

    private sealed record Person
    {
        public CustomerId AskedId { get; init; }

        public CustomerId Id { get; init; }

        public ShopifyCustomerId? ShopifyId { get; init; }

        public string? FirstName { get; init; }

        public string? LastName { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }

        public string? City { get; init; }

        public string? Province { get; init; }

        public string? CountryCode { get; init; }

        public FoundCustomer Found(IReadOnlyList<Talk> talks, IReadOnlyList<FoundSpending> spending)
        {
            return new FoundCustomer
            {
                Id = Id,
                ShopifyId = ShopifyId,
                FirstName = FirstName,
                LastName = LastName,
                Email = Email,
                Phone = Phone,
                City = City,
                Province = Province,
                CountryCode = CountryCode,
                Spending = [.. spending.OrderByDescending(spent => spent.Orders).ThenBy(spent => spent.Currency, StringComparer.Ordinal)],
                ConversationId = talks.OrderByDescending(talk => talk.LastMessageAt).ThenByDescending(talk => talk.ConversationId.Value).FirstOrDefault()?.ConversationId,
                Waiting = talks.Count(talk => talk.IsWaiting),
            };
        }
    }

    private sealed record Talk
    {
        public CustomerId CustomerId { get; init; }

        public ConversationId ConversationId { get; init; }

        public DateTimeOffset LastMessageAt { get; init; }

        public bool IsWaiting { get; init; }
    }
}
