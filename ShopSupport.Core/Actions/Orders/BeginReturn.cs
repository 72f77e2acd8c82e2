using System.Globalization;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>Lets pieces of an order come back, or asks for it.</summary>
internal abstract class BeginReturn(ActionCalls calls) : IActionKind
{
    private const int LongestNote = 255;

    // Two clocks, and the time that a request is on its way.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    public abstract string Kind { get; }

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_returns";

    // A second one of the same pieces is another return.
    public bool MayRepeat => false;

    protected abstract ShopifyDocument Document { get; }

    /// <summary>The status that the return has then: Shopify's word.</summary>
    protected abstract string Status { get; }

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var (order, problem) = await LiveReturns.ReadAsync(calls, target.ShopId, target.Id, cancel);
        if (order is null)
        {
            return ActionPlan.Unread(wish, problem);
        }

        var (lines, currency) = (order.Lines, order.Order!.CurrencyCode);
        var pieces = lines.ToDictionary(line => line.Id, line => wish.Find("shown") is null ? (lines.Count == 1 ? line.Most : 0) : (int)Math.Clamp(wish.Number(Name(line.Id)) ?? 0, 0, line.Most));
        var reasons = order.ReturnReasonDefinitions.Nodes.Where(one => !one.Deleted).ToList();
        var reason = reasons.Find(one => one.Id.Id == wish.Number("return_reason")) ?? reasons.FirstOrDefault();
        var (fee, note) = (Minor(wish.Find("return_fee") ?? "0", currency), wish.Find("return_note") ?? "");
        var worth = lines.Sum(line => line.UnitMinor * pieces[line.Id]);
        var count = pieces.Values.Sum();
        return new()
        {
            Wish = new(
            [
                .. pieces.Select(one => KeyValuePair.Create(Name(one.Key), Number(one.Value))), new("return_reason", Number(reason?.Id.Id ?? 0)), new("return_note", note),
                new("return_fee", fee is { } minor ? Currency.Written(minor, currency) : wish.Find("return_fee") ?? ""), new("currency", currency), new("count", Number(count)), new("shown", "true"),
            ]),
            Fields =
            [
                new LinesField("lines", [.. lines.Select(line => new LineChoice(Name(line.Id), line.Title, pieces[line.Id], line.Most, line.UnitMinor, line.UnitMinor * pieces[line.Id], currency))]) { IsBeforeDiscount = true },
                .. reason is null ? Array.Empty<ActionField>() : [new ChoiceField("return_reason", Number(reason.Id.Id), [.. reasons.Select(one => new ChoiceOption(Number(one.Id.Id), one.Label))])],
                new TextField("return_note", note, LongestNote),
                new MoneyField("return_fee", fee ?? 0, worth, currency),
            ],
            Effects =
            [
                new($"{Kind}_lines", EffectValue.Count(count)),
                fee > 0 ? new("return_fee", EffectValue.Money(fee.Value, currency)) : new("return_no_fee"),
                new("return_no_refund"),
                new("no_mail"),
            ],
            Refusal = lines.Count == 0 ? new("nothing_returnable") : count == 0 ? new("nothing_chosen") : fee is null ? new("no_amount") : fee > worth ? new("fee_too_high") : note.Length > LongestNote ? new("too_long") : null,
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var wish = action.Chosen;
        var currency = wish.Find("currency") ?? "";
        var fee = Minor(wish.Find("return_fee") ?? "0", currency) ?? 0;
        var input = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["orderId"] = LiveOrder.IdOf(action.SubjectId),
            ["returnLineItems"] = wish.Named("line-").Select(line => (line.Name, Pieces: int.Parse(line.Value, CultureInfo.InvariantCulture))).Where(line => line.Pieces > 0)
                .Select(line => Line(new Gid("FulfillmentLineItem", long.Parse(line.Name, CultureInfo.InvariantCulture)), line.Pieces, wish.Number("return_reason") is > 0 and var id ? new Gid("ReturnReasonDefinition", id) : null, wish.Find("return_note"))),
        };
        if (fee > 0)
        {
            input["returnShippingFee"] = new { amount = new { amount = Currency.Written(fee, currency), currencyCode = currency } };
        }

        var reply = await calls.AskAsync<Answer>(action.ShopId, Document, new { input }, cancel);
        return reply.Problem ?? Done(action, reply.Value?.Back?.Return?.Name ?? "");
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveReturns.ReadAsync(calls, action.ShopId, action.SubjectId, cancel);
        var found = order?.Order!.Returns.Nodes.LastOrDefault(one =>
            one.CreatedAt >= action.SentAt - Slack && one.TotalQuantity == action.Chosen.Number("count") && string.Equals(one.Status, Status, StringComparison.Ordinal));
        return problem ?? (found is null ? ActionAnswer.NotThere : Done(action, found.Name));
    }

    /// <summary>A line for Shopify.</summary>
    protected abstract object Line(Gid line, int quantity, Gid? reason, string? note);

    private ActionAnswer Done(DeskAction action, string name) => ActionAnswer.Done(new ActionEffect($"{Kind}_done", name, EffectValue.Count(action.Chosen.Number("count") ?? 0)), new ActionEffect("return_no_refund_yet"));

    private static long? Minor(string text, string currency) =>
        decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? Currency.ToMinor(amount, currency) : null;

    private static string Name(long line) => $"line-{Number(line)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Answer
    {
        public Payload? Back { get; init; }
    }

    private sealed record Payload
    {
        public LiveReturn? Return { get; init; }
    }
}

/// <summary>Asks for pieces to come back, in the customer's name; the shop decides later.</summary>
internal sealed class RequestReturn(ActionCalls calls) : BeginReturn(calls)
{
    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("ReturnRequest");

    public override string Kind => "request_return";

    protected override ShopifyDocument Document => Mutation;

    protected override string Status => "REQUESTED";

    protected override object Line(Gid line, int quantity, Gid? reason, string? note) => new { fulfillmentLineItemId = line, quantity, returnReasonDefinitionId = reason, customerNote = note };
}

/// <summary>Lets pieces come back at once.</summary>
internal sealed class CreateReturn(ActionCalls calls) : BeginReturn(calls)
{
    private static readonly ShopifyDocument Mutation = ShopifyDocument.Load("ReturnCreate");

    public override string Kind => "create_return";

    protected override ShopifyDocument Document => Mutation;

    protected override string Status => "OPEN";

    protected override object Line(Gid line, int quantity, Gid? reason, string? note) => new { fulfillmentLineItemId = line, quantity, returnReasonDefinitionId = reason, returnReasonNote = note ?? "" };
}
