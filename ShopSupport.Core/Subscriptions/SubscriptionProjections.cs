using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Subscriptions;

/// <summary>Where statements about subscriptions end up.</summary>
internal static class SubscriptionProjections
{
    private static readonly SqlFile Sql = SqlFile.Load("Subscriptions.Subscriptions.sql");

    public static IReadOnlyList<IProjection> All { get; } =
    [
        new Projection<SubscriptionContractRow>("subscription_contracts", ["id"])
        {
            Event = row => OfContract(row.Id) with { ShopifyCustomerId = row.ShopifyCustomerId },
        },
        new Projection<BillingAttemptRow>("billing_attempts", ["attempt_key"]) { Event = row => OfContract(row.ContractId) },
        new Projection<BillingCycleRow>("billing_cycles", ["contract_id", "cycle_index"]) { Event = row => OfContract(row.ContractId) },
    ];

    /// <summary>The customers of contracts.</summary>
    public static Task<Dictionary<long, ShopifyCustomerId>> FindCustomersAsync(
        WriteTransaction transaction, ShopId shopId, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        Owned.FindAsync(transaction, Sql["find_customers"], shopId, ids, cancel);

    private static ShopEvent OfContract(long id) => new() { Kind = ShopEventKind.Customer, Subject = EventSubject.Contract, SubjectId = id };
}
