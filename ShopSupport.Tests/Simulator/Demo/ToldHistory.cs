using ShopSupport.Core.Queue;
using ShopSupport.Simulator.Demo;
using ShopSupport.Simulator.Payloads;
using ShopSupport.Simulator.Shop;

namespace ShopSupport.Tests.Simulator.Demo;

/// <summary>What was told of an order and of a subscription.</summary>
internal static class ToldHistory
{
    private static readonly TimeSpan EventsKept = TimeSpan.FromDays(12);

    // That a parcel arrived, and when, is asked long after the steps of its way are of no interest.
    private static readonly TimeSpan ArrivalKept = TimeSpan.FromDays(90);

    public static IEnumerable<Delivery> Of(DeliveryWriter writer, DemoOrder placed, Customer customer, DateTimeOffset anchor)
    {
        var order = DemoOrders.Order(placed);
        var age = anchor - order.CreatedAt;
        var topic = placed.Stage is DemoStage.Unpaid or DemoStage.Paid ? "orders/create" : "orders/updated";
        yield return writer.Write(topic, DemoShop.Key("order", order.Number), order.UpdatedAt, (order, customer), OrderPayloads.Order);
        if (order.Fulfillments is [var parcel] && age < ArrivalKept)
        {
            foreach (var seen in parcel.Events.Where(seen => age < EventsKept || seen.Status is "delivered"))
            {
                var number = (int)DemoIds.NumberOf(DemoIds.FulfillmentEvent, seen.Id)!.Value;
                yield return writer.Write("fulfillment_events/create", DemoShop.Key("shipping", number), seen.At, (order, parcel, seen, DemoIds.Of(DemoIds.Shop, 1)), ParcelPayloads.Event);
            }
        }

        foreach (var back in order.Returns)
        {
            yield return writer.Write("returns/request", DemoShop.Key("return", order.Number), back.CreatedAt, (order, back with { Status = "requested" }), ParcelPayloads.Return);
            if (back.ApprovedAt is { } approved)
            {
                yield return writer.Write("returns/approve", DemoShop.Key("return-approved", order.Number), approved, (order, back), ParcelPayloads.Return);
            }
        }
    }

    public static IEnumerable<Delivery> Of(DeliveryWriter writer, DemoContract agreed)
    {
        var (begun, contract, index) = (DemoContracts.Begun(agreed), DemoContracts.Now(agreed), agreed.Index);
        yield return writer.Write("subscription_contracts/create", DemoShop.Key("contract", index), begun.CreatedAt, begun, SubscriptionPayloads.Contract);
        foreach (var attempt in contract.Attempts.Where(attempt => attempt.OrderId is not null))
        {
            yield return writer.Write(
                "subscription_billing_attempts/success",
                DemoShop.Key("billing", (index * DemoContracts.CyclesAtMost) + attempt.Cycle),
                attempt.At,
                (contract, attempt),
                SubscriptionPayloads.Attempt);
        }

        foreach (var skipped in contract.Skipped)
        {
            yield return writer.Write("subscription_billing_cycles/skip", DemoShop.Key("skip", index), skipped.At, (contract, skipped, true), SubscriptionPayloads.Cycle);
        }

        if (agreed.EndedAt is not { } ended)
        {
            yield break;
        }

        var topic = SubscriptionPayloads.TopicOf(contract.Status);
        yield return writer.Write(topic, DemoShop.Key("contract-end", index), ended, contract, SubscriptionPayloads.Contract);
        foreach (var attempt in contract.Attempts.Where(attempt => attempt.OrderId is null))
        {
            yield return writer.Write(
                "subscription_billing_attempts/failure", DemoShop.Key("billing-failed", index), attempt.At, (contract, attempt), SubscriptionPayloads.Attempt);
        }
    }
}
