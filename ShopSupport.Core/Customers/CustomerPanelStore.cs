using ShopSupport.Core.Storage;

namespace ShopSupport.Core.Customers;

/// <summary>The customer's side of the screen.</summary>
public sealed class CustomerPanelStore(Database database)
{
    /// <summary>All about one customer (our id) but <paramref name="exceptConversationId"/>; null when this shop has no such customer.</summary>
    public Task<CustomerPanel?> FindAsync(long shopId, long customerId, long? exceptConversationId, CancellationToken cancel) =>
        throw new NotSupportedException(database.Provider.ToString());
}
