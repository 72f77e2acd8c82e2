using System.Globalization;
using ShopSupport.Core.Events;
using ShopSupport.Core.Sync;

namespace ShopSupport.Core.Orders;

/// <summary>Money that moved, and goods that come back.</summary>
internal static class RefundTopics
{
    public static void Refunded(Payload body, Changes changes)
    {
        if (body.HoldsOnlyIds)
        {
            changes.AskFor("refund", body.OwnId(), "The delivery held only its id.");
            return;
        }

        Add(body, changes, body.Id("order_id"), orderCurrency: null, Standing.Itself);
    }

    /// <summary>A transaction that cannot be read is left out: no screen shows it, and nothing else is held up by it.</summary>
    public static void Transaction(Payload body, Changes changes)
    {
        if (Readable(() => Row(body)) is { } row)
        {
            changes.Add(row, at: null);
        }
    }

    /// <summary>The row, or null where something of it cannot be read.</summary>
    public static OrderTransactionRow? Readable(Func<OrderTransactionRow> read)
    {
        try
        {
            return read();
        }
        catch (DeliveryProblemException)
        {
            return null;
        }
    }

    /// <summary>Reads a return; <paramref name="step"/> is what its topic says that happened to it, null where that is nothing to speak of.</summary>
    public static Action<Payload, Changes> Returned(HappeningKind? step) => (body, changes) => Returned(body, changes, step);

    private static void Returned(Payload body, Changes changes, HappeningKind? step)
    {
        var id = body.OwnId();
        var orderId = body.OptionalId("order_id") ?? body.Child("order")?.OwnId();
        if (step is { } kind && orderId is { } order)
        {
            changes.Add(Happening.Of(EventSubject.Order, order, kind, MarkOf(id, kind, changes.HappenedAt), changes.HappenedAt) with { Name = body.Text("name", 80) });
        }

        if (body.Text("status", 40) is not { } status)
        {
            changes.AskFor("return", id, "The delivery named only what changed.");
            return;
        }

        changes.Add(
            new ReturnRow
            {
                Id = id,
                OrderId = orderId,
                Name = body.Text("name", 80),
                Status = status.ToLowerInvariant(),
                Quantity = body.Number("total_return_line_items"),
            },
            at: null);
    }

    /// <summary>A refund never changes what it is; a body that stands for itself still wins over one inside an order's.</summary>
    public static void Add(Payload body, Changes changes, long orderId, string? orderCurrency, Standing standing)
    {
        var currency = orderCurrency ?? LineCurrency(body);
        var amount = body.Sum("transactions", transaction =>
        {
            var own = transaction.Has("currency") ? transaction.Currency("currency") : currency ?? throw transaction.Refusal(ProblemKind.Missing, "currency");
            currency ??= own;
            if (transaction.Text("kind", 40) is "refund" && transaction.Text("status", 40) is "success" or null
                && string.Equals(own, currency, StringComparison.Ordinal))
            {
                return transaction.Money("amount", own);
            }

            return 0;
        });

        changes.Add(
            new RefundRow
            {
                Id = body.OwnId(),
                OrderId = orderId,
                Currency = currency ?? "",
                AmountMinor = amount,
                Quantity = (int)body.Sum("refund_line_items", line => line.Number("quantity") ?? 0, int.MaxValue),
                Note = body.Text("note", 4000),
                RefundedAt = body.Instant("processed_at") ?? body.Instant("created_at"),
            },
            body.Instant("created_at"),
            "created_at",
            standing);
    }

    private static OrderTransactionRow Row(Payload body)
    {
        var currency = body.Currency("currency");
        return new OrderTransactionRow
        {
            Id = body.OwnId(),
            OrderId = body.Id("order_id"),
            Kind = body.Text("kind", 40),
            Status = body.Text("status", 40),
            Gateway = body.Text("gateway", 100),
            Currency = currency,
            AmountMinor = body.Money("amount", currency),
            ProcessedAt = body.Instant("processed_at") ?? body.Instant("created_at"),
        };
    }

    // A return is closed and opened again as often as one likes, and goes through the other steps once.
    private static string MarkOf(long id, HappeningKind step, DateTimeOffset at) => step is HappeningKind.ReturnClosed or HappeningKind.ReturnReopened
        ? string.Create(CultureInfo.InvariantCulture, $"{id}@{at.ToUnixTimeMilliseconds()}")
        : id.ToString(CultureInfo.InvariantCulture);

    private static string? LineCurrency(Payload body)
    {
        foreach (var line in body.Children("refund_line_items"))
        {
            if (line.Child("subtotal_set")?.Child("shop_money") is { } money)
            {
                return money.Currency("currency_code");
            }
        }

        return null;
    }
}
