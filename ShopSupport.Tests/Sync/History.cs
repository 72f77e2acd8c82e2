using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ShopSupport.Core.Queue;
using static ShopSupport.Tests.Sync.Payloads;

namespace ShopSupport.Tests.Sync;

/// <summary>
/// One thing that happened in a shop: what, to which of a few resources, in which minute, a number to tell values apart,
/// and one that decides how often its delivery arrives, when, and whether an older copy does too.
/// </summary>
public sealed record Step(int Kind, int Which, int Minute, int Value, int Chance);

/// <summary>A history, and one way in which its deliveries may arrive.</summary>
public sealed record History(IReadOnlyList<Step> Steps)
{
    /// <inheritdoc />
    public override string ToString() => string.Join("; ", Steps);

    private static readonly Func<Step, (string Topic, string Body)>[] Kinds =
    [
        s => (s.Value % 2 == 0 ? "orders/updated" : "orders/create", OrderOf(s)),
        s => ("orders/paid", OrderOf(s)),
        s => s.Value == 0 ? ("orders/delete", Gone(OrderId + s.Which)) : ("orders/cancelled", OrderOf(s)),
        s => ("orders/edited", $$$"""{"order_edit":{"id":{{{s.Value}}},"order_id":{{{OrderId + s.Which}}}}}"""),
        s => ("refunds/create", Refund(RefundId + s.Which, Number(s.Value + 1), minute: s.Minute)),
        s => ("order_transactions/create", Transaction(Number(s.Value)).Replace("paypay", $"g{s.Which}", StringComparison.Ordinal)),
        s => ("fulfillments/update", Fulfillment(s.Minute, $"state-{s.Value}")),
        s => s.Value == 0
            ? ("fulfillment_events/delete", Gone(70 + s.Which))
            : ("fulfillment_events/create", FulfillmentEvent(70 + s.Which, s.Minute, $"state-{s.Value}")),
        s => (s.Value % 2 == 0 ? "returns/approve" : "returns/close", Return($"state-{s.Value}")),
        s => ("customers/update", CustomerOf(s)),
        s => s.Value == 0 ? ("customers/delete", Gone(CustomerId + s.Which)) : ("customers/enable", CustomerOf(s)),
        s => ("customers/merge", Merge(CustomerId + s.Value, CustomerId + s.Which)),
        s => ("customer.tags_added", Tags($"\"t{s.Which}\",\"t{s.Value}\"", s.Minute)),
        s => ("customer.tags_removed", Tags($"\"t{s.Which}\"", s.Minute)),
        s => ("customers_email_marketing_consent/update", $$$"""
            {"customer_id":{{{CustomerId + s.Which}}},"email_marketing_consent":{"state":"state-{{{s.Value}}}","consent_updated_at":"{{{SyncedShop.At(s.Minute)}}}"}}
            """),
        s => ("customers/purchasing_summary", $$$"""
            {"customerId":"gid://shopify/Customer/{{{CustomerId}}}","numberOfOrders":"{{{s.Value}}}","amountSpent":{"amount":"{{{s.Value}}}","currencyCode":"JPY"},"occurredAt":"{{{SyncedShop.At(s.Minute)}}}"}
            """),
        s => s.Value == 0 ? ("products/delete", Gone(ProductId + (1000 * s.Which))) : ("products/update", ProductOf(s)),
        s => ("products/create", ProductOf(s)),
        s => s.Value == 0 ? ("inventory_items/delete", Gone(ItemId)) : ("inventory_items/update", Item(s.Minute, s.Which == 0 ? "true" : "false")),
        s => s.Value == 0
            ? ("inventory_levels/disconnect", $$"""{"inventory_item_id":{{ItemId}},"location_id":{{LocationId}}}""")
            : ("inventory_levels/update", Level(s.Value, s.Minute)),
        s => s.Value == 0 && s.Which == 0 ? ("locations/delete", Gone(LocationId)) : ("locations/update", Location(s.Minute, s.Which == 0 ? "true" : "false")),
        s => ("subscription_contracts/update", Contract(s.Minute, $"state-{s.Value}")),
        s => (s.Which == 0 ? "subscription_billing_attempts/failure" : "subscription_billing_attempts/success", Attempt($"\"e{s.Value}\"")),
        s => (s.Value % 2 == 0 ? "subscription_billing_cycles/skip" : "subscription_billing_cycles/unskip", Cycle(s.Which)),
        s => ("orders/updated", Gone(OrderId + s.Which)),
        s => ("app/scopes_update", $$"""{"current":["s{{s.Value}}"],"updated_at":"{{SyncedShop.At(s.Minute)}}"}"""),
        s => ("shop/update", $$"""{"id":1,"name":"n{{s.Value}}","currency":"JPY","updated_at":"{{SyncedShop.At(s.Minute)}}"}"""),
        _ => ("app/uninstalled", """{"id":1}"""),
        s => ("bulk_operations/finish", $$"""{"id":{{s.Which}},"status":"state-{{s.Value}}"}"""),
    ];

    /// <summary>Histories that shrink by losing steps.</summary>
    public static Arbitrary<History> Any { get; } = Arb.From(
        from steps in (from kind in Gen.Choose(0, Kinds.Length - 1)
                       from which in Gen.Choose(0, 2)
                       from minute in Gen.Choose(0, 6)
                       from value in Gen.Choose(0, 4)
                       from chance in Gen.Choose(0, int.MaxValue - 1)
                       select new Step(kind, which, minute, value, chance)).NonEmptyListOf()
        select new History([.. steps]),
        history => history.Steps.Count == 1
            ? []
            : history.Steps.Select((_, i) => history with { Steps = [.. history.Steps.Where((_, j) => j != i)] }));

    /// <summary>A history in which everything happens once.</summary>
    public static History OfEachKind(int minute, int value) => new([.. Kinds.Select((_, kind) => new Step(kind, 0, minute, value, Chance: 0))]);

    /// <summary>The deliveries as they were sent.</summary>
    internal IReadOnlyList<Delivery> Deliveries(SyncedShop shop) =>
        [.. Steps.Select((step, i) => Of(shop, step, string.Create(CultureInfo.InvariantCulture, $"step-{i}")))];

    /// <summary>
    /// Batches as they might arrive: every delivery at least once, some again, some older copies under other ids, in any
    /// order. What a step decides does not depend on the others, so that a history which loses one arrives as before.
    /// </summary>
    internal IReadOnlyList<IReadOnlyList<Delivery>> Arrival(SyncedShop shop)
    {
        List<List<Delivery>> batches = [[]];
        foreach (var (_, endsBatch, delivery) in Steps.Zip(Deliveries(shop), Arrivals).SelectMany(a => a).OrderBy(a => a.Place))
        {
            batches[^1].Add(delivery);
            if (endsBatch)
            {
                batches.Add([]);
            }
        }

        return batches.FindAll(batch => batch.Count > 0);
    }

    private static List<(double Place, bool EndsBatch, Delivery Delivery)> Arrivals(Step step, Delivery delivery)
    {
        var chance = new Random(step.Chance);
        List<Delivery> all = [delivery, .. Enumerable.Repeat(delivery, chance.Next(3) == 0 ? chance.Next(1, 3) : 0)];
        if (chance.Next(3) == 0)
        {
            all.Add(delivery with
            {
                WebhookId = $"{delivery.WebhookId}-copy",
                TriggeredAt = delivery.TriggeredAt!.Value.AddSeconds(-chance.Next(1, 400)),
            });
        }

        return all.ConvertAll(each => (chance.NextDouble(), chance.Next(6) == 0, each));
    }

    private static Delivery Of(SyncedShop shop, Step step, string id)
    {
        var (topic, body) = Kinds[step.Kind](step);
        return shop.Delivery(topic, body, step.Minute, id);
    }

    private static string OrderOf(Step s) => Order(
        OrderId + s.Which,
        s.Minute,
        Number(s.Value),
        customer: s.Value == 3 ? "null" : CustomerOf(s with { Which = s.Value % 3 }),
        lines: string.Join(',', Enumerable.Range(1, s.Value).Select(i => Line(i * (s.Minute + 1)))),
        more: $",\"fulfillments\":[{Fulfillment(s.Minute, $"embedded-{s.Value}")}],\"refunds\":[{Refund(RefundId + s.Which, Number(s.Value + 1), minute: s.Minute)}]");

    private static string CustomerOf(Step s) => Customer(
        CustomerId + s.Which,
        s.Minute,
        $"n{s.Value}",
        s.Value == 4 ? "" : $$"""
            ,"tags":"t{{s.Value}}, t9","default_address":{"country_code":"JP","city":"c{{s.Value}}"},
             "email_marketing_consent":{"state":"embedded-{{s.Value}}","consent_updated_at":"{{SyncedShop.At(s.Minute)}}"}
            """);

    private static string ProductOf(Step s) => Product(ProductId + (1000 * s.Which), s.Minute, s.Value, title: $"p{s.Value}");

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
