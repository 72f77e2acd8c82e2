using System.Runtime.CompilerServices;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Audit;

/// <summary>What is looked for in the audit. Null is anything.</summary>
public sealed record AuditQuestion
{
    public ShopifyCustomerId? Customer { get; init; }

    public AgentId? AgentId { get; init; }

    public AuditKind? What { get; init; }

    /// <summary>The first moment.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The moment before which it ends.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>A place in the audit: behind the row of that moment and id.</summary>
public sealed record AuditPlace(DateTimeOffset At, long Id);

/// <summary>The rows of the audit, the newest first. They are only added; the purge and the erasure take them away.</summary>
public sealed class AuditStore(Database database, TimeProvider clock)
{
    private const int Batch = 500;

    private static readonly SqlFile Sql = SqlFile.Load("Audit.Audit.sql");
    private static readonly Dictionary<string, AuditKind> Kinds = Enum.GetValues<AuditKind>().ToDictionary(kind => kind.ToKey(), StringComparer.Ordinal);

    /// <summary>The kind of that key; null where there is none.</summary>
    public static AuditKind? FindKind(string? key) => key is not null && Kinds.TryGetValue(key, out var kind) ? kind : null;

    /// <summary>At most <paramref name="take"/> rows, from a place on.</summary>
    public async Task<List<AuditEntry>> ListAsync(ShopId shopId, AuditQuestion question, AuditPlace? after, int take, CancellationToken cancel)
    {
        var block = question switch
        {
            { Customer: not null } => "list_of_customer",
            { AgentId: not null } => "list_of_agent",
            { What: not null } => "list_of_kind",
            _ => "list",
        };
        // A row of the very moment at which it ends is no part of it.
        var start = after ?? new AuditPlace(question.Until ?? clock.GetUtcNow().AddDays(1), 0);
        var args = new
        {
            ShopId = shopId,
            question.Customer,
            question.AgentId,
            What = question.What?.ToKey(),
            From = question.From ?? DateTimeOffset.UnixEpoch,
            start.At,
            start.Id,
            Take = take,
        };
        return (await database.QueryAsync<Row>(Sql[block], args, cancel)).ConvertAll(row => row.Entry(shopId));
    }

    /// <summary>All rows, read as they are asked for.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(ShopId shopId, AuditQuestion question, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<AuditEntry> page;
        AuditPlace? place = null;
        do
        {
            page = await ListAsync(shopId, question, place, Batch, cancel);
            foreach (var entry in page)
            {
                yield return entry;
            }

            place = page.Count > 0 ? new AuditPlace(page[^1].NotedAt, page[^1].Id) : null;
        }
        while (page.Count == Batch);
    }

    /// <summary>Adds a row in a transaction of its own.</summary>
    public Task AddAsync(AuditEntry entry, CancellationToken cancel) =>
        database.WriteAsync(transaction => AddAsync(transaction, entry with { NotedAt = Instants.Cut(clock.GetUtcNow()) }, cancel), cancel);

    /// <summary>Adds a row in the transaction of what it tells.</summary>
    internal static Task AddAsync(WriteTransaction transaction, AuditEntry entry, CancellationToken cancel) =>
        transaction.ExecuteAsync(Sql["add"], Args(entry, default), cancel);

    /// <summary>Adds what was seen, unless the same agent was noted for the same customer since <see cref="ViewLog.Again"/> before.</summary>
    internal Task AddViewsAsync(IReadOnlyList<AuditEntry> views, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            foreach (var view in views)
            {
                await transaction.ExecuteAsync(Sql["add_view"], Args(view, view.NotedAt - ViewLog.Again), cancel);
            }
        },
        cancel);

    private static object Args(AuditEntry entry, DateTimeOffset since) => new
    {
        entry.ShopId,
        entry.NotedAt,
        entry.AgentId,
        AgentName = Excerpt.Of(entry.AgentName, 100),
        What = entry.What.ToKey(),
        entry.Subject,
        entry.SubjectId,
        SubjectName = entry.SubjectName is { } name ? Excerpt.Of(name, 80) : null,
        entry.ShopifyCustomerId,
        entry.ConversationId,
        Detail = entry.Detail?.ToString(),
        Since = since,
    };

    private sealed record Row
    {
        public long Id { get; init; }

        public DateTimeOffset NotedAt { get; init; }

        public AgentId? AgentId { get; init; }

        public string AgentName { get; init; } = "";

        public string What { get; init; } = "";

        public string? Subject { get; init; }

        public long? SubjectId { get; init; }

        public string? SubjectName { get; init; }

        public ShopifyCustomerId? ShopifyCustomerId { get; init; }

        public ConversationId? ConversationId { get; init; }

        public string? Detail { get; init; }

        public AuditEntry Entry(ShopId shopId) => new()
        {
            Id = Id,
            ShopId = shopId,
            NotedAt = NotedAt,
            AgentId = AgentId,
            AgentName = AgentName,
            What = Kinds[What],
            Subject = Subject,
            SubjectId = SubjectId,
            SubjectName = SubjectName,
            ShopifyCustomerId = ShopifyCustomerId,
            ConversationId = ConversationId,
            Detail = Detail is null ? null : AuditDetail.Parse(Detail),
        };
    }
}
