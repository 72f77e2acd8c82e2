using ShopSupport.App.Audit;
using ShopSupport.App.Customers;
using ShopSupport.App.SignIn;
using ShopSupport.Core.Channels;
using ShopSupport.Core.Import;
using ShopSupport.Core.Inbox;
using ShopSupport.Core.Inventory;
using ShopSupport.Core.Panel;
using ShopSupport.Core.Reconcile;
using ShopSupport.Core.Storage;
using ShopSupport.Core.Values;

namespace ShopSupport.App.Inbox;

/// <summary>Puts together the customer's column, wherever it stands.</summary>
public sealed class PanelPages(CurrentAgent agent, SeenCustomers customers, NamedProducts products, StockStore stock, FetchStore fetches, ImportStore imports)
{
    // What was asked before was answered before.
    private const int LastSaid = 3;

    /// <summary>The panel of a customer, who may be unknown, beside a conversation or where none is.</summary>
    internal async Task<PanelPage> ReadAsync(CustomerId? customerId, Conversation? conversation, InboxView view, Extent extent, CancellationToken cancel)
    {
        var topic = conversation is null ? PanelTopic.Order : PanelTopics.Of(conversation);
        IReadOnlyList<string> names = [.. Asked(extent.Order).Concat(conversation is null ? [] : NamedOrders.In(conversation)).Distinct(StringComparer.Ordinal)];
        var wanted = conversation is not null && topic == PanelTopic.Stock ? await products.FindAsync(agent.ShopId, SaidIn(conversation), cancel) : [];
        var question = new PanelQuestion { Except = conversation?.Row.Id, Names = names, Products = wanted, IsWhole = extent.WholePanel };
        var customer = customerId is { } known ? await customers.FindAsync(known, question, conversation?.Row.Id, cancel) : null;
        if (customer is null && conversation is not null)
        {
            customers.Note(conversation.Row.Id);
        }

        await fetches.HurryAsync(agent.ShopId, customer?.Orders.Select(order => order.Id).ToList() ?? [], cancel);
        return new PanelPage
        {
            Customer = customer,
            ConversationId = conversation?.Row.Id,
            ViewKey = view.ToKey(),
            Order = extent.Order,
            Named = [.. names.SelectMany(name => (customer?.Orders ?? []).Where(order => NamedOrders.IsName(order.Name, name)).Take(1)).Select(order => order.Id).Distinct()],
            Topic = topic,
            Asked = wanted,
            AskedStock = customer is null ? await stock.FindProductsAsync(agent.ShopId, wanted, cancel) : [],
            IsWhole = extent.WholePanel,
            IsImporting = customer is null or { Customer.ShopifyId: null } or { Orders.Count: 0 } && (await imports.ListAsync(agent.ShopId, cancel)).IsRunning,
        };
    }

    private static string[] Asked(string? order) => order is null ? [] : [order];

    private static string SaidIn(Conversation conversation) => string.Join(
        '\n', conversation.Messages.Where(message => message.Kind == MessageKind.Customer).TakeLast(LastSaid).Select(message => message.Body).Prepend(conversation.Row.Subject));
}
