using ShopSupport.Core.Inventory;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Search;

/// <summary>Finds orders, customers, messages and products by what somebody types.</summary>
public sealed class SearchStore(Database database)
{
    /// <summary>The most that is shown of a message, in UTF-16 units.</summary>
    public const int ExcerptLength = 140;

    private readonly CustomerSearch _customers = new(database);
    private readonly OrderSearch _orders = new(database);
    private readonly MessageSearch _messages = new(database);
    private readonly StockStore _stock = new(database);

    /// <summary>
    /// Orders by number, tracking number and customer; customers by name, mail address, telephone number and a channel's id;
    /// messages by the words of text and subject; products by titles and SKU. What follows the question's first
    /// <see cref="SearchText.LongestQuestion"/> units is not read, and one without letters and digits finds nothing.
    /// </summary>
    /// <param name="only">The one kind that is looked for; all when null.</param>
    /// <param name="take">The most rows of each kind.</param>
    public async Task<SearchResults> FindAsync(ShopId shopId, string question, SearchKind? only, int take, CancellationToken cancel)
    {
        var asked = SearchText.Ask(question);
        if (asked.IsEmpty)
        {
            return new SearchResults();
        }

        bool Wants(SearchKind kind) => only is null || only == kind;
        var customers = Wants(SearchKind.Customer) || Wants(SearchKind.Order) ? await _customers.FindIdsAsync(shopId, question, cancel) : [];
        return new SearchResults
        {
            Orders = Wants(SearchKind.Order) ? await _orders.FindAsync(shopId, question, customers, take, cancel) : Nothing<FoundOrder>(),
            Customers = Wants(SearchKind.Customer) ? await _customers.ListAsync(shopId, customers, take, cancel) : Nothing<FoundCustomer>(),
            Messages = Wants(SearchKind.Message) ? await _messages.FindAsync(shopId, question, take, cancel) : Nothing<FoundMessage>(),
            Products = Wants(SearchKind.Product) ? await FindProductsAsync(shopId, question, take, cancel) : Nothing<FoundProduct>(),
        };
    }

    private async Task<Found<FoundProduct>> FindProductsAsync(ShopId shopId, string question, int take, CancellationToken cancel)
    {
        var found = await _stock.SearchAsync(shopId, question, take, cancel);
        var rows = found.Rows.Select(item => new FoundProduct
        {
            VariantId = item.VariantId,
            Title = item.Title,
            VariantTitle = item.VariantTitle,
            Sku = item.Sku,
            Available = item.Available,
        });
        return new([.. rows], found.Count, found.IsCapped);
    }

    private static Found<T> Nothing<T>() => new([], 0, IsCapped: false);
}
