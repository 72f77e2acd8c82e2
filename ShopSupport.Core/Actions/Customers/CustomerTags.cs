using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Customers;

/// <summary>The tags of a customer.</summary>
internal sealed class CustomerTags(ActionCalls calls) : TagChange(calls)
{
    public override string Kind => "customer_tags";

    public override ActionSubject Subject => ActionSubject.Customer;

    public override string Scope => "write_customers";

    // What is longer could not be put on this customer's orders.
    protected override int LongestTag => 40;

    protected override async Task<(IReadOnlyList<string>? Tags, ActionAnswer? Problem)> ReadAsync(ShopId shopId, long id, CancellationToken cancel)
    {
        var (customer, problem) = await LiveCustomer.ReadAsync(Calls, shopId, id, cancel);
        return (customer?.Tags, problem);
    }

    protected override string IdOf(long id) => LiveCustomer.IdOf(id);
}
