using ShopSupport.Core.Shopify;
using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Reconcile;

/// <summary>What came of asking Shopify for things of one kind.</summary>
/// <param name="Outcome">How the asking ended; what came before it did is kept.</param>
/// <param name="Nodes">What came.</param>
/// <param name="Answered">The requests that need no further asking.</param>
internal sealed record Fetched(ShopifyOutcome Outcome, IReadOnlyList<ShopifyNode> Nodes, IReadOnlyList<ToFetch> Answered)
{
    /// <summary>Requests for what we hold and Shopify did not know, for the first time.</summary>
    public IReadOnlyList<ToFetch> Doubted { get; init; } = [];

    /// <summary>Orders that parts were asked for of: they are to be fetched whole.</summary>
    public IReadOnlyList<long> Orders { get; init; } = [];

    public static Fetched Nothing(ShopifyOutcome outcome) => new(outcome, [], []);
}
