using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Payloads;

namespace ShopSupport.Simulator.Demo;

/// <summary>What was told of an order and of a subscription.</summary>
internal static class DemoHistory
{
    private static readonly TimeSpan EventsKept = TimeSpan.FromDays(12);

    // That a parcel arrived, and when, is asked long after the steps of its way are of no interest.
    private static readonly TimeSpan ArrivalKept = TimeSpan.FromDays(90);

    public static IEnumerable<Delivery> Of(DeliveryWriter writer, DemoOrder order, DateTimeOffset since, DateTimeOffset anchor)
    {
        var at = OrderPayloads.UpdatedAt(order);
        var topic = order.Stage is DemoStage.Unpaid or DemoStage.Paid ? "orders/create" : "orders/updated";
        yield return writer.Write(topic, DemoShop.Key("order", order.Number), at, (order, since), OrderPayloads.Order);
        if (order.IsShipped && anchor - order.At < ArrivalKept)
        {
            foreach (var (step, status, when) in Steps(order).Where(step => step.Status is "delivered" || anchor - order.At < EventsKept))
            {
                yield return writer.Write(
                    "fulfillment_events/create", DemoShop.Key("shipping", (order.Number * 5) + step), when, (order, step, status, when), OrderPayloads.FulfillmentEvent);
            }
        }

        if (order.IsReturning)
        {
            var asked = order.DeliveredAt.AddHours(20);
            yield return writer.Write("returns/request", DemoShop.Key("return", order.Number), asked, (order, "requested"), OrderPayloads.Return);
            if (order.Number % 2 == 0)
            {
                yield return writer.Write("returns/approve", DemoShop.Key("return-approved", order.Number), asked.AddHours(5), (order, "open"), OrderPayloads.Return);
            }
        }
    }

    public static IEnumerable<Delivery> Of(DeliveryWriter writer, DemoContract contract)
    {
        yield return writer.Write(
            "subscription_contracts/create",
            DemoShop.Key("contract", contract.Index),
            contract.StartedAt,
            (contract, "active", 1, contract.StartedAt),
            SubscriptionPayloads.Contract);
        for (var cycle = 0; cycle < contract.Orders.Count; cycle++)
        {
            var order = contract.Orders[cycle];
            yield return writer.Write(
                "subscription_billing_attempts/success",
                DemoShop.Key("billing", (contract.Index * 1000) + cycle + 1),
                order.At,
                (contract, (DemoOrder?)order, cycle + 1),
                SubscriptionPayloads.Attempt);
        }

        if (contract.SkipsNext)
        {
            var asked = contract.Orders[^1].At.AddHours(20);
            yield return writer.Write(
                "subscription_billing_cycles/skip",
                DemoShop.Key("skip", contract.Index),
                asked,
                (contract, contract.Orders.Count + 1, contract.NextAt),
                SubscriptionPayloads.Skip);
        }

        if (contract.EndedAt is { } ended)
        {
            yield return End(writer, contract, ended);
            if (contract.Status is "failed")
            {
                yield return writer.Write(
                    "subscription_billing_attempts/failure",
                    DemoShop.Key("billing-failed", contract.Index),
                    ended.AddMinutes(-1),
                    (contract, (DemoOrder?)null, contract.Orders.Count + 1),
                    SubscriptionPayloads.Attempt);
            }
        }
    }

    private static Delivery End(DeliveryWriter writer, DemoContract contract, DateTimeOffset at)
    {
        var topic = contract.Status switch
        {
            "paused" => "subscription_contracts/pause",
            "cancelled" => "subscription_contracts/cancel",
            "expired" => "subscription_contracts/expire",
            _ => "subscription_contracts/fail",
        };
        return writer.Write(topic, DemoShop.Key("contract-end", contract.Index), at, (contract, contract.Status, 2, at), SubscriptionPayloads.Contract);
    }

    private static IEnumerable<(int Step, string Status, DateTimeOffset At)> Steps(DemoOrder order)
    {
        yield return (1, "in_transit", order.ShippedAt.AddHours(1));
        if (Trouble(order.Stage) is { } trouble)
        {
            yield return (4, trouble, OrderPayloads.UpdatedAt(order));
            yield break;
        }

        if (order.Stage is not DemoStage.InTransit)
        {
            yield return (2, "out_for_delivery", order.Stage is DemoStage.OutForDelivery ? order.ShippedAt.AddHours(20) : order.DeliveredAt.AddHours(-3));
        }

        if (order.IsDelivered)
        {
            yield return (3, "delivered", order.DeliveredAt);
        }
    }

    private static string? Trouble(DemoStage stage) => stage switch
    {
        DemoStage.Attempted => "attempted_delivery",
        DemoStage.Undeliverable => "failure",
        DemoStage.Delayed => "delayed",
        _ => null,
    };
}
