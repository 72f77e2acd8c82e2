using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>Takes an order back that was not sent yet: what was paid goes back, the pieces onto the shelf, a mail to the customer.</summary>
internal sealed class CancelOrder(ActionCalls calls) : IActionKind
{
    private const string Original = "original";
    private const string Nothing = "nothing";
    private const int LongestNote = 255;

    private static readonly ShopifyDocument Document = ShopifyDocument.Load("OrderCancel");
    private static readonly string[] Reasons = ["customer", "inventory", "fraud", "declined", "staff", "other"];

    public string Kind => "cancel_order";

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_orders";

    // A second one is refused: the order is cancelled already.
    public bool MayRepeat => true;

    public bool HasAmount => true;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (order is null || problem is not null)
        {
            return new() { Wish = wish, Refusal = problem?.Refusal ?? new("later") };
        }

        var chosen = Choose(wish, order);
        var refunds = chosen.Refund is Original && order.PaidMinor > 0;
        List<ActionEffect> effects = [new("cancel_order", order.Name)];
        effects.Add(refunds ? new("cancel_refund", EffectValue.Money(order.PaidMinor, order.CurrencyCode)) : new(order.PaidMinor > 0 ? "cancel_no_refund" : "cancel_unpaid"));
        effects.Add(new(chosen.Restocks ? "restock" : "no_restock", EffectValue.Count(order.LineItems.Nodes.Sum(line => line.CurrentQuantity))));
        effects.Add(chosen.Notifies ? new("shopify_mail", EffectValue.Of($"language.{Language(order.CustomerLocale)}")) : new("no_mail"));
        return new()
        {
            Wish = new(chosen.Values()),
            Fields =
            [
                new ChoiceField("reason", chosen.Reason, [.. Reasons.Select(reason => new ChoiceOption(reason))]),
                .. order.PaidMinor > 0 ? [new ChoiceField("refund", chosen.Refund, [new(Original), new(Nothing)])] : Array.Empty<ActionField>(),
                new FlagField("restock", chosen.Restocks),
                new FlagField("notify", chosen.Notifies),
                new TextField("staff_note", chosen.Note, LongestNote),
            ],
            Effects = effects,
            AmountMinor = refunds ? order.PaidMinor : null,
            Currency = refunds ? order.CurrencyCode : null,
            IsFinal = true,
            Refusal = order.CancelledAt is not null ? new("cancelled_already") : order.HasShipped ? new("shipped") : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        // What was paid or sent since it was confirmed is not what was agreed to.
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        if (order is null || problem is not null)
        {
            return problem ?? new(ActionEnd.Later);
        }

        var chosen = Choose(action.Chosen, order);
        if (order.CancelledAt is null && chosen.Refund is Original && order.PaidMinor != (action.AmountMinor ?? 0))
        {
            return ActionAnswer.Refused("changed");
        }

        var variables = new
        {
            orderId = LiveOrder.IdOf(action.SubjectId),
            reason = chosen.Reason.ToUpperInvariant(),
            restock = chosen.Restocks,
            refundMethod = new { originalPaymentMethodsRefund = chosen.Refund is Original },
            notifyCustomer = chosen.Notifies,
            staffNote = chosen.Note is "" ? null : chosen.Note,
        };
        var answer = await calls.ChangeAsync(action.ShopId, Document, variables, cancel);
        // Shopify does it a moment later.
        return answer.End is ActionEnd.Done && await LookAsync(action, cancel) is not { End: ActionEnd.Done } ? new(ActionEnd.Unknown) : answer;
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        return problem ?? (order?.CancelledAt is null ? ActionAnswer.NotThere : ActionAnswer.Done());
    }

    internal static string Language(string? locale) => locale?.StartsWith("ja", StringComparison.OrdinalIgnoreCase) == true ? "ja"
        : locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "en"
        : "shop";

    private static Choice Choose(ActionWish wish, LiveOrder order) => new(
        wish.Find("reason") is { } reason && Reasons.Contains(reason, StringComparer.Ordinal) ? reason : Reasons[0],
        wish.Find("refund") is Nothing || order.PaidMinor == 0 ? Nothing : Original,
        wish.Flag("restock", otherwise: true),
        wish.Flag("notify", otherwise: true),
        wish.Find("staff_note") is { } note ? note[..Math.Min(note.Length, LongestNote)] : "");

    private sealed record Choice(string Reason, string Refund, bool Restocks, bool Notifies, string Note)
    {
        public IEnumerable<KeyValuePair<string, string>> Values() =>
        [
            new("reason", Reason), new("refund", Refund), new("restock", Restocks ? "true" : "false"), new("notify", Notifies ? "true" : "false"), new("staff_note", Note),
        ];
    }
}
