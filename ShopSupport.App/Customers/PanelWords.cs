using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Panel;

namespace ShopSupport.App.Customers;

/// <summary>What the panel says about orders, parcels and subscriptions, with the tone of each.</summary>
internal sealed class PanelWords(Texts texts, Format format, CurrentAgent agent, TimeProvider clock)
{
    /// <summary>How the customer is called.</summary>
    public string Name(PanelCustomer customer) =>
        CustomerName.Of(customer.FirstName, customer.LastName, customer.Email, customer.Phone) ?? texts["customer.unnamed"];

    /// <summary>Where the goods are: that only a part was sent, and what is true of the parcel that needs somebody most. Green only when all arrived.</summary>
    public IEnumerable<Badge> Delivery(PanelOrder order)
    {
        if (order.CancelledAt is not null)
        {
            yield return new Badge(Tone.Bad, texts["order.cancelled"]);
            yield break;
        }

        if (order.IsPartlySent)
        {
            yield return new Badge(Tone.Warn, order.PiecesSent is { } sent
                ? texts.Of("fulfillment.partial_of", format.Number(sent), format.Number(order.Pieces))
                : texts["fulfillment.partial"]);
        }

        if (order.WorstParcel is not { } worst)
        {
            if (!order.IsPartlySent)
            {
                yield return NotTracked(order.FulfillmentStatus);
            }
        }
        else if (!order.IsPartlySent || worst.Progress != ParcelProgress.Arrived)
        {
            yield return new Badge(ToneOf(worst.Progress, order.HasArrived), State(worst));
        }
    }

    /// <summary>All that is said of how an order stands: its goods, its money, what comes back.</summary>
    public IEnumerable<Badge> States(PanelOrder order) =>
        [.. Delivery(order), .. Payment(order) is { } payment ? [payment] : Array.Empty<Badge>(), .. order.Returns.Select(Return)];

    /// <summary>What happened to a parcel, with its days.</summary>
    public string Parcel(PanelShipment parcel)
    {
        var sent = parcel.ShippedAt is { } shipped ? texts.Of("parcel.shipped", format.Day(shipped)) : null;
        var now = parcel.Status is null ? null
            : parcel.StatusAt is not { } at ? State(parcel)
            : parcel.Progress == ParcelProgress.Arrived ? $"{State(parcel)} {format.Day(at)}"
            : $"{State(parcel)} {format.Moment(at)}";
        return string.Join(texts["list.separator"], new[] { sent, now }.Where(part => part is not null));
    }

    /// <summary>What is special about the money; null when it is simply paid.</summary>
    public Badge? Payment(PanelOrder order) => order.FinancialStatus switch
    {
        _ when order.IsRefundedInFull => new Badge(Tone.Plain, texts["financial.refunded"]),
        null or "paid" when order.RefundedMinor == 0 => null,
        "partially_refunded" or "paid" or null => new Badge(Tone.Plain, texts.Of("order.refunded_part", format.Money(order.RefundedMinor, order.Currency))),
        "pending" or "authorized" or "partially_paid" => new Badge(Tone.Warn, texts.Word("financial", order.FinancialStatus)),
        var other => new Badge(Tone.Plain, texts.Word("financial", other)),
    };

    /// <summary>How it was paid, in our words where we have one; null when Shopify did not say.</summary>
    public string? PaidBy(PanelOrder order) => string.IsNullOrWhiteSpace(order.Payment) ? null
        : string.Join(texts["list.separator"], order.Payment.Split(", ").Select(way => texts.Find($"payment.{way.Replace(' ', '_').Replace('-', '_').ToLowerInvariant()}") ?? way));

    /// <summary>What else an order says of its money, each with its text key.</summary>
    public IReadOnlyList<(string TextKey, string Value)> Details(PanelOrder order)
    {
        var details = new List<(string, string)>();
        if (PaidBy(order) is { } paid)
        {
            details.Add(("order.payment", paid));
        }

        if (order.DiscountMinor > 0)
        {
            details.Add(("order.discount", format.Money(-order.DiscountMinor, order.Currency)));
        }

        if (order.ShippingMinor > 0)
        {
            details.Add(("order.shipping", format.Money(order.ShippingMinor, order.Currency)));
        }

        if (order is { PresentmentCurrency: { } seen, PresentmentMinor: { } amount } && !string.Equals(seen, order.Currency, StringComparison.Ordinal))
        {
            details.Add(("order.presentment", format.Money(amount, seen)));
        }

        return details;
    }

    /// <summary>Goods that come back.</summary>
    public Badge Return(PanelReturn back) => new(
        back.Status is "requested" or "open" ? Tone.Warn : Tone.Plain,
        texts.Of("return.badge", back.Status is null ? "" : texts.Word("return", back.Status)));

    /// <summary>How the subscription stands.</summary>
    public Badge Subscription(PanelSubscription subscription) => new(
        subscription.Status switch
        {
            "active" => Tone.Good,
            "paused" => Tone.Warn,
            "failed" => Tone.Bad,
            _ => Tone.Plain,
        },
        texts.Word("subscription", subscription.Status));

    /// <summary>How often it is delivered; null when the contract does not say.</summary>
    public string? Interval(PanelSubscription subscription) => subscription is { DeliveryInterval: { } unit, DeliveryIntervalCount: { } count }
        ? texts.Find(count == 1 ? $"interval.one_{unit}" : $"interval.{unit}", count) ?? $"{format.Number(count)} {texts.Word("interval", unit)}"
        : null;

    /// <summary>When the next delivery is, and whether that is reckoned; null when nothing says so.</summary>
    public (string Day, bool IsEstimate)? NextDelivery(PanelSubscription subscription) =>
        subscription.NextExpectedAt(agent.Zone, clock.GetUtcNow()) is { } next ? (format.Soon(next), subscription.IsEstimate(next)) : null;

    /// <summary>The days that are left out until the next delivery; null when none are.</summary>
    public string? Skipped(PanelSubscription subscription)
    {
        var now = clock.GetUtcNow();
        var days = subscription.Status is "active" ? subscription.SkippedBefore(subscription.NextExpectedAt(agent.Zone, now), now) : [];
        return days.Count == 0 ? null : texts.Of("subscription.skips", string.Join(texts["list.and"], days.Select(format.Soon)));
    }

    private string State(PanelShipment parcel) =>
        parcel.Status is { } status ? texts.Word("shipment", status) : texts["fulfillment.fulfilled"];

    private Badge NotTracked(string? status) => status switch
    {
        null or "unfulfilled" => new Badge(Tone.Warn, texts["fulfillment.unfulfilled"]),
        "fulfilled" => new Badge(Tone.Info, texts["fulfillment.fulfilled"]),
        var other => new Badge(Tone.Warn, texts.Word("fulfillment", other)),
    };

    private static Tone ToneOf(ParcelProgress progress, bool hasArrived) => progress switch
    {
        ParcelProgress.Failed or ParcelProgress.Attempted or ParcelProgress.Delayed => Tone.Bad,
        ParcelProgress.OnItsWay => Tone.Info,
        ParcelProgress.Arrived => hasArrived ? Tone.Good : Tone.Info,
    };
}
