using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Customers;

/// <summary>The note about a customer, as staff read it.</summary>
internal sealed class CustomerNote(ActionCalls calls) : NoteChange(calls)
{
    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("CustomerUpdate");

    public override string Kind => "customer_note";

    public override ActionSubject Subject => ActionSubject.Customer;

    public override string Scope => "write_customers";

    protected override ShopifyDocument Document => Mutation;

    protected override async Task<(string Note, ActionAnswer? Problem)> ReadAsync(ShopId shopId, long id, CancellationToken cancel)
    {
        var (customer, problem) = await LiveCustomer.ReadAsync(Calls, shopId, id, cancel);
        return (customer?.Note?.Trim() ?? "", problem);
    }

    protected override string IdOf(long id) => LiveCustomer.IdOf(id);
}
