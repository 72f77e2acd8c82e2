using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Reconcile;

/// <summary>One thing of a list: which, and when it was changed last.</summary>
internal readonly record struct Listed(long Id, DateTimeOffset UpdatedAt);

/// <summary>A page of a list, or why there is none.</summary>
internal sealed record ListedPage(ShopifyOutcome Outcome, IReadOnlyList<Listed> Things);

/// <summary>Reads from Shopify which things fit a search, page by page.</summary>
internal sealed class ChangedList(ShopifyClient client)
{
    /// <summary>The pages; one that could not be had is the last.</summary>
    public async IAsyncEnumerable<ListedPage> PagesAsync(ShopId shopId, Resource resource, string query, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? after = null;
        do
        {
            var answer = await client.AskAsync<Dictionary<string, JsonElement>>(shopId, resource.Changed, resource.IsSearched ? new { query, after } : new { after }, Lane.Change, cancel);
            if (answer is not { Outcome: ShopifyOutcome.Done, Value: { } data })
            {
                yield return new(answer.Outcome, []);
                yield break;
            }

            var list = data.Values.Single();
            yield return new(ShopifyOutcome.Done, [.. list.GetProperty("nodes").EnumerateArray().Select(Read)]);
            after = list.GetProperty("pageInfo") is var page && page.GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
    }

    /// <summary>All ids that fit, or null and why.</summary>
    public async Task<(ShopifyOutcome Outcome, HashSet<long> Ids)> IdsAsync(ShopId shopId, Resource resource, string query, CancellationToken cancel)
    {
        var ids = new HashSet<long>();
        await foreach (var page in PagesAsync(shopId, resource, query, cancel))
        {
            if (page.Outcome is not ShopifyOutcome.Done)
            {
                return (page.Outcome, ids);
            }

            ids.UnionWith(page.Things.Select(one => one.Id));
        }

        return (ShopifyOutcome.Done, ids);
    }

    /// <summary>An instant as a search writes it.</summary>
    public static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Listed Read(JsonElement node) => new(
        Gid.TryParse(node.GetProperty("id").GetString(), out var gid) ? gid.Id : throw new JsonException("No global id."),
        node.GetProperty("updatedAt").GetDateTimeOffset());
}
