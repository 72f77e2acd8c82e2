using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Subscriptions;

/// <summary>A contract as Shopify holds it at this moment, with the cycles that are to come.</summary>
internal sealed record LiveContract
{
    private static readonly ShopifyDocument Document = ShopifyDocument.Load("ContractToAct");
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(370);

    public string Status { get; init; } = "";

    public DateTimeOffset? NextBillingDate { get; init; }

    public LivePolicy BillingPolicy { get; init; } = new();

    public LiveNodes<LiveGoods> Lines { get; init; } = new();

    /// <summary>Cycles that are to be paid yet, in their order; those that are left out among them.</summary>
    public IReadOnlyList<LiveCycle> Cycles { get; init; } = [];

    /// <summary>Cancelled, expired or failed: there is no way back.</summary>
    public bool IsOver => Status is not ("ACTIVE" or "PAUSED");

    public static async Task<(LiveContract? Contract, ActionAnswer? Problem)> ReadAsync(ActionCalls calls, ShopId shopId, long id, DateTimeOffset now, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<Answer>(shopId, Document, new { id = IdOf(id), from = now.AddDays(-1), to = now + Ahead }, cancel);
        if (reply.Problem is not null || reply.Value?.SubscriptionContract is not { } contract)
        {
            return (null, reply.Problem ?? ActionAnswer.Refused("not_found"));
        }

        var cycles = reply.Value.SubscriptionBillingCycles.Nodes.Where(cycle => cycle.Status is "UNBILLED").OrderBy(cycle => cycle.CycleIndex);
        return (contract with { Cycles = [.. cycles] }, null);
    }

    public static string IdOf(long id) => new Gid("SubscriptionContract", id).ToString();

    private sealed record Answer
    {
        public LiveContract? SubscriptionContract { get; init; }

        public LiveNodes<LiveCycle> SubscriptionBillingCycles { get; init; } = new();
    }
}

internal sealed record LivePolicy
{
    public string Interval { get; init; } = "";

    public int IntervalCount { get; init; }

    /// <summary>Cycles that were agreed to at least; null or 1 where none.</summary>
    public int? MinCycles { get; init; }
}

internal sealed record LiveGoods
{
    public string Title { get; init; } = "";

    public string? VariantTitle { get; init; }

    public int Quantity { get; init; }
}

internal sealed record LiveCycle
{
    /// <summary>Counted from 1.</summary>
    public int CycleIndex { get; init; }

    public bool Skipped { get; init; }

    public string Status { get; init; } = "";

    public DateTimeOffset BillingAttemptExpectedDate { get; init; }
}
