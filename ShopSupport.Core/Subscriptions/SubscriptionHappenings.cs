using System.Globalization;
using System.Text.Json;
using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Subscriptions;

/// <summary>What happens to contracts: as their topics tell it, and as a newer row shows it that no topic told of.</summary>
internal static class SubscriptionHappenings
{
    // A date that is read in another precision is not another date.
    private static readonly TimeSpan SameDate = TimeSpan.FromHours(1);

    private static readonly SqlFile Sql = SqlFile.Load("Subscriptions.Subscriptions.sql");

    /// <summary>The contract stands so as of a revision: whoever tells it first, it is one happening.</summary>
    public static Happening OfStatus(long contractId, HappeningKind kind, long revision, DateTimeOffset at) =>
        Happening.Of(EventSubject.Contract, contractId, kind, revision.ToString(CultureInfo.InvariantCulture), at);

    /// <summary>A cycle is left out, or not any more.</summary>
    public static Happening OfCycle(BillingCycleRow cycle, DateTimeOffset at)
    {
        var kind = cycle.IsSkipped ? HappeningKind.Skipped : HappeningKind.Unskipped;
        var mark = string.Create(CultureInfo.InvariantCulture, $"{cycle.CycleIndex}@{at.ToUnixTimeMilliseconds()}");
        return Happening.Of(EventSubject.Contract, cycle.ContractId, kind, mark, at) with { DueAt = cycle.BillingExpectedAt };
    }

    /// <summary>Notes the contracts that stood otherwise before; a contract that is seen for the first time changed nothing.</summary>
    public static async Task NoteStatusesAsync(Batch batch, IReadOnlyList<Newer<SubscriptionContractRow>> contracts, CancellationToken cancel)
    {
        foreach (var known in contracts.Where(contract => !contract.IsNew).Select(contract => contract.Row).GroupBy(row => row.ShopId))
        {
            var before = (await FindAsync<ContractStatus>(batch.Transaction, "find_statuses", known.Key, known.Select(row => row.Id), cancel))
                .ToDictionary(row => row.Id);
            foreach (var row in known.Where(row => !string.Equals(before[row.Id].Status, row.Status, StringComparison.Ordinal)))
            {
                if (row.IsDeleted)
                {
                    // Whose it was stands on it no more.
                    batch.Add(known.Key, Happening.Of(EventSubject.Contract, row.Id, HappeningKind.Deleted, "", batch.Now) with
                    {
                        ShopifyCustomerId = before[row.Id].ShopifyCustomerId,
                    });
                }
                else if (KindOf(row.Status) is { } kind)
                {
                    batch.Add(known.Key, OfStatus(row.Id, kind, row.Version, Source.TimeOf(row.VersionRank) ?? batch.Now));
                }
            }
        }
    }

    /// <summary>
    /// Notes the contracts whose next date was still to come and is another one now. After a payment the date moves by
    /// itself, which is no happening.
    /// </summary>
    public static async Task NoteDatesAsync(Batch batch, IReadOnlyList<Newer<ContractDetailRow>> details, CancellationToken cancel)
    {
        foreach (var known in details.Where(detail => detail is { IsNew: false, Row.NextBillingAt: not null }).Select(detail => detail.Row).GroupBy(row => row.ShopId))
        {
            var before = (await FindAsync<ContractDate>(batch.Transaction, "find_dates", known.Key, known.Select(row => row.ContractId), cancel)).ToDictionary(row => row.Id);
            foreach (var row in known)
            {
                var (at, now) = (DateTimeOffset.FromUnixTimeMilliseconds(row.Version), row.NextBillingAt!.Value);
                if (before.GetValueOrDefault(row.ContractId) is { } then && then.NextBillingAt > at && (then.NextBillingAt - now).Duration() >= SameDate
                    && !(then.PaidAt >= DateTimeOffset.FromUnixTimeMilliseconds(then.Version)))
                {
                    batch.Add(known.Key, Happening.Of(EventSubject.Contract, row.ContractId, HappeningKind.Moved, row.Version.ToString(CultureInfo.InvariantCulture), at) with
                    {
                        WasAt = then.NextBillingAt,
                        DueAt = now,
                    });
                }
            }
        }
    }

    private static HappeningKind? KindOf(string status) => status switch
    {
        "active" => HappeningKind.Activated,
        "paused" => HappeningKind.Paused,
        "cancelled" => HappeningKind.Cancelled,
        "expired" => HappeningKind.Expired,
        "failed" => HappeningKind.Failed,
        _ => null,
    };

    private static Task<List<T>> FindAsync<T>(WriteTransaction transaction, string block, ShopId shopId, IEnumerable<long> ids, CancellationToken cancel) =>
        transaction.QueryAsync<T>(Sql[block], new { ShopId = shopId, Ids = JsonSerializer.Serialize(ids) }, cancel);

    private sealed record ContractStatus
    {
        public long Id { get; init; }

        public string Status { get; init; } = "";

        public ShopifyCustomerId? ShopifyCustomerId { get; init; }
    }

    private sealed record ContractDate
    {
        public long Id { get; init; }

        public DateTimeOffset NextBillingAt { get; init; }

        /// <summary>When it was read, in milliseconds.</summary>
        public long Version { get; init; }

        public DateTimeOffset? PaidAt { get; init; }
    }
}
