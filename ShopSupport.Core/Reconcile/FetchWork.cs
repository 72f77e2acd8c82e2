using Microsoft.Extensions.Logging;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Reconcile;

/// <summary>Fetches what was asked for, the latest first, for as long as the shop's limit leaves room; what is not here by then comes later.</summary>
public sealed class FetchWork(
    FetchStore requests, ReconcileStore reconciles, ShopStore shops, ShopifyClient client, NodeApplier applier, Database database, TimeProvider clock, ILogger<FetchWork> log)
    : IWorkHandler
{
    private const int AtOnce = 20;
    private const int FewTries = 3;

    // What was begun by then has as long again to end.
    private static readonly TimeSpan Longest = WorkItem.Visibility * 3 / 8;
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterDenial = TimeSpan.FromHours(6);

    private readonly Fetcher _fetcher = new(client, clock);

    /// <inheritdoc />
    public string Kind => FetchRequests.Work;

    /// <inheritdoc />
    public TimeSpan? FirstWait => TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        var isInstalled = await shops.FindAsync(item.ShopId, cancel) is { IsInstalled: true };
        await EndAsync(item, isInstalled ? await FetchAsync(item, cancel) : Idle, cancel);
    }

    // How long to wait; null where what is left says it.
    private async Task<TimeSpan?> FetchAsync(WorkItem item, CancellationToken cancel)
    {
        var (began, denied) = (clock.GetUtcNow(), new HashSet<string>(StringComparer.Ordinal));
        // What failed together is tried one by one, and what fails then stands behind the others.
        var atOnce = item.Tries == 0 ? AtOnce : 1;
        if (item.Tries >= FewTries && await requests.ListAsync(item.ShopId, denied, 1, cancel) is [var failing])
        {
            await requests.PostponeAsync(item.ShopId, failing, cancel);
        }

        while (clock.GetUtcNow() - began < Longest && await requests.ListAsync(item.ShopId, denied, atOnce, cancel) is { Count: > 0 } listed)
        {
            foreach (var group in listed.GroupBy(one => one.Resource, StringComparer.Ordinal))
            {
                var outcome = await FetchAsync(item.ShopId, group.Key, [.. group], cancel);
                if (Pause(outcome) is var pause && pause > TimeSpan.Zero)
                {
                    return pause;
                }

                if (outcome is ShopifyOutcome.Denied)
                {
                    denied.Add(group.Key);
                }
            }
        }

        return denied.Count > 0 && (await requests.ListAsync(item.ShopId, denied, 1, cancel)).Count == 0 ? AfterDenial : null;
    }

    /// <summary>How long nothing is asked after such an answer; zero where going on makes sense.</summary>
    internal static TimeSpan Pause(ShopifyOutcome outcome) => outcome switch
    {
        ShopifyOutcome.Throttled => TimeSpan.FromSeconds(20),
        ShopifyOutcome.Unavailable => TimeSpan.FromMinutes(1),
        ShopifyOutcome.NeedsReauth or ShopifyOutcome.Frozen or ShopifyOutcome.Locked => TimeSpan.FromMinutes(5),
        ShopifyOutcome.Gone => TimeSpan.FromHours(12),
        ShopifyOutcome.Done or ShopifyOutcome.Partial or ShopifyOutcome.Refused or ShopifyOutcome.Denied or ShopifyOutcome.Failed or ShopifyOutcome.Unknown => TimeSpan.Zero,
    };

    private async Task<ShopifyOutcome> FetchAsync(ShopId shopId, string resource, List<ToFetch> wanted, CancellationToken cancel)
    {
        var known = await reconciles.WhatIsGoneAsync(shopId, resource, wanted.ConvertAll(one => one.ResourceId), cancel);
        var fetched = await _fetcher.FetchAsync(shopId, resource, wanted, known.Contains, cancel);
        if (fetched.Answered.Count == 0 && fetched.Doubted.Count == 0)
        {
            return fetched.Outcome;
        }

        var now = clock.GetUtcNow();
        var applied = await applier.ApplyAsync(
            shopId,
            fetched.Nodes,
            isSilent: false,
            async (transaction, _, token) =>
            {
                await FetchStore.DoneAsync(transaction, shopId, fetched.Answered, token);
                await FetchStore.DoubtAsync(transaction, shopId, fetched.Doubted, now, token);
                await FetchStore.AskAsync(transaction, shopId, "order", fetched.Orders, "A part of it was named.", now, token);
            },
            cancel);
        foreach (var problem in applied?.Problems ?? [])
        {
            log.LogWarning("Something of kind {Resource} of shop {ShopId} was fetched and cannot be understood: {Problem}", resource, shopId, problem);
        }

        // Another process writes this shop: it is its turn.
        return applied is null ? ShopifyOutcome.Throttled : fetched.Outcome;
    }

    // Whether something was asked for meanwhile is seen in the transaction that ends the item: nothing stays behind.
    private Task EndAsync(WorkItem item, TimeSpan? wait, CancellationToken cancel) => database.WriteAsync(
        async transaction =>
        {
            var now = clock.GetUtcNow();
            // Whoever writes the shop may be asking for something at this moment.
            var isBusy = (await DeliveryLog.LockAsync(transaction, [item.ShopId], cancel)).Count > 0;
            var (all, due) = await FetchStore.CountAsync(transaction, item.ShopId, now, cancel);
            var next = wait ?? (isBusy || due > 0 ? TimeSpan.FromSeconds(1) : all > 0 ? FetchStore.UntilAskedAgain : Idle);
            await WorkStore.AgainAsync(transaction, item, now + next, payload: null, cancel);
        },
        cancel);
}
