using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>
/// Has Shopify write to the customer where an unpaid order is paid. It is the one mail about an order that the Admin API sends
/// again: an order's confirmation it does not. A mail leaves nothing behind to look at, so one without an answer stays unknown.
/// </summary>
internal sealed class SendInvoice(ActionCalls calls) : IActionKind
{
    private static readonly ShopifyDocument Document = ShopifyDocument.Load("OrderInvoiceSend");

    public string Kind => "send_invoice";

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_orders";

    public bool MayRepeat => false;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, target.ShopId, target.Id, cancel);
        return order is null ? ActionPlan.Unread(wish, problem) : new()
        {
            Wish = wish,
            Effects =
            [
                new("invoice_due", order.Name, EffectValue.Money(order.TotalOutstandingSet.Minor, order.CurrencyCode)),
                new("shopify_mail", EffectValue.Of($"language.{CancelOrder.Language(order.CustomerLocale)}")),
            ],
            Refusal = Refuse(order),
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        if (order is null)
        {
            return problem!;
        }

        if (Refuse(order) is { } refusal)
        {
            return new(ActionEnd.Refused) { Refusal = refusal };
        }

        var answer = await calls.ChangeAsync(action.ShopId, Document, new { id = LiveOrder.IdOf(action.SubjectId) }, cancel);
        return answer.End is ActionEnd.Done ? ActionAnswer.Done(new ActionEffect("mail_was_sent")) : answer;
    }

    public Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel) => Task.FromResult(new ActionAnswer(ActionEnd.Unknown));

    private static ActionRefusal? Refuse(LiveOrder order) => order.CancelledAt is not null ? new("cancelled_already")
        : order.TotalOutstandingSet.Minor <= 0 ? new("paid_already")
        : string.IsNullOrEmpty(order.Email) ? new("no_order_email")
        : null;
}
