using System.Globalization;
using ShopSupport.Core.Shopify;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>Brings a return to another status. A second time is refused: it has that status.</summary>
internal abstract class ReturnMove(ActionCalls calls) : IActionKind
{
    public abstract string Kind { get; }

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_returns";

    public bool MayRepeat => true;

    protected abstract ShopifyDocument Document { get; }

    /// <summary>The status that it must have, and the one that it has then: Shopify's words.</summary>
    protected abstract (string From, string To) Statuses { get; }

    /// <summary>Shopify may write to the customer.</summary>
    protected virtual bool CanMail => true;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveReturns.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (order is null)
        {
            return ActionPlan.Unread(wish, problem);
        }

        var returns = order.Order!.Returns.Nodes.Where(one => string.Equals(one.Status, Statuses.From, StringComparison.Ordinal)).ToList();
        if ((returns.Find(one => one.Id.Id == wish.Number("return")) ?? returns.LastOrDefault()) is not { } chosen)
        {
            return new() { Wish = wish, Refusal = new($"no_return_{Statuses.From.ToLowerInvariant()}") };
        }

        var (id, notifies) = (Number(chosen.Id.Id), CanMail && wish.Flag("notify", otherwise: true));
        return new()
        {
            Wish = new([new("return", id), new("return_name", chosen.Name), new("notify", notifies ? "true" : "false"), .. Chosen(wish)]),
            Fields =
            [
                returns.Count == 1 ? new HiddenField("return", id) : new ChoiceField("return", id, [.. returns.Select(one => new ChoiceOption(Number(one.Id.Id), one.Name))]),
                .. Fields(wish),
                .. CanMail ? [new FlagField("notify", notifies)] : Array.Empty<ActionField>(),
            ],
            Effects = [new(Kind, chosen.Name, EffectValue.Count(chosen.TotalQuantity)), notifies ? new("shopify_mail", EffectValue.Of($"language.{CancelOrder.Language(order.Order.CustomerLocale)}")) : new("no_mail")],
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var id = new Gid("Return", action.Chosen.Number("return") ?? 0);
        var answer = await calls.ChangeAsync(action.ShopId, Document, Variables(id, action.Chosen), cancel);
        return answer.End is ActionEnd.Done ? Done(action) : answer;
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveReturns.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        var found = order?.Order!.Returns.Nodes.FirstOrDefault(one => one.Id.Id == action.Chosen.Number("return"));
        return problem ?? (string.Equals(found?.Status, Statuses.To, StringComparison.Ordinal) ? Done(action) : ActionAnswer.NotThere);
    }

    protected virtual IEnumerable<KeyValuePair<string, string>> Chosen(ActionWish wish) => [];

    protected virtual IEnumerable<ActionField> Fields(ActionWish wish) => [];

    protected abstract object Variables(Gid id, ActionWish wish);

    private ActionAnswer Done(DeskAction action) => ActionAnswer.Done(new ActionEffect($"{Kind}_done", action.Chosen.Find("return_name") ?? ""), action.Chosen.Flag("notify", otherwise: false) ? new("mail_was_sent") : new("no_mail_was_sent"));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Lets what a customer asked for come back.</summary>
internal sealed class ApproveReturn(ActionCalls calls) : ReturnMove(calls)
{
    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("ReturnApprove");

    public override string Kind => "approve_return";

    protected override ShopifyDocument Document => Mutation;

    protected override (string From, string To) Statuses => ("REQUESTED", "OPEN");

    protected override object Variables(Gid id, ActionWish wish) => new { input = new { id, notifyCustomer = wish.Flag("notify", otherwise: true) } };
}

/// <summary>Does not let it come back, and says why.</summary>
internal sealed class DeclineReturn(ActionCalls calls) : ReturnMove(calls)
{
    private const int LongestNote = 500;

    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("ReturnDecline");
    private static readonly string[] Reasons = ["return_period_ended", "final_sale", "other"];

    public override string Kind => "decline_return";

    protected override ShopifyDocument Document => Mutation;

    protected override (string From, string To) Statuses => ("REQUESTED", "DECLINED");

    protected override IEnumerable<KeyValuePair<string, string>> Chosen(ActionWish wish) => [new("decline_reason", Reason(wish)), new("decline_note", Note(wish))];

    protected override IEnumerable<ActionField> Fields(ActionWish wish) =>
        [new ChoiceField("decline_reason", Reason(wish), [.. Reasons.Select(one => new ChoiceOption(one))]), new TextField("decline_note", Note(wish), LongestNote, IsLong: true)];

    protected override object Variables(Gid id, ActionWish wish) => new
    {
        input = new { id, declineReason = Reason(wish).ToUpperInvariant(), declineNote = Note(wish) is { Length: > 0 } note ? note : null, notifyCustomer = wish.Flag("notify", otherwise: true) },
    };

    private static string Reason(ActionWish wish) => Array.Find(Reasons, one => string.Equals(one, wish.Find("decline_reason"), StringComparison.Ordinal)) ?? Reasons[0];

    private static string Note(ActionWish wish) => wish.Find("decline_note") is { } note ? note[..Math.Min(note.Length, LongestNote)] : "";
}

/// <summary>Ends a return that nothing more is to happen with.</summary>
internal sealed class CloseReturn(ActionCalls calls) : ReturnMove(calls)
{
    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("ReturnClose");

    public override string Kind => "close_return";

    protected override ShopifyDocument Document => Mutation;

    protected override (string From, string To) Statuses => ("OPEN", "CLOSED");

    protected override bool CanMail => false;

    protected override object Variables(Gid id, ActionWish wish) => new { id };
}
