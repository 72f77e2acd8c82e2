using ShopSupport.Core.Shopify;
using ShopSupport.Core.Values;

namespace ShopSupport.Core.Actions.Orders;

/// <summary>An order, and what Shopify would give back for some of its pieces.</summary>
internal sealed record LiveRefund
{
    private static readonly ShopifyDocument Document = ShopifyDocument.Load("RefundToAct");

    public string Name { get; init; } = "";

    public string CurrencyCode { get; init; } = "";

    public string? PresentmentCurrencyCode { get; init; }

    public string? CustomerLocale { get; init; }

    public LiveReference? Customer { get; init; }

    public LiveNodes<LiveLine> LineItems { get; init; } = new();

    public IReadOnlyList<LiveGivenBack> Refunds { get; init; } = [];

    public IReadOnlyList<LivePayment> Transactions { get; init; } = [];

    public LiveSuggestion SuggestedRefund { get; init; } = new();

    /// <summary>
    /// Which payments an amount goes back to: as Shopify suggests, or where another amount was chosen, from the first payment on
    /// as far as each reaches. Less than the amount where the payments do not reach.
    /// </summary>
    public IReadOnlyList<MoneyBack> Back(long amount)
    {
        var suggested = SuggestedRefund.SuggestedTransactions
            .Select(back => new MoneyBack(back.ParentTransaction?.Id, back.Gateway, $"{back.FormattedGateway} {back.AccountNumber}".Trim(), back.AmountSet.Minor)).ToList();
        if (suggested.Sum(back => back.Minor) == amount)
        {
            return suggested;
        }

        var left = amount;
        List<MoneyBack> parts = [];
        foreach (var payment in Transactions.Where(one => one is { Kind: "SALE" or "CAPTURE", Status: "SUCCESS" }))
        {
            var part = Math.Min(left, payment.MaximumRefundableV2?.Minor ?? 0);
            left -= part;
            parts.Add(new(payment.Id, payment.Gateway, $"{payment.FormattedGateway} {payment.AccountNumber}".Trim(), part));
        }

        return [.. parts.Where(part => part.Minor > 0)];
    }

    /// <summary>Asks what would be given back.</summary>
    public static async Task<(LiveRefund? Refund, ActionAnswer? Problem)> ReadAsync(ActionCalls calls, ShopId shopId, long id, RefundChoice choice, CancellationToken cancel)
    {
        var lines = choice.Pieces.Where(piece => piece.Value > 0)
            .Select(piece => new { lineItemId = new Gid("LineItem", piece.Key).ToString(), quantity = piece.Value, restockType = choice.Restocks ? "RETURN" : "NO_RESTOCK" });
        var reply = await calls.AskAsync<Answer>(
            shopId, Document, new { id = LiveOrder.IdOf(id), lines, shipping = choice.Shipping, allocation = choice.IsCredit ? "STORE_CREDIT" : "ORIGINAL_PAYMENT_METHODS" }, cancel);
        return reply.Problem is { } problem ? (null, problem) : (reply.Value?.Order, reply.Value?.Order is null ? ActionAnswer.Refused("not_found") : null);
    }

    private sealed record Answer
    {
        public LiveRefund? Order { get; init; }
    }
}

/// <summary>Something that only its id is known of.</summary>
internal sealed record LiveReference
{
    public Gid Id { get; init; }
}

/// <summary>A part of an amount that goes back, in minor units, and what people call where it goes.</summary>
internal sealed record MoneyBack(Gid? Payment, string Gateway, string Called, long Minor);

/// <summary>Money that moved for an order.</summary>
internal sealed record LivePayment
{
    public Gid Id { get; init; }

    public string Kind { get; init; } = "";

    public string Status { get; init; } = "";

    public string Gateway { get; init; } = "";

    public string? FormattedGateway { get; init; }

    /// <summary>What of a card's number may be shown.</summary>
    public string? AccountNumber { get; init; }

    public LiveAmount? MaximumRefundableV2 { get; init; }
}

internal sealed record LiveGivenBack
{
    public DateTimeOffset? CreatedAt { get; init; }

    public string? Note { get; init; }

    public LiveMoney TotalRefundedSet { get; init; } = new();
}

internal sealed record LiveSuggestion
{
    public LiveMoney AmountSet { get; init; } = new();

    public LiveMoney MaximumRefundableSet { get; init; } = new();

    public LiveShipping Shipping { get; init; } = new();

    public IReadOnlyList<LiveRefundLine> RefundLineItems { get; init; } = [];

    public IReadOnlyList<LiveMoneyBack> SuggestedTransactions { get; init; } = [];
}

internal sealed record LiveShipping
{
    public LiveMoney AmountSet { get; init; } = new();

    public LiveMoney MaximumRefundableSet { get; init; } = new();
}

internal sealed record LiveRefundLine
{
    public int Quantity { get; init; }

    public string RestockType { get; init; } = "";

    public LiveReference? Location { get; init; }

    public LiveMoney SubtotalSet { get; init; } = new();

    public LiveReference LineItem { get; init; } = new();
}

internal sealed record LiveMoneyBack
{
    public string Gateway { get; init; } = "";

    public string? FormattedGateway { get; init; }

    public string? AccountNumber { get; init; }

    public LiveMoney AmountSet { get; init; } = new();

    public LiveReference? ParentTransaction { get; init; }
}

/// <summary>What of an order is to be given back.</summary>
/// <param name="Pieces">How many of each line, by Shopify's id.</param>
/// <param name="Shipping">The shipping too.</param>
/// <param name="IsCredit">As store credit rather than to the payment it came from.</param>
/// <param name="Restocks">The pieces go back into stock.</param>
internal sealed record RefundChoice(IReadOnlyDictionary<long, int> Pieces, bool Shipping, bool IsCredit, bool Restocks);
