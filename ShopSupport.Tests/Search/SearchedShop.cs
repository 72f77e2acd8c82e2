using System.Text.Json;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Search;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;
using ShopSupport.Tests.Support;
using ShopSupport.Tests.Sync;

namespace ShopSupport.Tests.Search;

/// <summary>A shop that gets everything by delivery, and is asked.</summary>
internal sealed class SearchedShop : IAsyncDisposable
{
    private readonly SyncedShop _shop;
    private int _sent;

    private SearchedShop(SyncedShop shop) => _shop = shop;

    public TestDatabase Db => _shop.Db;

    public SearchStore Store => new(Db.Database);

    public static async Task<SearchedShop> OpenAsync(DatabaseProvider engine)
    {
        var shop = await SyncedShop.OpenAsync(engine);
        await shop.ApplyAsync("shop/update", """{"id":1,"name":"健やか堂","currency":"JPY","country_code":"JP","iana_timezone":"Asia/Tokyo","updated_at":"2026-10-20T12:00:00Z"}""");
        return new SearchedShop(shop);
    }

    /// <summary>A channel's message, the whole way in.</summary>
    public Task SayAsync(ChannelMessage message) =>
        _shop.ApplyAllAsync(_shop.Delivery(ChannelMessage.Topic, JsonSerializer.Serialize(message, ChannelMessage.Json)) with { ReceivedAt = message.SentAt });

    public Task AddCustomerAsync(long id, string first, string last, string? email = null, string? phone = null) => _shop.ApplyAsync(
        "customers/update",
        JsonSerializer.Serialize(new { id, first_name = first, last_name = last, email, phone, updated_at = "2026-10-20T12:00:00Z", created_at = "2026-01-01T00:00:00Z" }));

    /// <summary>A fulfilment with its parcels.</summary>
    public Task SendAsync(long id, long order, params string[] numbers) => _shop.ApplyAsync(
        "fulfillments/update",
        JsonSerializer.Serialize(new
        {
            id,
            order_id = order,
            status = "success",
            tracking_number = numbers.FirstOrDefault(),
            tracking_numbers = numbers,
            updated_at = new DateTimeOffset(2026, 10, 20, 12, 0, 0, TimeSpan.Zero).AddMinutes(_sent++),
        }));

    public async Task<SearchResults> FindAsync(string question, SearchKind? only = null, int take = 10, ShopId? shopId = null) =>
        await Store.FindAsync(shopId ?? Db.ShopId, question, only, take, CancellationToken.None);

    /// <summary>Waits for SQL Server, whose index follows its table.</summary>
    public Task UntilFoundAsync(string question, Func<SearchResults, bool> isFound) => Db.Database.Provider == DatabaseProvider.Sqlite
        ? Task.CompletedTask
        : Patience.UntilAsync(async () => isFound(await FindAsync(question)), () => $"'{question}' is found");

    public async Task<IEnumerable<string?>> NamesAsync(string question) => (await FindAsync(question, SearchKind.Customer)).Customers.Rows.Select(row => row.Name);

    public async Task<IEnumerable<string>> OrdersAsync(string question) => (await FindAsync(question, SearchKind.Order)).Orders.Rows.Select(row => row.Name);

    public ValueTask DisposeAsync() => _shop.DisposeAsync();
}
