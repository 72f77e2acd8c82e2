using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>
/// Changes what is on an order that was not sent yet. Shopify works the edit out before anybody confirms; which edit is to be
/// committed is written down before it is, and Shopify commits each once.
/// </summary>
internal sealed class EditOrder(ActionCalls calls, ActionProgress progress) : IActionKind
{
    private static readonly ShopifyDocument Commit = ShopifyDocument.Load("EditCommit");

    public string Kind => "edit_order";

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_order_edits";

    // The same edit is committed again, which Shopify refuses when it was.
    public bool MayRepeat => true;

    public bool HasAmount => true;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (order is null || Refuse(order) is not null)
        {
            return order is null ? ActionPlan.Unread(wish, problem) : new() { Wish = wish, Refusal = Refuse(order) };
        }

        var (before, unread) = await EditChoice.BoughtAsync(calls, target.ShopId, target.Id, order, cancel);
        var choice = EditChoice.Of(order, wish, before);
        var isEmpty = choice.Pieces.Values.Sum() + (choice.Added is null ? 0 : choice.AddedPieces) == 0;
        var (edit, refused) = unread is null && !choice.IsNothing && !isEmpty ? await LiveEdit.PutTogetherAsync(calls, target.ShopId, target.Id, choice, cancel) : (null, unread);
        var (old, total) = (order.CurrentTotalPriceSet.Minor, edit?.TotalPriceSet.Minor ?? order.CurrentTotalPriceSet.Minor);
        return new()
        {
            Wish = new([.. choice.Values, new("old_total", $"{old}"), new("new_total", $"{total}")]),
            Fields = [.. choice.Fields],
            Effects =
            [
                .. choice.Effects,
                new("edit_total", EffectValue.Money(old, order.CurrencyCode), EffectValue.Money(total, order.CurrencyCode)),
                total > order.PaidMinor ? new("edit_due", EffectValue.Money(total - order.PaidMinor, order.CurrencyCode))
                    : total < order.PaidMinor ? new("edit_back", EffectValue.Money(order.PaidMinor - total, order.CurrencyCode))
                    : new("edit_even"),
                choice.Notifies ? new("shopify_mail", EffectValue.Of($"language.{CancelOrder.Language(order.CustomerLocale)}")) : new("no_mail"),
            ],
            AmountMinor = total == old ? null : Math.Abs(total - old),
            Currency = total == old ? null : order.CurrencyCode,
            Refusal = isEmpty ? new("edit_empty") : choice.IsNothing ? new("nothing_chosen") : edit is null ? refused?.Refusal ?? new("later") : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        if (order is null)
        {
            return problem!;
        }

        var choice = EditChoice.Of(order, action.Chosen, Added(action));
        var id = action.Progress;
        if (id is null)
        {
            if ((Refuse(order) ?? (order.CurrentTotalPriceSet.Minor != action.Chosen.Number("old_total") ? new("order_changed") : null)) is { } refusal)
            {
                return new(ActionEnd.Refused) { Refusal = refusal };
            }

            var (edit, refused) = await LiveEdit.PutTogetherAsync(calls, action.ShopId, action.SubjectId, choice, cancel);
            if (edit is null || edit.TotalPriceSet.Minor != action.Chosen.Number("new_total"))
            {
                return refused ?? ActionAnswer.Refused("order_changed");
            }

            id = edit.Id;
            if (!await progress.KeepAsync(action, id, cancel))
            {
                return new(ActionEnd.Unknown);
            }
        }

        var answer = await calls.ChangeAsync(action.ShopId, Commit, new { id, notify = choice.Notifies }, cancel);
        return answer.End is ActionEnd.Done ? Done(action) : answer;
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        return problem ?? (order is not null && IsSo(order, action) ? Done(action) : ActionAnswer.NotThere);
    }

    private static bool IsSo(LiveOrder order, DeskAction action) =>
        order.CurrentTotalPriceSet.Minor == action.Chosen.Number("new_total")
        && order.LineItems.Nodes.Where(line => action.Chosen.Find(DraftLines.Name(line)) is not null).All(line => line.CurrentQuantity == action.Chosen.Number(DraftLines.Name(line)))
        && Added(action).TrueForAll(added => order.LineItems.Nodes.Any(line => line.Variant?.Id == added.Variant!.Id && line.CurrentQuantity == action.Chosen.Number("add_pieces")));

    private static ActionRefusal? Refuse(LiveOrder order) => order.CancelledAt is not null ? new("cancelled_already") : order.HasShipped ? new("shipped_edit") : null;

    // What was added needs no second look at what the customer bought.
    private static List<LiveLine> Added(DeskAction action) => action.Chosen.Number("add") is { } variant
        ? [new LiveLine { Title = action.Chosen.Find("add_title") ?? "", Variant = new() { Id = new("ProductVariant", variant) } }]
        : [];

    // What was confirmed, as something that has happened.
    private static ActionAnswer Done(DeskAction action) => ActionAnswer.Done(
    [
        .. action.Effects.Select(effect => effect.Key switch
        {
            "edit_removed" or "edit_quantity" or "edit_added" or "edit_discount" or "edit_total" or "edit_due" or "edit_back" => new ActionEffect($"{effect.Key}_done", effect.Values),
            "shopify_mail" => new ActionEffect("mail_was_sent"),
            _ => null,
        }).OfType<ActionEffect>(),
    ]);
}
