using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>An edit of an order that is being put together in Shopify. One that is never committed changes nothing and goes away.</summary>
internal sealed record LiveEdit
{
    private static readonly ShopifyDocument BeginEdit = ShopifyDocument.Load("EditBegin");
    private static readonly ShopifyDocument Quantity = ShopifyDocument.Load("EditQuantity");
    private static readonly ShopifyDocument AddVariant = ShopifyDocument.Load("EditAddVariant");
    private static readonly ShopifyDocument Discount = ShopifyDocument.Load("EditDiscount");

    public string Id { get; init; } = "";

    /// <summary>What the order would come to.</summary>
    public LiveMoney TotalPriceSet { get; init; } = new();

    /// <summary>What would be left to pay.</summary>
    public LiveMoney TotalOutstandingSet { get; init; } = new();

    /// <summary>Puts all of an edit together, and says what the order would come to.</summary>
    public static async Task<(LiveEdit? Edit, ActionAnswer? Problem)> PutTogetherAsync(ActionCalls calls, ShopId shopId, long orderId, EditChoice choice, CancellationToken cancel)
    {
        var (edit, problem) = await AskAsync(calls, shopId, BeginEdit, new { id = LiveOrder.IdOf(orderId) }, cancel);
        foreach (var (document, variables) in edit is null ? [] : Steps(edit.Id, choice))
        {
            if (problem is null)
            {
                (edit, problem) = await AskAsync(calls, shopId, document, variables, cancel);
            }
        }

        return (edit, problem);
    }

    private static IEnumerable<(ShopifyDocument Document, object Variables)> Steps(string id, EditChoice choice)
    {
        foreach (var (line, quantity) in choice.Changed)
        {
            yield return (Quantity, new { id, line = Line(line.Id.Id), quantity, restock = choice.Restocks && quantity < line.CurrentQuantity });
        }

        if (choice.Added is { } added)
        {
            yield return (AddVariant, new { id, variant = added.Variant!.Id, quantity = choice.AddedPieces });
        }

        if (choice.Discounted is { } line2)
        {
            yield return (Discount, new { id, line = Line(line2.Id.Id), discount = new { percentValue = choice.Percent } });
        }
    }

    // In an edit a line has the number that it has on the order.
    private static string Line(long id) => new Gid("CalculatedLineItem", id).ToString();

    private static async Task<(LiveEdit? Edit, ActionAnswer? Problem)> AskAsync(ActionCalls calls, ShopId shopId, ShopifyDocument document, object variables, CancellationToken cancel)
    {
        var reply = await calls.AskAsync<Answer>(shopId, document, variables, cancel);
        return reply switch
        {
            // Nothing was committed, so nothing has happened: it is begun anew.
            { Problem.End: ActionEnd.Unknown } => (null, new(ActionEnd.Later)),
            { Problem: { } problem } => (null, problem),
            _ => (reply.Value?.Edit?.CalculatedOrder, reply.Value?.Edit?.CalculatedOrder is null ? new(ActionEnd.Later) : null),
        };
    }

    private sealed record Answer
    {
        public Payload? Edit { get; init; }
    }

    private sealed record Payload
    {
        public LiveEdit? CalculatedOrder { get; init; }
    }
}
