using System.Text.Json;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Search;

/// <summary>
/// Makes what was there before the search findable, in bites small enough that nobody waits behind them: products, then
/// customers, then messages, the newest conversations first. Each bite ends in the place where the next one begins.
/// </summary>
public sealed class SearchWordsWork(Database database, TimeProvider clock) : IWorkHandler
{
    private const int Products = 500;
    private const int Customers = 500;
    private const int Conversations = 50;

    private delegate Task<long?> Bite(WriteTransaction transaction, ShopId shopId, long from, CancellationToken cancel);

    private static readonly (string Part, long Start, Bite Bite)[] Parts =
    [
        ("products", -1, (transaction, shopId, after, cancel) => ProductWords.SetProductsAsync(transaction, shopId, after, Products, cancel)),
        ("variants", -1, (transaction, shopId, after, cancel) => ProductWords.SetVariantsAsync(transaction, shopId, after, Products, cancel)),
        ("customers", 0, (transaction, shopId, after, cancel) => CustomerWords.AddMissingAsync(transaction, shopId, after, Customers, cancel)),
        ("messages", long.MaxValue, (transaction, shopId, before, cancel) => MessageWords.AddMissingAsync(transaction, shopId, before, Conversations, cancel)),
    ];

    /// <inheritdoc />
    public string Kind => "search_words";

    /// <inheritdoc />
    public TimeSpan? FirstWait => null;

    /// <inheritdoc />
    public Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        var (name, from) = item.Payload is null ? new Place(Parts[0].Part, Parts[0].Start) : JsonSerializer.Deserialize<Place>(item.Payload)!;
        var index = Array.FindIndex(Parts, part => string.Equals(part.Part, name, StringComparison.Ordinal));
        return database.WriteAsync(
            async transaction =>
            {
                var next = await Parts[index].Bite(transaction, item.ShopId, from, cancel) is { } reached ? new Place(name, reached)
                    : index + 1 < Parts.Length ? new Place(Parts[index + 1].Part, Parts[index + 1].Start)
                    : null;
                _ = next is null
                    ? await WorkStore.DoneAsync(transaction, item, cancel)
                    : await WorkStore.AgainAsync(transaction, item, clock.GetUtcNow(), JsonSerializer.Serialize(next), cancel);
            },
            cancel);
    }

    private sealed record Place(string Part, long From);
}
