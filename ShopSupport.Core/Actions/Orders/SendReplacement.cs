using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>Sends pieces of an order once more at no charge: an order of its own that says whose replacement it is.</summary>
internal sealed class SendReplacement(ActionCalls calls) : IActionKind
{
    private static readonly ShopifyDocument Complete = ShopifyDocument.Load("DraftComplete");
    private static readonly ShopifyDocument Delete = ShopifyDocument.Load("DraftDelete");

    // Written into the shop, where staff read it: in the shop's words, not the agent's.
    private static readonly (string Kind, string Japanese, string English)[] Reasons =
    [
        ("damaged", "破損・不良", "damaged"), ("lost", "届かない・紛失", "lost"), ("wrong", "商品違い", "wrong goods"), ("missing", "入れ忘れ", "missing"), ("other", "その他", "other"),
    ];

    public string Kind => "replacement";

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_draft_orders";

    // It is looked for by its tag, and Shopify's search may not know yet what is seconds old.
    public bool MayRepeat => false;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (order is null)
        {
            return ActionPlan.Unread(wish, problem);
        }

        var (lines, why) = (Lines(order, wish), Reason(wish).Kind);
        var (sum, refused) = lines.Count > 0 ? await lines.SumAsync(calls, target.ShopId, 100, cancel) : (null, null);
        return new()
        {
            Wish = new([.. lines.Values, new("cause", why), new("japanese", target.TimeZone is "Asia/Tokyo" or null ? "true" : "false"), new("shown", "true")]),
            Fields = [lines.Field(sum, line => line.Quantity, isLimited: true), new ChoiceField("cause", why, [.. Reasons.Select(one => new ChoiceOption(one.Kind))])],
            Effects =
            [
                new("replacement_made", EffectValue.Count(lines.Count), order.Name),
                new("replacement_free", EffectValue.Money(sum?.TotalDiscountsSet.Minor ?? 0, order.CurrencyCode)),
                new("replacement_stock"),
                new("replacement_mail"),
            ],
            IsFinal = true,
            Refusal = order.CancelledAt is not null ? new("cancelled_already")
                : lines.Pieces.Count == 0 ? new("goods_gone")
                : lines.Count == 0 ? new("nothing_chosen")
                : sum is null ? refused?.Refusal ?? new("later")
                : sum.TotalPriceSet.Minor != 0 ? new("failed")
                : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        if (order is null)
        {
            return problem!;
        }

        var wish = action.Chosen;
        var isJapanese = wish.Flag("japanese", otherwise: true);
        var note = isJapanese ? $"注文 {order.Name} の再送品（無料）。理由：{Reason(wish).Japanese}" : $"Replacement for order {order.Name}, free of charge. Reason: {Reason(wish).English}";
        var (draft, refused) = await LiveDraft.MakeAsync(calls, action, Lines(order, wish).Input(100, note, isJapanese ? "再送" : "Replacement", LiveDraft.Mark(action)), cancel);
        if (draft is null || draft.CompletedAt is not null)
        {
            return refused ?? Done(draft!);
        }

        var reply = await calls.AskAsync<Answer>(action.ShopId, Complete, new { id = draft.Id }, cancel);
        if (reply.Problem is { End: ActionEnd.Refused } and var no)
        {
            // Refused is refused: nothing of it stays behind.
            await calls.ChangeAsync(action.ShopId, Delete, new { input = new { id = draft.Id } }, cancel);
            return no;
        }

        return reply.Problem ?? Done(reply.Value?.DraftOrderComplete?.DraftOrder ?? draft);
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (draft, problem) = await LiveDraft.FindAsync(calls, action, cancel);
        return problem ?? (draft?.CompletedAt is null ? ActionAnswer.NotThere : Done(draft));
    }

    private static ActionAnswer Done(LiveDraft draft) => ActionAnswer.Done(new ActionEffect("replacement_was_made", draft.Order?.Name ?? draft.Name));

    private static (string Kind, string Japanese, string English) Reason(ActionWish wish) => Array.Find(Reasons, one => string.Equals(one.Kind, wish.Find("cause"), StringComparison.Ordinal)) is { Kind: not null } found ? found : Reasons[0];

    private static DraftLines Lines(LiveOrder order, ActionWish wish) => DraftLines.Choose(order, wish, line => line.Quantity, line => line.Quantity);

    private sealed record Answer
    {
        public Payload? DraftOrderComplete { get; init; }
    }

    private sealed record Payload
    {
        public LiveDraft? DraftOrder { get; init; }
    }
}
