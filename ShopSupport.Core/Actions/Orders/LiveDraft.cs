using System.Security.Cryptography;
using System.Text;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>A draft of an order as Shopify holds it. One that an action made is known by a tag made of the action's key.</summary>
internal sealed record LiveDraft
{
    private static readonly ShopifyDocument Find = ShopifyDocument.Load("DraftFind");
    private static readonly ShopifyDocument Create = ShopifyDocument.Load("DraftCreate");

    public Gid Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Where the customer pays.</summary>
    public string? InvoiceUrl { get; init; }

    public DateTimeOffset? InvoiceSentAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public LiveMoney TotalPriceSet { get; init; } = new();

    /// <summary>What it became.</summary>
    public LiveNamed? Order { get; init; }

    /// <summary>The tag that only this action's draft has: one word, so that a search finds it whole.</summary>
    public static string Mark(DeskAction action) => $"desk{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{action.ShopId} {action.ActionKey}")).AsSpan(0, 6))}";

    /// <summary>The draft that an action made; null where there is none. Shopify's search may not know one yet that is seconds old.</summary>
    public static async Task<(LiveDraft? Draft, ActionAnswer? Problem)> FindAsync(ActionCalls calls, DeskAction action, CancellationToken cancel)
    {
        var mark = Mark(action);
        var reply = await calls.AskAsync<Found>(action.ShopId, Find, new { query = $"tag:{mark}" }, cancel);
        return (reply.Value?.DraftOrders.Nodes.FirstOrDefault(draft => draft.Tags.Contains(mark, StringComparer.OrdinalIgnoreCase)), reply.Problem);
    }

    /// <summary>Makes it; where it was sent before, the one that is there already.</summary>
    public static async Task<(LiveDraft? Draft, ActionAnswer? Problem)> MakeAsync(ActionCalls calls, DeskAction action, object input, CancellationToken cancel)
    {
        if (action.Sends > 1 && await FindAsync(calls, action, cancel) is { } found && (found.Draft is not null || found.Problem is not null))
        {
            return found;
        }

        var reply = await calls.AskAsync<Made>(action.ShopId, Create, new { input }, cancel);
        return (reply.Value?.DraftOrderCreate?.DraftOrder, reply.Problem ?? (reply.Value?.DraftOrderCreate?.DraftOrder is null ? new(ActionEnd.Unknown) : null));
    }

    private sealed record Found
    {
        public LiveNodes<LiveDraft> DraftOrders { get; init; } = new();
    }

    private sealed record Made
    {
        public Payload? DraftOrderCreate { get; init; }
    }

    private sealed record Payload
    {
        public LiveDraft? DraftOrder { get; init; }
    }
}

/// <summary>Something that its id and name are known of.</summary>
internal sealed record LiveNamed
{
    public Gid Id { get; init; }

    public string Name { get; init; } = "";
}
