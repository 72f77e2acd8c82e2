using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
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
    private readonly ShopifyPages _pages = new(client);

    /// <summary>The pages; one that could not be had is the last.</summary>
    public async IAsyncEnumerable<ListedPage> PagesAsync(ShopId shopId, Resource resource, string query, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in _pages.ReadAsync(shopId, resource.Changed, resource.IsSearched ? query : null, cancel))
        {
            if (page is not { Outcome: ShopifyOutcome.Done, Nodes: { } nodes })
            {
                yield return new(page.Outcome, []);
                yield break;
            }

            yield return new(ShopifyOutcome.Done, [.. nodes.Select(Read)]);
        }
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
