using ShopSupport.Core.Events;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Subscriptions;

/// <summary>Where statements about subscriptions end up.</summary>
internal static class SubscriptionProjections
{
    private static readonly SqlFile Sql = SqlFile.Load("Subscriptions.Subscriptions.sql");
    private static readonly RowTable<ContractLineRow> Lines = new("contract_lines", ["shop_id", "contract_id", "id"]);
    private static readonly RowStatement<ContractKey> DeleteLines = new(Sql["delete_lines"]);

    public static IReadOnlyList<IProjection> All { get; } =
    [
        new Projection<SubscriptionContractRow>("subscription_contracts", ["id"])
        {
            Before = SubscriptionHappenings.NoteStatusesAsync,
            Event = row => OfContract(row.Id) with { ShopifyCustomerId = row.ShopifyCustomerId },
        },
        // Before the dates: what a payment moves is not a change that somebody made.
        new Projection<BillingAttemptRow>("billing_attempts", ["attempt_key"]) { Event = row => OfContract(row.ContractId) },
        new Projection<ContractDetailRow>("contract_details", ["contract_id"])
        {
            Before = SubscriptionHappenings.NoteDatesAsync,
            After = ReplaceLinesAsync,
            Event = row => OfContract(row.ContractId),
        },
        new Projection<BillingCycleRow>("billing_cycles", ["contract_id", "cycle_index"]) { Event = row => OfContract(row.ContractId) },
    ];

    /// <summary>The customers of contracts.</summary>
    public static Task<Dictionary<long, ShopifyCustomerId>> FindCustomersAsync(
        WriteTransaction transaction, ShopId shopId, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        Owned.FindAsync(transaction, Sql["find_customers"], shopId, ids, cancel);

    // All lines were read: what is no longer among them is gone.
    private static async Task ReplaceLinesAsync(Batch batch, IReadOnlyList<Newer<ContractDetailRow>> contracts, CancellationToken cancel)
    {
        var known = contracts.Where(contract => contract is { IsNew: false, Row.Lines: not null }).Select(contract => new ContractKey { ShopId = contract.Row.ShopId, ContractId = contract.Row.ContractId });
        await DeleteLines.ExecuteAsync(batch.Transaction, [.. known], cancel);
        await Lines.InsertAsync(batch.Transaction, [.. contracts.SelectMany(contract => contract.Row.Lines ?? [])], cancel);
    }

    private static ShopEvent OfContract(long id) => new() { Kind = ShopEventKind.Customer, Subject = EventSubject.Contract, SubjectId = id };

    private sealed record ContractKey
    {
        public required ShopId ShopId { get; init; }

        public required long ContractId { get; init; }
    }
}
