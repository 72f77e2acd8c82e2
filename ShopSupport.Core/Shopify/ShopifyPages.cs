using System.Runtime.CompilerServices;
using System.Text.Json;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Shopify;

/// <summary>One page of a list, or why there is none.</summary>
/// <param name="Outcome">How Shopify answered.</param>
/// <param name="Nodes">What stands on it; null where none came.</param>
/// <param name="Errors">What Shopify objected to.</param>
internal readonly record struct ShopifyPage(ShopifyOutcome Outcome, IReadOnlyList<JsonElement>? Nodes, IReadOnlyList<ShopifyError> Errors);

/// <summary>Reads a list of the Admin API page by page: of a document that asks for one list with <c>nodes</c> and <c>pageInfo</c>, from <c>$after</c>.</summary>
internal sealed class ShopifyPages(ShopifyClient client)
{
    /// <summary>The pages, each asked for when the one before is done with; one that could not be had whole is the last.</summary>
    /// <param name="shopId">The shop.</param>
    /// <param name="document">The document.</param>
    /// <param name="query">Its <c>$query</c>; null for a document that has none.</param>
    /// <param name="cancel">Ends the asking.</param>
    public async IAsyncEnumerable<ShopifyPage> ReadAsync(ShopId shopId, ShopifyDocument document, string? query, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? after = null;
        do
        {
            object variables = query is null ? new { after } : new { query, after };
            var answer = await client.AskAsync<Dictionary<string, JsonElement>>(shopId, document, variables, Lane.Change, cancel);
            if (answer.Value?.Values.SingleOrDefault() is not { ValueKind: JsonValueKind.Object } list)
            {
                yield return new(answer.Outcome, Nodes: null, answer.Errors);
                yield break;
            }

            yield return new(answer.Outcome, [.. list.GetProperty("nodes").EnumerateArray()], answer.Errors);
            after = answer.Outcome is ShopifyOutcome.Done or ShopifyOutcome.Partial ? Next(list) : null;
        }
        while (after is not null);
    }

    /// <summary>Where the page behind this one begins; null behind the last.</summary>
    public static string? Next(JsonElement list) => list.GetProperty("pageInfo") is var page && page.GetProperty("hasNextPage").GetBoolean()
        ? page.GetProperty("endCursor").GetString()
        : null;
}
