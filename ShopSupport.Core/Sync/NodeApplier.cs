using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>One object of Shopify's Admin API.</summary>
/// <param name="Kind">Its type's name, for example <c>Order</c>.</param>
/// <param name="Json">Its fields, as the documents in <c>Shopify/Queries</c> ask for them; a connection holds its <c>nodes</c>.</param>
/// <param name="ReadAt">When it was true: not after Shopify began to read it.</param>
public sealed record ShopifyNode(string Kind, ReadOnlyMemory<byte> Json, DateTimeOffset ReadAt);

/// <summary>What became of nodes.</summary>
/// <param name="Changed">How many of them said something newer than what is stored.</param>
/// <param name="Problems">Why others cannot be understood: each with its place, without what stood there.</param>
public sealed record NodesApplied(int Changed, IReadOnlyList<DeliveryProblem> Problems);

/// <summary>Nodes of one shop as they were understood.</summary>
internal sealed record NodesRead(ShopId ShopId, IReadOnlyList<Changes> Readings, IReadOnlyList<DeliveryProblem> Problems);

/// <summary>
/// Brings what was read from Shopify, without a delivery telling of it, to the same rows by the same versions: whatever a
/// delivery said later stays.
/// </summary>
public sealed class NodeApplier(Database database, Catalogue catalogue, ShopTurns turns, TimeProvider clock)
{
    private readonly ChangeWriter _writer = new(catalogue);

    /// <summary>Understands nodes of one shop, without a look at the database: meanwhile others can be written.</summary>
    internal NodesRead Read(ShopId shopId, IReadOnlyList<ShopifyNode> nodes)
    {
        var readings = new List<Changes>(nodes.Count);
        var problems = new List<DeliveryProblem>();
        foreach (var node in nodes)
        {
            try
            {
                readings.Add(catalogue.Read(node, shopId));
            }
            catch (DeliveryProblemException e)
            {
                problems.Add(e.Problem);
            }
        }

        return new NodesRead(shopId, readings, problems);
    }

    /// <summary>
    /// Applies nodes of one shop in one transaction, and in it whatever <paramref name="also"/> notes about them. Null, with
    /// nothing done, while another process is writing the shop.
    /// </summary>
    /// <param name="shopId">The shop.</param>
    /// <param name="nodes">What was read.</param>
    /// <param name="isSilent">True where open screens are not told of each row.</param>
    /// <param name="also">What else belongs to the transaction. It may run twice.</param>
    /// <param name="cancel">Ends it with nothing done.</param>
    public Task<NodesApplied?> ApplyAsync(
        ShopId shopId,
        IReadOnlyList<ShopifyNode> nodes,
        bool isSilent,
        Func<WriteTransaction, NodesApplied, CancellationToken, Task> also,
        CancellationToken cancel) => ApplyAsync(Read(shopId, nodes), isSilent, also, cancel);

    /// <summary>Applies what was read from nodes; see the other.</summary>
    internal async Task<NodesApplied?> ApplyAsync(
        NodesRead nodes, bool isSilent, Func<WriteTransaction, NodesApplied, CancellationToken, Task> also, CancellationToken cancel)
    {
        var (shopId, readings) = (nodes.ShopId, nodes.Readings);
        using var turn = await turns.TakeAsync([shopId], cancel);
        return await database.WriteAsync(
            async transaction =>
            {
                if ((await DeliveryLog.LockAsync(transaction, [shopId], cancel)).Count > 0)
                {
                    return null;
                }

                var batch = new Batch(transaction, readings.Count, clock.GetUtcNow());
                for (var i = 0; i < readings.Count; i++)
                {
                    batch.Add(i, readings[i]);
                }

                await _writer.WriteAsync(batch, isSilent, cancel);
                var applied = new NodesApplied(Enumerable.Range(0, readings.Count).Count(batch.IsApplied), nodes.Problems);
                await also(transaction, applied, cancel);
                return applied;
            },
            cancel);
    }
}
