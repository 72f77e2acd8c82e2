using ShopSupport.App.SignIn;
using ShopSupport.App.Words;
using ShopSupport.Core.Customers;
using ShopSupport.Core.Panel;

namespace ShopSupport.App.Customers;

/// <summary>What the panel says about orders, parcels and subscriptions, with the tone of each.</summary>
internal sealed class PanelWords(Texts texts, Format format, CurrentAgent agent)
{
    /// <summary>How the customer is called.</summary>
    public string Name(PanelCustomer customer) =>
        CustomerName.Of(customer.FirstName, customer.LastName, customer.Email, customer.Phone) ?? texts["customer.unnamed"];

    /// <summary>Where the goods are.</summary>
    public Badge Delivery(PanelOrder order)
    {
        if (order.CancelledAt is not null)
        {
            return new Badge(Tone.Bad, texts["order.cancelled"]);
        }

        var newest = order.Shipments.Where(parcel => parcel.Status is not null).MaxBy(parcel => parcel.StatusAt);
        return newest?.Status is { } status
            ? new Badge(ToneOfParcel(status), texts.Word("shipment", status))
            : order.FulfillmentStatus switch
            {
                null or "unfulfilled" => new Badge(Tone.Warn, texts["fulfillment.unfulfilled"]),
                "fulfilled" => new Badge(Tone.Info, texts["fulfillment.fulfilled"]),
                var other => new Badge(Tone.Warn, texts.Word("fulfillment", other)),
            };
    }

    /// <summary>What is special about the money; null when it is simply paid.</summary>
    public Badge? Payment(PanelOrder order) => order.FinancialStatus switch
    {
        null or "paid" when order.RefundedMinor == 0 => null,
        "partially_refunded" or "paid" or null => new Badge(Tone.Plain, texts.Of("order.refunded_part", format.Money(order.RefundedMinor, order.Currency))),
        "refunded" => new Badge(Tone.Plain, texts["financial.refunded"]),
        "pending" or "authorized" or "partially_paid" => new Badge(Tone.Warn, texts.Word("financial", order.FinancialStatus)),
        var other => new Badge(Tone.Plain, texts.Word("financial", other)),
    };

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

    /// <summary>When the next delivery is likely; null when nothing says so.</summary>
    public string? NextDelivery(PanelSubscription subscription) =>
        subscription.NextExpectedAt(agent.Zone) is { } next ? format.Day(next) : null;

    private static Tone ToneOfParcel(string status) => status switch
    {
        "delivered" or "picked_up" => Tone.Good,
        "failure" or "attempted_delivery" or "delayed" or "not_delivered" => Tone.Bad,
        _ => Tone.Info,
    };
}
