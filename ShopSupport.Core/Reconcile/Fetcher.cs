using System.Text.Json;
using System.Text.Json.Nodes;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Sync;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Reconcile;

/// <summary>Asks Shopify for things by their ids, whole: a page at a time where one answer cannot hold them.</summary>
internal sealed class Fetcher(ShopifyClient client, TimeProvider clock)
{
    private static readonly ShopifyDocument Customers = ShopifyDocument.Load("Customers");
    private static readonly ShopifyDocument Stock = ShopifyDocument.Load("Stock");
    private static readonly ShopifyDocument Parts = ShopifyDocument.Load("Parts");
    private static readonly ShopifyDocument Order = ShopifyDocument.Load("Order");
    private static readonly ShopifyDocument Product = ShopifyDocument.Load("Product");
    private static readonly ShopifyDocument Contract = ShopifyDocument.Load("Contract");
    private static readonly ShopifyDocument ContractKnown = ShopifyDocument.Load("ContractKnown");
    private static readonly ShopifyDocument Locations = ShopifyDocument.Load("Locations");

    // With all the places where they may lie, more would cost more than one question may.
    private const int ItemsAtOnce = 4;

    // Which cycles of a contract are looked at: what can still be shown or skipped.
    private static readonly TimeSpan CyclesBefore = TimeSpan.FromDays(60);
    private static readonly TimeSpan CyclesAfter = TimeSpan.FromDays(180);

    private readonly ShopifyPages _pages = new(client);

    /// <summary>Asks for things of one kind.</summary>
    /// <param name="shopId">The shop.</param>
    /// <param name="resource">The kind, as in <c>fetch_requests</c>.</param>
    /// <param name="wanted">The things.</param>
    /// <param name="isGone">Whether something that Shopify does not know has been deleted, rather than being kept from us.</param>
    /// <param name="cancel">Ends the asking.</param>
    public Task<Fetched> FetchAsync(ShopId shopId, string resource, IReadOnlyList<ToFetch> wanted, Func<long, bool> isGone, CancellationToken cancel) => resource switch
    {
        "customer" => ManyAsync(shopId, Customers, "Customer", wanted, isGone, cancel),
        "inventory_item" => ManyAsync(shopId, Stock, "InventoryItem", [.. wanted.Take(ItemsAtOnce)], isGone, cancel),
        "order" => EachAsync(wanted, isGone, "Order", one => PagedAsync(shopId, Order, "order", "Order", "lineItems", one, cancel)),
        "product" => EachAsync(wanted, isGone, "Product", one => PagedAsync(shopId, Product, "product", "Product", "variants", one, cancel)),
        "subscription_contract" => EachAsync(wanted, isGone, "SubscriptionContract", one => ContractAsync(shopId, one, cancel)),
        "location" => LocationsAsync(shopId, wanted, isGone, cancel),
        "fulfillment" or "refund" or "return" => PartsAsync(shopId, resource, wanted, cancel),
        // Nobody knows how to ask for it.
        _ => Task.FromResult(new Fetched(ShopifyOutcome.Done, [], wanted)),
    };

    private async Task<Fetched> ManyAsync(ShopId shopId, ShopifyDocument document, string type, IReadOnlyList<ToFetch> wanted, Func<long, bool> isGone, CancellationToken cancel)
    {
        var readAt = clock.GetUtcNow();
        var answer = await AskAsync(shopId, document, new { ids = wanted.Select(one => new Gid(type, one.ResourceId).ToString()) }, cancel);
        if (!IsAnswered(answer) || answer.Value is not { } data)
        {
            // One of them may be what Shopify fails over.
            return answer.Outcome is ShopifyOutcome.Failed && wanted.Count > 1
                ? await OneByOneAsync(wanted, one => ManyAsync(shopId, document, type, [one], isGone, cancel))
                : Unanswered(answer.Outcome, wanted);
        }

        var nodes = data["nodes"].EnumerateArray().ToList();
        return Told([.. wanted.Select((one, i) => (one, nodes[i]))], type, answer.Outcome, isGone, readAt);
    }

    // One behind the other: the shop's limit would not let more through.
    private static Task<Fetched> EachAsync(
        IReadOnlyList<ToFetch> wanted, Func<long, bool> isGone, string type, Func<long, Task<(ShopifyOutcome Outcome, JsonElement Node, DateTimeOffset ReadAt)>> ask) =>
        OneByOneAsync(wanted, async one =>
        {
            var (outcome, node, readAt) = await ask(one.ResourceId);
            return outcome is ShopifyOutcome.Done or ShopifyOutcome.Partial ? Told([(one, node)], type, outcome, isGone, readAt) : Unanswered(outcome, [one]);
        });

    private static async Task<Fetched> OneByOneAsync(IReadOnlyList<ToFetch> wanted, Func<ToFetch, Task<Fetched>> fetch)
    {
        var all = Fetched.Nothing(ShopifyOutcome.Done);
        foreach (var one in wanted)
        {
            var fetched = await fetch(one);
            all = all with
            {
                Outcome = fetched.Outcome,
                Nodes = [.. all.Nodes, .. fetched.Nodes],
                Answered = [.. all.Answered, .. fetched.Answered],
                Doubted = [.. all.Doubted, .. fetched.Doubted],
            };
            if (fetched.Outcome is not ShopifyOutcome.Done)
            {
                break;
            }
        }

        return all;
    }

    // Asking for it again the same way is of no use; a denied kind waits until it is allowed.
    private static Fetched Unanswered(ShopifyOutcome outcome, IReadOnlyList<ToFetch> wanted) =>
        outcome is ShopifyOutcome.Failed ? new(ShopifyOutcome.Done, [], wanted) : Fetched.Nothing(outcome);

    private static bool IsAnswered<T>(ShopifyAnswer<T> answer)
        where T : class => answer.Outcome is ShopifyOutcome.Done or ShopifyOutcome.Partial && answer.Value is not null;

    // What Shopify does not know is believed to be gone the second time; an answer in part tells nothing of what is left out.
    private static Fetched Told(IReadOnlyList<(ToFetch Request, JsonElement Node)> told, string type, ShopifyOutcome outcome, Func<long, bool> isGone, DateTimeOffset readAt)
    {
        var (nodes, answered, doubted) = (new List<ShopifyNode>(), new List<ToFetch>(), new List<ToFetch>());
        foreach (var (request, node) in told)
        {
            if (node.ValueKind is JsonValueKind.Object)
            {
                nodes.Add(new(type, JsonSerializer.SerializeToUtf8Bytes(node), readAt));
            }
            else if (outcome is ShopifyOutcome.Done && isGone(request.ResourceId))
            {
                if (request.VersionRank != FetchStore.Doubted)
                {
                    doubted.Add(request);
                    continue;
                }

                nodes.Add(new($"Deleted{type}", JsonSerializer.SerializeToUtf8Bytes(new { id = request.ResourceId }), readAt));
            }

            answered.Add(request);
        }

        return new(ShopifyOutcome.Done, nodes, answered) { Doubted = doubted };
    }

    private async Task<(ShopifyOutcome, JsonElement, DateTimeOffset)> PagedAsync(
        ShopId shopId, ShopifyDocument document, string field, string type, string list, long id, CancellationToken cancel)
    {
        var readAt = clock.GetUtcNow();
        JsonObject? whole = null;
        string? after = null;
        do
        {
            var answer = await AskAsync(shopId, document, new { id = new Gid(type, id).ToString(), after }, cancel);
            if (!IsAnswered(answer) || answer.Value is not { } data)
            {
                return (answer.Outcome, default, readAt);
            }

            var page = data[field];
            if (whole is not null && page.ValueKind is not JsonValueKind.Object)
            {
                // It went away between two pages: half of it is nothing, and the next asking tells.
                return (ShopifyOutcome.Throttled, default, readAt);
            }

            after = page.ValueKind is JsonValueKind.Object ? ShopifyPages.Next(page.GetProperty(list)) : null;
            if (after is null && whole is null)
            {
                return (answer.Outcome, page, readAt);
            }

            whole = Joined(whole, page, list);
        }
        while (after is not null);
        whole![list]!["pageInfo"]!["hasNextPage"] = false;
        return (ShopifyOutcome.Done, JsonSerializer.SerializeToElement(whole), readAt);
    }

    private static JsonObject Joined(JsonObject? whole, JsonElement page, string list)
    {
        if (whole is null)
        {
            return JsonObject.Create(page)!;
        }

        foreach (var node in page.GetProperty(list).GetProperty("nodes").EnumerateArray())
        {
            whole[list]!["nodes"]!.AsArray().Add(JsonNode.Parse(node.GetRawText()));
        }

        return whole;
    }

    private async Task<(ShopifyOutcome, JsonElement, DateTimeOffset)> ContractAsync(ShopId shopId, long id, CancellationToken cancel)
    {
        var readAt = clock.GetUtcNow();
        var answer = await AskAsync(shopId, Contract, new { id = new Gid("SubscriptionContract", id).ToString(), from = readAt - CyclesBefore, to = readAt + CyclesAfter }, cancel);
        if (answer is not { Outcome: ShopifyOutcome.Done, Value: { } data })
        {
            return answer.Outcome is ShopifyOutcome.Partial or ShopifyOutcome.Failed && await IsUnknownAsync(shopId, id, cancel)
                ? (ShopifyOutcome.Done, default, readAt)
                : (answer.Outcome, default, readAt);
        }

        if (JsonObject.Create(data["subscriptionContract"]) is not { } contract)
        {
            return (ShopifyOutcome.Done, default, readAt);
        }

        contract["billingCycles"] = JsonNode.Parse(data["subscriptionBillingCycles"].GetRawText());
        return (ShopifyOutcome.Done, JsonSerializer.SerializeToElement(contract), readAt);
    }

    private async Task<bool> IsUnknownAsync(ShopId shopId, long id, CancellationToken cancel) =>
        await AskAsync(shopId, ContractKnown, new { id = new Gid("SubscriptionContract", id).ToString() }, cancel) is { Outcome: ShopifyOutcome.Done, Value: { } data }
        && data["subscriptionContract"].ValueKind is JsonValueKind.Null;

    // They come all together: what else came is as good as what was asked for.
    private async Task<Fetched> LocationsAsync(ShopId shopId, IReadOnlyList<ToFetch> wanted, Func<long, bool> isGone, CancellationToken cancel)
    {
        var readAt = clock.GetUtcNow();
        var places = new Dictionary<long, JsonElement>();
        await foreach (var page in _pages.ReadAsync(shopId, Locations, query: null, cancel))
        {
            if (page is not { Outcome: ShopifyOutcome.Done, Nodes: { } nodes })
            {
                return Fetched.Nothing(page.Outcome);
            }

            foreach (var node in nodes)
            {
                places[Gid.TryParse(node.GetProperty("id").GetString(), out var gid) ? gid.Id : throw new JsonException("No global id.")] = node;
            }
        }

        var told = Told([.. wanted.Select(one => (one, places.GetValueOrDefault(one.ResourceId)))], "Location", ShopifyOutcome.Done, isGone, readAt);
        var others = places.Where(place => wanted.All(one => one.ResourceId != place.Key));
        return told with { Nodes = [.. told.Nodes, .. others.Select(place => new ShopifyNode("Location", JsonSerializer.SerializeToUtf8Bytes(place.Value), readAt))] };
    }

    private async Task<Fetched> PartsAsync(ShopId shopId, string resource, IReadOnlyList<ToFetch> wanted, CancellationToken cancel)
    {
        var type = resource switch { "fulfillment" => "Fulfillment", "refund" => "Refund", _ => "Return" };
        var answer = await AskAsync(shopId, Parts, new { ids = wanted.Select(one => new Gid(type, one.ResourceId).ToString()) }, cancel);
        if (answer is not { Outcome: ShopifyOutcome.Done, Value: { } data })
        {
            return Fetched.Nothing(answer.Outcome);
        }

        var orders = data["nodes"].EnumerateArray()
            .Select(node => node.ValueKind is JsonValueKind.Object && node.TryGetProperty("order", out var order) && Gid.TryParse(order.GetProperty("id").GetString(), out var gid) ? gid.Id : (long?)null)
            .OfType<long>();
        return new(ShopifyOutcome.Done, [], wanted) { Orders = [.. orders.Distinct()] };
    }

    private Task<ShopifyAnswer<Dictionary<string, JsonElement>>> AskAsync(ShopId shopId, ShopifyDocument document, object variables, CancellationToken cancel) =>
        client.AskAsync<Dictionary<string, JsonElement>>(shopId, document, variables, Lane.Change, cancel);
}
