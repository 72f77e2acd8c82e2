using System.Globalization;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>The goods of an order once more, for the customer to pay behind a link.</summary>
internal sealed class DraftOrder(ActionCalls calls) : IActionKind
{
    private const int MostPieces = 99;
    private const int LongestNote = 255;

    private static readonly ShopifyDocument Send = ShopifyDocument.Load("DraftInvoiceSend");
    private static readonly int[] Offered = [0, 5, 10, 15, 20, 30, 50];

    public string Kind => "draft_order";

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_draft_orders";

    // It is looked for by its tag, and Shopify's search may not know yet what is seconds old.
    public bool MayRepeat => false;

    public bool HasAmount => true;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveOrder.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (order is null)
        {
            return ActionPlan.Unread(wish, problem);
        }

        var lines = Lines(order, wish);
        var (percent, note, mails) = (Percent(wish), Note(wish), wish.Flag("invoice", otherwise: false));
        var (sum, refused) = lines.Count > 0 ? await lines.SumAsync(calls, target.ShopId, percent, cancel) : (null, null);
        var total = sum?.TotalPriceSet.Minor ?? 0;
        return new()
        {
            Wish = new([.. lines.Values, new("discount", Number(percent)), new("draft_note", note), new("invoice", mails ? "true" : "false"), new("shown", "true")]),
            Fields =
            [
                lines.Field(sum, _ => MostPieces, isLimited: false),
                new ChoiceField("discount", Number(percent), [.. Offered.Select(one => one == 0 ? new ChoiceOption("0") : new ChoiceOption(Number(one), $"{one}%"))]),
                new TextField("draft_note", note, LongestNote),
                new FlagField("invoice", mails),
            ],
            Effects =
            [
                new("draft_made", EffectValue.Money(total, order.CurrencyCode)),
                .. sum?.TotalDiscountsSet.Minor > 0 ? [new("draft_discount", EffectValue.Money(sum.TotalDiscountsSet.Minor, order.CurrencyCode))] : Array.Empty<ActionEffect>(),
                new("draft_shipping"),
                mails ? new("draft_mail", EffectValue.Of($"language.{CancelOrder.Language(order.CustomerLocale)}")) : new("draft_link_later"),
            ],
            AmountMinor = total,
            Currency = order.CurrencyCode,
            Refusal = lines.Pieces.Count == 0 ? new("goods_gone")
                : lines.Count == 0 ? new("nothing_chosen")
                : sum is null ? refused?.Refusal ?? new("later")
                : mails && string.IsNullOrEmpty(order.Email) ? new("no_email")
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
        var (draft, refused) = await LiveDraft.MakeAsync(calls, action, Lines(order, wish).Input(Percent(wish), Note(wish) is { Length: > 0 } note ? note : null, LiveDraft.Mark(action)), cancel);
        if (draft is null || draft.InvoiceSentAt is not null || !Mails(action))
        {
            return refused ?? Done(action, draft!, draft!.InvoiceSentAt is not null);
        }

        var sent = await calls.ChangeAsync(action.ShopId, Send, new { id = draft.Id }, cancel);
        // The link is there, whatever became of the mail: the agent can send it themselves.
        return sent.End is ActionEnd.Unknown ? sent : Done(action, draft, sent.End is ActionEnd.Done);
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (draft, problem) = await LiveDraft.FindAsync(calls, action, cancel);
        return problem ?? (draft is null || (Mails(action) && draft.InvoiceSentAt is null) ? ActionAnswer.NotThere : Done(action, draft, draft.InvoiceSentAt is not null));
    }

    private static bool Mails(DeskAction action) => action.Chosen.Flag("invoice", otherwise: false);

    private static ActionAnswer Done(DeskAction action, LiveDraft draft, bool isSent) => ActionAnswer.Done(
    [
        new("draft_was_made", draft.Name, EffectValue.Money(draft.TotalPriceSet.Minor, draft.TotalPriceSet.ShopMoney.CurrencyCode)),
        .. draft.InvoiceUrl is { } url ? [new ActionEffect("draft_link", EffectValue.ToCopy(url))] : Array.Empty<ActionEffect>(),
        .. isSent ? [new("mail_was_sent")] : Mails(action) ? [new ActionEffect("draft_mail_failed")] : Array.Empty<ActionEffect>(),
    ]);

    private static DraftLines Lines(LiveOrder order, ActionWish wish) => DraftLines.Choose(order, wish, line => Math.Min(MostPieces, line.Quantity), _ => MostPieces);

    private static int Percent(ActionWish wish) => wish.Number("discount") is { } chosen && Offered.Contains((int)chosen) ? (int)chosen : 0;

    private static string Note(ActionWish wish) => wish.Find("draft_note") is { } text ? text[..Math.Min(text.Length, LongestNote)] : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
