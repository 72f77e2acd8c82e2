using System.Globalization;
using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>
/// Gives money back for pieces of an order. Amounts are those that Shopify suggests; another one may be chosen up to what is
/// left, which Shopify checks once more when it is sent.
/// </summary>
internal sealed class RefundOrder(ActionCalls calls) : IActionKind
{
    private const string Original = "original";
    private const string Credit = "credit";
    private const string Full = "full";
    private const string None = "none";
    private const int LongestNote = 255;

    private static readonly ShopifyDocument Document = ShopifyDocument.Load("RefundCreate");

    // Two clocks, and the time that a request is on its way.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    public string Kind => "refund";

    public ActionSubject Subject => ActionSubject.Order;

    public string Scope => "write_orders";

    // Shopify knows it by its key.
    public bool MayRepeat => true;

    public bool HasAmount => true;

    public async Task<ActionPlan> PlanAsync(ActionTarget target, ActionWish wish, CancellationToken cancel)
    {
        var choice = Choose(wish);
        var (order, problem) = await LiveRefund.ReadAsync(calls, target.ShopId, target.Id, choice, cancel);
        if (order is null)
        {
            return new() { Wish = wish, Refusal = problem?.Refusal ?? new("later") };
        }

        var (currency, suggested) = (order.CurrencyCode, order.SuggestedRefund);
        var (offered, most) = (suggested.AmountSet.Minor, suggested.MaximumRefundableSet.Minor);
        var amount = Amount(wish, currency, offered);
        var notifies = wish.Flag("notify", otherwise: true);
        var note = wish.Find("note") is { } text ? text[..Math.Min(text.Length, LongestNote)] : "";
        List<KeyValuePair<string, string>> values =
        [
            .. order.LineItems.Nodes.Select(line => KeyValuePair.Create(Name(line.Id.Id), Number(choice.Pieces.GetValueOrDefault(line.Id.Id)))),
            new("shipping", choice.Shipping ? Full : None), new("to", choice.IsCredit ? Credit : Original), new("restock", choice.Restocks ? "true" : "false"),
            new("amount", amount is { } minor ? Written(minor, currency) : wish.Find("amount") ?? ""), new("suggested", Written(offered, currency)), new("notify", notifies ? "true" : "false"), new("note", note),
        ];
        return new()
        {
            Wish = new(values),
            Fields =
            [
                new LinesField("lines", [.. order.LineItems.Nodes.Where(line => line.CurrentQuantity > 0).Select(line => Line(line, choice, suggested, currency))]),
                .. suggested.Shipping.MaximumRefundableSet.Minor > 0 ? [new ChoiceField("shipping", choice.Shipping ? Full : None, [new(None), new(Full, EffectValue.Money(suggested.Shipping.MaximumRefundableSet.Minor, currency))])] : Array.Empty<ActionField>(),
                new MoneyField("amount", amount ?? offered, most, currency),
                new HiddenField("suggested", Written(offered, currency)),
                new ChoiceField("to", choice.IsCredit ? Credit : Original, order.Customer is null ? [new(Original)] : [new(Original), new(Credit)]),
                new FlagField("restock", choice.Restocks),
                new FlagField("notify", notifies),
                new TextField("note", note, LongestNote),
            ],
            Effects = [.. Effects(order, choice, amount ?? 0, notifies)],
            AmountMinor = amount,
            Currency = currency,
            IsFinal = true,
            Refusal = Refuse(order, choice, amount, most),
        };
    }

    public async Task<ActionAnswer> SendAsync(DeskAction action, CancellationToken cancel)
    {
        var (choice, currency, amount) = (Choose(action.Chosen), action.Currency!, action.AmountMinor!.Value);
        var (order, problem) = await LiveRefund.ReadAsync(calls, action.ShopId, action.SubjectId, choice, cancel);
        if (order is null)
        {
            return problem!;
        }

        // A replay under the same key is answered as the first was, whatever is left since.
        if (action.Sends == 1 && Refuse(order, choice, amount, order.SuggestedRefund.MaximumRefundableSet.Minor) is { } refusal)
        {
            return new(ActionEnd.Refused) { Refusal = refusal };
        }

        var variables = new { input = Input(action, order, choice, amount, currency), key = action.ActionKey };
        var reply = await calls.AskAsync<Answer>(action.ShopId, Document, variables, cancel);
        // What Shopify says that it gave back, whatever was wanted.
        return reply.Problem ?? ActionAnswer.Done(new ActionEffect("refunded", EffectValue.Money(reply.Value?.RefundCreate?.Refund?.TotalRefundedSet.Minor ?? 0, currency)));
    }

    public async Task<ActionAnswer> LookAsync(DeskAction action, CancellationToken cancel)
    {
        var (order, problem) = await LiveRefund.ReadAsync(calls, action.ShopId, action.SubjectId, Choose(ActionWish.Empty), cancel);
        var note = action.Chosen.Find("note") ?? "";
        var found = order?.Refunds.FirstOrDefault(refund =>
            refund.CreatedAt >= action.SentAt - Slack && refund.TotalRefundedSet.Minor == action.AmountMinor && string.Equals(refund.Note ?? "", note, StringComparison.Ordinal));
        return problem ?? (found is null ? ActionAnswer.NotThere : ActionAnswer.Done(new ActionEffect("refunded", EffectValue.Money(action.AmountMinor!.Value, action.Currency!))));
    }

    private static object Input(DeskAction action, LiveRefund order, RefundChoice choice, long amount, string currency)
    {
        return new
        {
            orderId = LiveOrder.IdOf(action.SubjectId),
            note = action.Chosen.Find("note"),
            notify = action.Chosen.Flag("notify", otherwise: true),
            refundLineItems = order.SuggestedRefund.RefundLineItems.Select(line => new
            {
                lineItemId = line.LineItem.Id,
                quantity = line.Quantity,
                restockType = choice.Restocks ? line.RestockType : "NO_RESTOCK",
                locationId = choice.Restocks ? line.Location?.Id : null,
            }),
            shipping = new { fullRefund = choice.Shipping },
            transactions = choice.IsCredit ? [] : order.Back(amount).Select(back => new
            {
                orderId = LiveOrder.IdOf(action.SubjectId),
                parentId = back.Payment,
                gateway = back.Gateway,
                kind = "REFUND",
                amount = Written(back.Minor, currency),
            }),
            refundMethods = choice.IsCredit ? [new { storeCreditRefund = new { amount = new { amount = Written(amount, currency), currencyCode = currency } } }] : Array.Empty<object>(),
        };
    }

    private static ActionRefusal? Refuse(LiveRefund order, RefundChoice choice, long? amount, long most) => (order, choice) switch
    {
        ({ PresentmentCurrencyCode: { } seen }, _) when !string.Equals(seen, order.CurrencyCode, StringComparison.Ordinal) => new("other_currency"),
        _ when most == 0 => new("nothing_left"),
        _ when choice.Pieces.Any(piece => piece.Value > (order.LineItems.Nodes.FirstOrDefault(line => line.Id.Id == piece.Key)?.CurrentQuantity ?? 0)) => new("more_than_bought"),
        _ when amount is null => new("no_amount"),
        _ when amount > most => new("more_than_left"),
        _ when amount == 0 => new("nothing_chosen"),
        _ when !choice.IsCredit && order.Back(amount.Value).Sum(back => back.Minor) != amount => new("no_payment"),
        _ => null,
    };

    private static IEnumerable<ActionEffect> Effects(LiveRefund order, RefundChoice choice, long amount, bool notifies)
    {
        var money = EffectValue.Money(amount, order.CurrencyCode);
        if (choice.IsCredit)
        {
            yield return new("refund_credit", money);
        }

        foreach (var back in choice.IsCredit ? [] : order.Back(amount))
        {
            yield return new("refund_to", EffectValue.Money(back.Minor, order.CurrencyCode), back.Called);
        }

        if (amount != order.SuggestedRefund.AmountSet.Minor)
        {
            yield return new("refund_differs", EffectValue.Money(order.SuggestedRefund.AmountSet.Minor, order.CurrencyCode));
        }

        yield return new("refund_left", EffectValue.Money(Math.Max(0, order.SuggestedRefund.MaximumRefundableSet.Minor - amount), order.CurrencyCode));
        var pieces = choice.Pieces.Values.Sum();
        yield return pieces == 0 ? new("refund_money_only") : choice.Restocks ? new("restock", EffectValue.Count(pieces)) : new("no_restock", EffectValue.Count(pieces));
        yield return notifies ? new("shopify_mail", EffectValue.Of($"language.{CancelOrder.Language(order.CustomerLocale)}")) : new("no_mail");
    }

    private static LineChoice Line(LiveLine line, RefundChoice choice, LiveSuggestion suggested, string currency)
    {
        var pieces = choice.Pieces.GetValueOrDefault(line.Id.Id);
        var amount = suggested.RefundLineItems.Where(one => one.LineItem.Id.Id == line.Id.Id).Sum(one => one.SubtotalSet.Minor);
        return new(Name(line.Id.Id), line.FullTitle, pieces, line.CurrentQuantity, pieces > 0 ? amount / pieces : line.OriginalUnitPriceSet.Minor, amount, currency);
    }

    // What somebody typed stays; an amount that was only offered follows what is chosen.
    private static long? Amount(ActionWish wish, string currency, long offered)
    {
        var typed = wish.Find("amount");
        return typed is null || string.Equals(typed, wish.Find("suggested"), StringComparison.Ordinal) ? offered
            : decimal.TryParse(typed.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? Currency.ToMinor(amount, currency)
            : null;
    }

    private static RefundChoice Choose(ActionWish wish) => new(
        wish.Named("line-").ToDictionary(line => long.Parse(line.Name, CultureInfo.InvariantCulture), line => int.TryParse(line.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces) ? pieces : 0),
        wish.Find("shipping") is Full,
        wish.Find("to") is Credit,
        wish.Flag("restock", otherwise: false));

    private static string Name(long line) => $"line-{Number(line)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Written(long minor, string currency) => Currency.Written(minor, currency);

    private sealed record Answer
    {
        public Created? RefundCreate { get; init; }
    }

    private sealed record Created
    {
        public LiveGivenBack? Refund { get; init; }
    }
}
