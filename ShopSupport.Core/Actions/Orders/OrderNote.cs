using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>The note of an order, as staff read it.</summary>
internal sealed class OrderNote(ActionCalls calls) : NoteChange(calls)
{
    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("OrderUpdate");

    public override string Kind => "order_note";

    public override ActionSubject Subject => ActionSubject.Order;

    public override string Scope => "write_orders";

    protected override ShopifyDocument Document => Mutation;

    protected override async Task<(string Note, ActionAnswer? Problem)> ReadAsync(ShopId shopId, long id, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(Calls, shopId, id, cancel);
        return (order?.Note?.Trim() ?? "", problem);
    }

    protected override string IdOf(long id) => LiveOrder.IdOf(id);
}
