using System.Text.Json.Serialization;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Import;

/// <summary>The states of a bulk operation, in Shopify's words.</summary>
internal enum BulkStatus
{
    Unknown,
    Created,
    Running,
    Completed,
    Failed,
    Canceling,
    Canceled,
    Expired,
}

/// <summary>A bulk operation as Shopify tells of it.</summary>
internal sealed record BulkOperation
{
    public Gid Id { get; init; }

    public BulkStatus Status { get; init; }

    public string? ErrorCode { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? RootObjectCount { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? FileSize { get; init; }

    /// <summary>Where all of it lies; null where nothing was found.</summary>
    public Uri? Url { get; init; }

    /// <summary>Where that lies which was found before it ended badly.</summary>
    public Uri? PartialDataUrl { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public string? Query { get; init; }

    public bool IsUnderWay => Status is BulkStatus.Unknown or BulkStatus.Created or BulkStatus.Running or BulkStatus.Canceling;
}

/// <summary>What was asked about a bulk operation, and how the asking ended.</summary>
/// <param name="Operation">The operation; null where there is none.</param>
/// <param name="Outcome">How Shopify answered.</param>
/// <param name="Code">Shopify's word where it objected.</param>
internal readonly record struct BulkAnswer(BulkOperation? Operation, ShopifyOutcome Outcome, string? Code);

/// <summary>Shopify's bulk operations of a shop: begun, looked for, looked at.</summary>
public sealed class BulkOperations(ShopifyClient shopify)
{
    // Between our clock and Shopify's.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    private static readonly ShopifyDocument Run = ShopifyDocument.Load("BulkRun");
    private static readonly ShopifyDocument One = ShopifyDocument.Load("BulkOperation");
    private static readonly ShopifyDocument Newest = ShopifyDocument.Load("BulkOperations");

    /// <summary>Begins one.</summary>
    internal async Task<BulkAnswer> StartAsync(ShopId shopId, ShopifyDocument query, CancellationToken cancel)
    {
        var answer = await shopify.AskAsync<Started>(shopId, Run, new { Query = query.Text }, Lane.Change, cancel);
        return Of(answer, answer.Value?.BulkOperationRunQuery?.BulkOperation);
    }

    /// <summary>How far one is.</summary>
    internal async Task<BulkAnswer> FindAsync(ShopId shopId, long id, CancellationToken cancel)
    {
        var answer = await shopify.AskAsync<Found>(shopId, One, new { Id = new Gid("BulkOperation", id) }, Lane.Change, cancel);
        return Of(answer, answer.Value?.BulkOperation);
    }

    /// <summary>The newest ones, with their queries; empty beside an outcome that is none of an answer.</summary>
    internal async Task<(IReadOnlyList<BulkOperation> Operations, ShopifyOutcome Outcome)> ListAsync(ShopId shopId, CancellationToken cancel)
    {
        var answer = await shopify.AskAsync<Listed>(shopId, Newest, variables: null, Lane.Change, cancel);
        return (answer.Value?.BulkOperations?.Nodes ?? [], answer.Outcome);
    }

    /// <summary>
    /// The one among <paramref name="operations"/> that this import has begun already, though nobody noted it since the answer
    /// was lost: of the same query, not older than the import, newer than the last one that was noted, and of use.
    /// </summary>
    internal static BulkOperation? Begun(IEnumerable<BulkOperation> operations, ResourceImport import, ShopifyDocument query) => operations
        .Where(one => one.IsUnderWay || one.Status is BulkStatus.Completed)
        .Where(one => one.Status is not BulkStatus.Canceling && one.CreatedAt >= import.AskedAt - Skew && one.Id.Id > (import.OperationId ?? 0))
        .FirstOrDefault(one => string.Equals(one.Query?.Trim(), query.Text.Trim(), StringComparison.Ordinal));

    private static BulkAnswer Of<T>(ShopifyAnswer<T> answer, BulkOperation? operation)
        where T : class => new(operation, answer.Outcome, answer.Errors is [{ Code.Length: > 0 } error, ..] ? error.Code : null);

    private sealed record Started
    {
        public RunQuery? BulkOperationRunQuery { get; init; }
    }

    private sealed record RunQuery
    {
        public BulkOperation? BulkOperation { get; init; }
    }

    private sealed record Found
    {
        public BulkOperation? BulkOperation { get; init; }
    }

    private sealed record Listed
    {
        public OperationList? BulkOperations { get; init; }
    }

    private sealed record OperationList
    {
        public IReadOnlyList<BulkOperation> Nodes { get; init; } = [];
    }
}
