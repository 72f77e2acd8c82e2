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
    private static readonly ShopifyDocument Locations = ShopifyDocument.Load("Locations");

    // Which cycles of a contract are looked at: what can still be shown or skipped.
    private static readonly TimeSpan CyclesBefore = TimeSpan.FromDays(60);
    private static readonly TimeSpan CyclesAfter = TimeSpan.FromDays(180);

    /// <summary>Asks for things of one kind.</summary>
    /// <param name="shopId">The shop.</param>
    /// <param name="resource">The kind, as in <c>fetch_requests</c>.</param>
    /// <param name="wanted">The things.</param>
    /// <param name="isGone">Whether something that Shopify does not know has been deleted, rather than being kept from us.</param>
    /// <param name="cancel">Ends the asking.</param>
    public Task<Fetched> FetchAsync(ShopId shopId, string resource, IReadOnlyList<ToFetch> wanted, Func<long, bool> isGone, CancellationToken cancel) => resource switch
    {
        "customer" => ManyAsync(shopId, Customers, "Customer", wanted, isGone, cancel),
        "inventory_item" => ManyAsync(shopId, Stock, "InventoryItem", wanted, isGone, cancel),
        "order" => EachAsync(wanted, isGone, "Order", one => PagedAsync(shopId, Order, "order", "Order", "lineItems", one, cancel)),
        "product" => EachAsync(wanted, isGone, "Product", one => PagedAsync(shopId, Product, "product", "Product", "variants", one, cancel)),
        "subscription_contract" => EachAsync(wanted, _ => false, "SubscriptionContract", one => ContractAsync(shopId, one, cancel)),
        "location" => LocationsAsync(shopId, wanted, cancel),
        "fulfillment" or "refund" or "return" => PartsAsync(shopId, resource, wanted, cancel),
        // Nobody knows how to ask for it.
        _ => Task.FromResult(new Fetched(ShopifyOutcome.Done, [], wanted)),
    };

    private async Task<Fetched> ManyAsync(ShopId shopId, ShopifyDocument document, string type, IReadOnlyList<ToFetch> wanted, Func<long, bool> isGone, CancellationToken cancel)
    {
        var readAt = clock.GetUtcNow();
        var answer = await AskAsync(shopId, document, new { ids = wanted.Select(one => new Gid(type, one.ResourceId).ToString()) }, cancel);
        if (answer is not { Outcome: ShopifyOutcome.Done, Value: { } data })
        {
            return Fetched.Nothing(answer.Outcome);
        }

        var nodes = data["nodes"].EnumerateArray().Select((node, i) => Node(node, type, wanted[i].ResourceId, isGone, readAt)).OfType<ShopifyNode>();
        return new(ShopifyOutcome.Done, [.. nodes], wanted);
    }

    // One behind the other: the shop's limit would not let more through.
    private static async Task<Fetched> EachAsync(IReadOnlyList<ToFetch> wanted, Func<long, bool> isGone, string type, Func<long, Task<(ShopifyOutcome Outcome, JsonElement Node, DateTimeOffset ReadAt)>> ask)
    {
        var (nodes, answered) = (new List<ShopifyNode>(), new List<ToFetch>());
        foreach (var one in wanted)
        {
            var (outcome, node, readAt) = await ask(one.ResourceId);
            if (outcome is not ShopifyOutcome.Done)
            {
                return new(outcome, nodes, answered);
            }

            if (Node(node, type, one.ResourceId, isGone, readAt) is { } told)
            {
                nodes.Add(told);
            }

            answered.Add(one);
        }

        return new(ShopifyOutcome.Done, nodes, answered);
    }

    private static ShopifyNode? Node(JsonElement node, string type, long id, Func<long, bool> isGone, DateTimeOffset readAt) => node.ValueKind switch
    {
        JsonValueKind.Object => new(type, JsonSerializer.SerializeToUtf8Bytes(node), readAt),
        _ when isGone(id) => new($"Deleted{type}", JsonSerializer.SerializeToUtf8Bytes(new { id }), readAt),
        _ => null,
    };

    private async Task<(ShopifyOutcome, JsonElement, DateTimeOffset)> PagedAsync(
        ShopId shopId, ShopifyDocument document, string field, string type, string list, long id, CancellationToken cancel)
    {
        var readAt = clock.GetUtcNow();
        JsonObject? whole = null;
        string? after = null;
        do
        {
            var answer = await AskAsync(shopId, document, new { id = new Gid(type, id).ToString(), after }, cancel);
            if (answer is not { Outcome: ShopifyOutcome.Done, Value: { } data })
            {
                return (answer.Outcome, default, readAt);
            }

            var page = data[field];
            after = page.ValueKind is JsonValueKind.Object ? NextPage(page.GetProperty(list)) : null;
            if (after is null && whole is null)
            {
                return (ShopifyOutcome.Done, page, readAt);
            }

            whole = Joined(whole, page, list);
        }
        while (after is not null);
        whole![list]!["pageInfo"]!["hasNextPage"] = false;
        return (ShopifyOutcome.Done, JsonSerializer.SerializeToElement(whole), readAt);
    }

    // Deleted between two pages: what came of it is not whole, and the next asking will tell.
    private static JsonObject Joined(JsonObject? whole, JsonElement page, string list)
    {
        if (whole is null || page.ValueKind is not JsonValueKind.Object)
        {
            return whole ?? JsonObject.Create(page)!;
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
            return (answer.Outcome, default, readAt);
        }

        if (JsonObject.Create(data["subscriptionContract"]) is not { } contract)
        {
            return (ShopifyOutcome.Done, default, readAt);
        }

        contract["billingCycles"] = JsonNode.Parse(data["subscriptionBillingCycles"].GetRawText());
        return (ShopifyOutcome.Done, JsonSerializer.SerializeToElement(contract), readAt);
    }

    private async Task<Fetched> LocationsAsync(ShopId shopId, IReadOnlyList<ToFetch> wanted, CancellationToken cancel)
    {
        var readAt = clock.GetUtcNow();
        var nodes = new List<ShopifyNode>();
        string? after = null;
        do
        {
            var answer = await AskAsync(shopId, Locations, new { after }, cancel);
            if (answer is not { Outcome: ShopifyOutcome.Done, Value: { } data })
            {
                return Fetched.Nothing(answer.Outcome);
            }

            nodes.AddRange(data["locations"].GetProperty("nodes").EnumerateArray().Select(node => new ShopifyNode("Location", JsonSerializer.SerializeToUtf8Bytes(node), readAt)));
            after = NextPage(data["locations"]);
        }
        while (after is not null);
        return new(ShopifyOutcome.Done, nodes, wanted);
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

    private static string? NextPage(JsonElement connection) => connection.GetProperty("pageInfo") is var page && page.GetProperty("hasNextPage").GetBoolean()
        ? page.GetProperty("endCursor").GetString()
        : null;
}
