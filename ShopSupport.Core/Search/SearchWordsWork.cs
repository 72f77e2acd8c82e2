using System.Text.Json;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Orders;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Core.Work;

namespace ShopSupport.Core.Search;

/// <summary>
/// Makes what was there before the search findable, in bites small enough that nobody waits behind them: products, then
/// customers, then parcels, then messages, the newest conversations first. Each bite ends in the place where the next one begins.
/// </summary>
public sealed class SearchWordsWork(Database database, TimeProvider clock) : IWorkHandler
{
    private const int Products = 500;
    private const int Customers = 500;
    private const int Parcels = 500;
    private const int Messages = 200;

    private delegate Task<Place?> Bite(WriteTransaction transaction, ShopId shopId, Place place, CancellationToken cancel);

    private delegate Task<long?> OneBite(WriteTransaction transaction, ShopId shopId, long after, CancellationToken cancel);

    private static readonly (Place Start, Bite Bite)[] Parts =
    [
        (new("products", -1), Of((transaction, shopId, after, cancel) => ProductWords.SetProductsAsync(transaction, shopId, after, Products, cancel))),
        (new("variants", -1), Of((transaction, shopId, after, cancel) => ProductWords.SetVariantsAsync(transaction, shopId, after, Products, cancel))),
        (new("customers", 0), Of((transaction, shopId, after, cancel) => CustomerWords.AddMissingAsync(transaction, shopId, after, Customers, cancel))),
        (new("parcels", -1), Of((transaction, shopId, after, cancel) => TrackingNumbers.AddMissingAsync(transaction, shopId, after, Parcels, cancel))),
        (new("messages", long.MaxValue), AddMessagesAsync),
    ];

    /// <inheritdoc />
    public string Kind => "search_words";

    /// <inheritdoc />
    public TimeSpan? FirstWait => null;

    /// <inheritdoc />
    public Task RunAsync(WorkItem item, CancellationToken cancel)
    {
        var place = item.Payload is null ? Parts[0].Start : JsonSerializer.Deserialize<Place>(item.Payload)!;
        var index = Array.FindIndex(Parts, part => string.Equals(part.Start.Part, place.Part, StringComparison.Ordinal));
        return database.WriteAsync(
            async transaction =>
            {
                var next = await Parts[index].Bite(transaction, item.ShopId, place, cancel)
                    ?? (index + 1 < Parts.Length ? Parts[index + 1].Start : null);
                _ = next is null
                    ? await WorkStore.DoneAsync(transaction, item, cancel)
                    : await WorkStore.AgainAsync(transaction, item, clock.GetUtcNow(), JsonSerializer.Serialize(next), cancel);
            },
            cancel);
    }

    private static Bite Of(OneBite bite) => async (transaction, shopId, place, cancel) =>
        await bite(transaction, shopId, place.From, cancel) is { } reached ? place with { From = reached } : null;

    private static async Task<Place?> AddMessagesAsync(WriteTransaction transaction, ShopId shopId, Place place, CancellationToken cancel) =>
        await MessageWords.AddMissingAsync(transaction, shopId, (place.From, place.Within), Messages, cancel) is { } reached
            ? place with { From = reached.Number, Within = reached.After }
            : null;

    // Within is the last message of a conversation of which not all have their words yet.
    private sealed record Place(string Part, long From, long Within = 0);
}
