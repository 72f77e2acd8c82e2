using System.Text.Json;
using ShopSupport.Core.Events;
using ShopSupport.Core.Queue;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>The customers, by Shopify's ids, whom these things of one shop belong to; what is not known is left out.</summary>
internal delegate Task<Dictionary<long, ShopifyCustomerId>> FindOwners(
    WriteTransaction transaction, ShopId shopId, IReadOnlyCollection<long> ids, CancellationToken cancel);

/// <summary>What can be said, by whom it is read, and where it ends up. Filled in one place, which names all domains.</summary>
public sealed class Catalogue
{
    private readonly IReadOnlyDictionary<string, Action<Payload, Changes>> _topics;
    private readonly IReadOnlyDictionary<string, Action<Payload, Changes>> _nodes;

    /// <param name="topics">Who reads a topic's body. Any other topic is counted as ignored.</param>
    /// <param name="nodes">Who reads an object of the Admin API, by its type's name.</param>
    /// <param name="projections">Where changes end up, in the order in which a batch writes them.</param>
    /// <param name="owners">Whose something is that an event is about.</param>
    /// <param name="mergedInto">Who stands for customers that were merged into others; one who was not is left out.</param>
    /// <param name="findShop">The shop of a verified domain; made when it is new.</param>
    internal Catalogue(
        IReadOnlyDictionary<string, Action<Payload, Changes>> topics,
        IReadOnlyDictionary<string, Action<Payload, Changes>> nodes,
        IReadOnlyList<IProjection> projections,
        IReadOnlyDictionary<EventSubject, FindOwners> owners,
        FindOwners mergedInto,
        Func<string, CancellationToken, Task<ShopId>> findShop)
    {
        (_topics, _nodes) = (topics, nodes);
        Projections = projections;
        Owners = owners;
        MergedInto = mergedInto;
        FindShop = findShop;
    }

    internal IReadOnlyList<IProjection> Projections { get; }

    internal IReadOnlyDictionary<EventSubject, FindOwners> Owners { get; }

    internal FindOwners MergedInto { get; }

    internal Func<string, CancellationToken, Task<ShopId>> FindShop { get; }

    /// <summary>What a delivery says; null when its topic means nothing here.</summary>
    /// <exception cref="DeliveryProblemException">The body cannot be understood.</exception>
    internal Changes? Read(Delivery delivery, ShopId shopId)
    {
        if (!_topics.TryGetValue(delivery.Topic, out var read))
        {
            return null;
        }

        return Read(read, delivery.Body, Source.Of(delivery), shopId);
    }

    /// <summary>What an object of the Admin API says.</summary>
    /// <exception cref="DeliveryProblemException">It cannot be understood.</exception>
    /// <exception cref="ArgumentException">Nobody reads this kind.</exception>
    internal Changes Read(ShopifyNode node, ShopId shopId) => _nodes.TryGetValue(node.Kind, out var read)
        ? Read(read, node.Json, Source.Read(node.ReadAt, node.Json), shopId)
        : throw new ArgumentException($"Nobody reads {node.Kind}.", nameof(node));

    private static Changes Read(Action<Payload, Changes> read, ReadOnlyMemory<byte> json, Source source, ShopId shopId)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var changes = new Changes(source, shopId);
            read(new Payload(document.RootElement, ""), changes);
            return changes;
        }
        catch (Exception e) when (e is JsonException || (e is InvalidOperationException && e.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true))
        {
            // The second: the name of a field is half of a surrogate pair, which JSON's grammar allows though it is no text.
            throw new DeliveryProblemException(new DeliveryProblem(ProblemKind.NotJson));
        }
    }
}
