using System.Text;
using System.Text.Json;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Shops;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Import;

/// <summary>Brings in what is too little for a bulk operation: the shop's profile where it is not known yet, and its locations.</summary>
public sealed class LocationPages(ShopifyClient shopify, ShopStore shops, NodeApplier applier, ImportStore store, TimeProvider clock)
{
    private static readonly ShopifyDocument Profile = ShopifyDocument.Load("Shop");
    private static readonly ShopifyDocument Locations = ShopifyDocument.Load("Locations");
    private static readonly TimeSpan WhileOthersWrite = TimeSpan.FromSeconds(1);

    private readonly ShopifyPages _pages = new(shopify);

    /// <summary>Reads them; returns how long to wait where it could not.</summary>
    internal async Task<TimeSpan?> ReadAsync(ShopId shopId, ResourceImport import, CancellationToken cancel)
    {
        if (import.Status is ImportStatus.Reading)
        {
            // It ended on the way: there are few, and they are read from the first one on.
            await store.TryAgainAsync(shopId, import.Resource, cancel);
        }

        if (await ReadProfileAsync(shopId, cancel) is { } wait)
        {
            return wait;
        }

        await store.BeginReadingAsync(shopId, import.Resource, clock.GetUtcNow(), rows: null, bytes: null, cancel);
        var (done, readAt) = (0L, clock.GetUtcNow());
        await foreach (var page in _pages.ReadAsync(shopId, Locations, query: null, cancel))
        {
            if (ImportOperations.PauseAfter(page.Outcome) is { } pause)
            {
                return pause;
            }

            if (page.Nodes is not { } places)
            {
                var error = page.Outcome is ShopifyOutcome.Denied ? ImportError.Denied : page.Errors is [{ Code.Length: > 0 } first, ..] ? first.Code : ImportError.Failed;
                await store.FinishAsync(shopId, import.Resource, error, cancel);
                return null;
            }

            var nodes = places.Select(node => Node("Location", node, readAt)).ToList();
            if (await ApplyAsync(shopId, import.Resource, nodes, done, cancel) is null)
            {
                return WhileOthersWrite;
            }

            (done, readAt) = (done + nodes.Count, clock.GetUtcNow());
        }

        await store.FinishAsync(shopId, import.Resource, error: null, cancel);
        return null;
    }

    // What a delivery told of it holds more than can be asked for.
    private async Task<TimeSpan?> ReadProfileAsync(ShopId shopId, CancellationToken cancel)
    {
        if (await shops.FindAsync(shopId, cancel) is not { Currency: null })
        {
            return null;
        }

        var readAt = clock.GetUtcNow();
        var answer = await shopify.AskAsync<ShopAnswer>(shopId, Profile, variables: null, Lane.Change, cancel);
        if (ImportOperations.PauseAfter(answer.Outcome) is { } pause)
        {
            return pause;
        }

        var isWritten = answer.Value?.Shop is not { ValueKind: JsonValueKind.Object } shop
            || await applier.ApplyAsync(shopId, [Node("Shop", shop, readAt)], isSilent: true, (_, _, _) => Task.CompletedTask, cancel) is not null;
        return isWritten ? null : WhileOthersWrite;
    }

    private Task<NodesApplied?> ApplyAsync(ShopId shopId, ImportedResource resource, List<ShopifyNode> nodes, long done, CancellationToken cancel) => applier.ApplyAsync(
        shopId, nodes, isSilent: true,
        async (transaction, applied, token) =>
        {
            var refused = applied.Problems.Count;
            var advance = new Advance(done, done + nodes.Count, nodes.Count - refused, refused, IsTold: false);
            if (!await ImportStore.AdvanceAsync(transaction, shopId, resource, advance, clock.GetUtcNow(), token))
            {
                throw new ImportTakenException();
            }
        },
        cancel);

    private static ShopifyNode Node(string kind, JsonElement json, DateTimeOffset readAt) => new(kind, Encoding.UTF8.GetBytes(json.GetRawText()), readAt);

    private sealed record ShopAnswer
    {
        public JsonElement Shop { get; init; }
    }
}
