using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>The tags of an order.</summary>
internal sealed class OrderTags(ActionCalls calls) : TagChange(calls)
{
    public override string Kind => "order_tags";

    public override ActionSubject Subject => ActionSubject.Order;

    public override string Scope => "write_orders";

    // https://shopify.dev/docs/api/admin-graphql/latest/mutations/tagsAdd: 40 letters each on orders.
    protected override int LongestTag => 40;

    protected override async Task<(IReadOnlyList<string>? Tags, ActionAnswer? Problem)> ReadAsync(ShopId shopId, long id, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(Calls, shopId, id, cancel);
        return (order?.Tags, problem);
    }

    protected override string IdOf(long id) => LiveOrder.IdOf(id);
}
