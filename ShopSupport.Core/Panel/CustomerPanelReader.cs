using ShopSupport.Core.Channels;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Panel;

/// <summary>Puts the panel together from the result sets of its statements.</summary>
internal static class CustomerPanelReader
{
    /// <summary>The statements, in the order in which <see cref="ReadAsync"/> reads what they give.</summary>
    public static readonly string[] Parts =
    [
        "customer", "tag_lists", "tag_changes", "channels", "handles", "consents", "spending", "subscriptions", "skips",
        "subscription_lines", "order_count", "orders", "lines", "shipments", "refunds", "returns", "happenings", "stock", "stock_levels", "conversation_count", "last_answer", "conversations",
    ];

    public static async Task<CustomerPanel?> ReadAsync(ResultSets grid)
    {
        if (await grid.ReadFirstOrDefaultAsync<PanelCustomer>() is not { } customer)
        {
            return null;
        }

        var lists = (await grid.ReadAsync<TagRow>()).Where(row => row.ShopifyCustomerId == customer.ShopifyId);
        var changes = (await grid.ReadAsync<TagRow>()).Where(row => row.ShopifyCustomerId == customer.ShopifyId);
        var channels = await grid.ReadAsync<string>();
        return new CustomerPanel
        {
            Customer = customer,
            Tags = TagsOf(lists.FirstOrDefault(), changes),
            PrefersChannel = channels.FirstOrDefault() is { } channel ? Enum.Parse<Channel>(channel, ignoreCase: true) : null,
            Handles = HandlesOf(customer, await grid.ReadAsync<PanelHandle>()),
            Consents = await ReadConsentsAsync(grid, customer),
            Spending = await grid.ReadAsync<PanelSpending>(),
            Subscriptions = await ReadSubscriptionsAsync(grid),
            OrderCount = await grid.ReadFirstOrDefaultAsync<long>(),
            Orders = await ReadOrdersAsync(grid),
            Happenings = [.. (await grid.ReadAsync<PanelHappening>()).OrderBy(happened => happened.HappenedAt).ThenBy(happened => happened.Revision)],
            Stock = StockStore.StockOf(await grid.ReadAsync<StockItem>(), await grid.ReadAsync<StockAtLocation>()),
            ConversationCount = await grid.ReadFirstOrDefaultAsync<long>(),
            LastAnswer = await grid.ReadFirstOrDefaultAsync<PanelAnswer>(),
            Conversations = await grid.ReadAsync<PanelConversation>(),
        };
    }

    /// <summary>The list, with each tag added or removed that is newer than it.</summary>
    internal static IReadOnlyList<string> TagsOf(TagRow? list, IEnumerable<TagRow> changes)
    {
        var tags = new SortedSet<string>(
            (list?.Tags ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.Ordinal);
        foreach (var change in changes.Where(c => list is null || (c.Version, c.VersionRank).CompareTo((list.Version, list.VersionRank)) > 0))
        {
            if (change.IsPresent)
            {
                tags.Add(change.Tags);
            }
            else
            {
                tags.Remove(change.Tags);
            }
        }

        return [.. tags];
    }

    private static IReadOnlyList<PanelHandle> HandlesOf(PanelCustomer customer, IEnumerable<PanelHandle> known)
    {
        var own = new[] { ("mail", customer.Email), ("phone", customer.Phone) }
            .Where(pair => !string.IsNullOrEmpty(pair.Item2))
            .Select(pair => new PanelHandle { Channel = pair.Item1, Handle = pair.Item2! });
        return [.. own.Concat(known).Distinct()];
    }

    private static async Task<IReadOnlyList<PanelConsent>> ReadConsentsAsync(ResultSets grid, PanelCustomer customer) =>
        [.. (await grid.ReadAsync<ConsentRow>())
            .Where(row => row.ShopifyCustomerId == customer.ShopifyId)
            .Select(row => new PanelConsent { Channel = row.Channel, State = row.State })];

    private static async Task<IReadOnlyList<PanelSubscription>> ReadSubscriptionsAsync(ResultSets grid)
    {
        var subscriptions = await grid.ReadAsync<PanelSubscription>();
        var skips = (await grid.ReadAsync<SkippedCycle>()).ToLookup(skip => skip.ContractId);
        var lines = (await grid.ReadAsync<PanelLine>()).ToLookup(line => line.OrderId);
        return [.. subscriptions.Select(s => s with
        {
            Skips = [.. skips[s.Id]],
            Lines = [.. lines[s.Id]],
        })];
    }

    private static async Task<IReadOnlyList<PanelOrder>> ReadOrdersAsync(ResultSets grid)
    {
        var orders = await grid.ReadAsync<PanelOrder>();
        var lines = (await grid.ReadAsync<PanelLine>()).ToLookup(row => row.OrderId);
        var shipments = (await grid.ReadAsync<PanelShipment>()).Select(row => row with { TrackingUrl = WebAddress.Of(row.TrackingUrl) }).ToLookup(row => row.OrderId);
        var refunds = (await grid.ReadAsync<PanelRefund>()).ToLookup(row => row.OrderId);
        var returns = (await grid.ReadAsync<PanelReturn>()).ToLookup(row => row.OrderId);
        return [.. orders.Select(order => order with
        {
            Lines = [.. lines[order.Id]],
            Shipments = [.. shipments[order.Id]],
            Refunds = [.. refunds[order.Id]],
            Returns = [.. returns[order.Id]],
        })];
    }

    internal sealed record TagRow
    {
        public ShopifyCustomerId ShopifyCustomerId { get; init; }

        /// <summary>The list, separated by commas; of a change, the one tag.</summary>
        public string Tags { get; init; } = "";

        public bool IsPresent { get; init; }

        public long Version { get; init; }

        public long VersionRank { get; init; }
    }

    private sealed record ConsentRow
    {
        public ShopifyCustomerId ShopifyCustomerId { get; init; }

        public string Channel { get; init; } = "";

        public string? State { get; init; }
    }
}
