using ShopSupport.Core.Events;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Sync;

/// <summary>Writes the changes of a batch and tells open screens of them, whoever brought them.</summary>
internal sealed class ChangeWriter(Catalogue catalogue)
{
    /// <summary>Brings every change to its projection. A silent batch tells no screen.</summary>
    /// <exception cref="InvalidOperationException">The batch holds a kind of change that no projection takes.</exception>
    public async Task WriteAsync(Batch batch, bool isSilent, CancellationToken cancel)
    {
        foreach (var projection in catalogue.Projections)
        {
            await projection.ApplyAsync(batch, cancel);
        }

        if (batch.Unwritten(catalogue.Projections.Select(p => p.Takes)) is { } type)
        {
            throw new InvalidOperationException($"No projection takes {type.Name}.");
        }

        if (!isSilent)
        {
            var named = new List<(ShopId, IReadOnlyCollection<ShopEvent>)>(batch.Events.Count);
            foreach (var (shopId, events) in batch.Events)
            {
                named.Add((shopId, await NameAsync(batch, shopId, events, cancel)));
            }

            await ShopEventStore.AddAsync(batch.Transaction, named, batch.Now, cancel);
        }
    }

    // Events are told apart by what a screen shows: the customer, the conversation, the thing in stock.
    private async Task<List<ShopEvent>> NameAsync(Batch batch, ShopId shopId, List<ShopEvent> events, CancellationToken cancel)
    {
        var named = events.DistinctBy(e => (e.Kind, e.ShopifyCustomerId, e.ConversationId, e.Subject, e.SubjectId)).ToList();
        foreach (var (subject, find) in catalogue.Owners)
        {
            bool IsUnowned(ShopEvent e) => e.ShopifyCustomerId is null && e.Subject == subject && e.SubjectId is not null;
            var ids = named.Where(IsUnowned).Select(e => e.SubjectId!.Value).ToHashSet();
            if (ids.Count > 0)
            {
                var owners = await find(batch.Transaction, shopId, ids, cancel);
                named = named.ConvertAll(e => IsUnowned(e) && owners.TryGetValue(e.SubjectId!.Value, out var owner) ? e with { ShopifyCustomerId = owner } : e);
            }
        }

        var customers = named.Where(e => e.ShopifyCustomerId is not null).Select(e => e.ShopifyCustomerId!.Value.Value).ToHashSet();
        var merged = customers.Count == 0 ? [] : await catalogue.MergedInto(batch.Transaction, shopId, customers, cancel);
        // A screen may still show the one who is gone.
        return
        [
            .. named.SelectMany(e => e.ShopifyCustomerId is { } id && merged.TryGetValue(id.Value, out var kept) ? [e, e with { ShopifyCustomerId = kept }] : new[] { e })
                .DistinctBy(e => (e.Kind, e.ShopifyCustomerId, e.ConversationId, e.Subject, e.SubjectId)),
        ];
    }
}
